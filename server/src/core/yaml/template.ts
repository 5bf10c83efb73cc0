/** Stands for every character of a template action in a masked text; readers take a scalar that holds it as unknown. */
export const templateMark = '\uE000';

/**
 * The text with its template actions (`{{ … }}`) masked, of the same length, so that what is left parses as YAML and
 * every offset holds. A line of nothing but actions becomes blank, as it gives no YAML of its own; an action beside
 * other text becomes as many marks. Line ends stay. An action that is not closed runs to the end of its line.
 */
export function maskTemplate(text: string): string {
  const masked = text.replace(/\{\{(?:[\s\S]*?\}\}|[^\r\n]*)/g, (action) => action.replace(/[^\r\n]/g, templateMark));
  return masked.replace(onlyMarks, (line) => line.replace(/[^\r\n]/g, ' '));
}

/**
 * Whether a string holds something that is put in before the API server sees it: a masked or plain template action,
 * `${VARIABLE}`, `$(variable)`, `<% … %>` or `%%NAME%%`.
 */
export function isTemplated(value: string): boolean {
  return unknownPart.test(value);
}

/** Whether the text has template actions at all. */
export function hasTemplateAction(text: string): boolean {
  return text.includes('{{');
}

const onlyMarks = /^[ \t]*(?:\uE000[ \t\uE000]*)(?=\r?$)/gm;
const unknownPart = /\uE000|\{\{|\$\{|\$\(|<%|%%\w+%%/;
