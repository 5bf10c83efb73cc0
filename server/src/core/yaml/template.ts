/** Stands for every character of a template action in a masked text; readers take a scalar that holds it as unknown. */
export const templateMark = '\uE000';

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

const unknownPart = /\uE000|\{\{|\$\{|\$\(|<%|%%\w+%%/;
