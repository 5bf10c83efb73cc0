/*
 * What single characters are to kubectl's reader. Where a text ends, the code is 0: no text may hold that character.
 * Source: YAML 1.1, chapters 4 and 5; go.yaml.in/yaml/v2, yamlprivateh.go.
 */

export const tab = 0x09;
export const newline = 0x0a;
export const space = 0x20;
export const hash = 0x23;
export const colon = 0x3a;

/** The code at an offset, 0 behind the last one. */
export function codeAt(text: string, offset: number): number {
  return offset < text.length ? text.charCodeAt(offset) : 0;
}

/** A line ends at a newline, a carriage return, and at the separators U+0085, U+2028 and U+2029. */
export function isBreak(code: number): boolean {
  return code === newline || code === 0x0d || (code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029));
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** A blank, a line break or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code <= space || (code >= 0x85 && isBreak(code));
}

/** What the names of anchors and handles of tags are made of: ASCII letters, digits, `-` and `_`. */
export function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f
  );
}

/** Whether three dashes or dots are at an offset, and nothing beside them: what begins or ends a document at the start of a line. */
export function isDocumentMark(text: string, offset: number): boolean {
  const code = codeAt(text, offset);
  if (code !== 0x2d && code !== 0x2e) return false;
  return (
    codeAt(text, offset + 1) === code && codeAt(text, offset + 2) === code && isBlankOrEnd(codeAt(text, offset + 3))
  );
}
