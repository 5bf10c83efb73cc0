import { startOfNextLine, endOfLine } from '../text/lines.ts';
/** One document of a file: its own text and where that text starts in the file. */
interface DocumentText {
  /** Offset in the file's text, in UTF-16 units. */
  readonly start: number;
  readonly text: string;
}

/**
 * The documents of a YAML file, as kubectl and kustomize cut it: at every line that begins with `---`, so that a broken document cannot
 * swallow the next one. Only a comment may follow on that line; with anything else it begins the text of its document, which `readYaml`
 * rejects. Stretches that hold only comments and white space are left out; directives belong to the document that follows them. A byte
 * order mark is no part of any document. Source: k8s.io/apimachinery, pkg/util/yaml, decoder.go, YAMLReader.
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  const documents: DocumentText[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  const add = (end: number): void => {
    const piece = text.slice(start, end);
    if (hasContent(piece)) documents.push({ start, text: piece });
  };
  for (let line = start; line < text.length;) {
    if (text.startsWith(separator, line) && !hasOnlyDirectives(text.slice(start, line))) {
      add(line);
      start = startBehind(text, line);
    }
    line = startOfNextLine(text, line);
  }
  add(text.length);
  const [first, ...others] = documents;
  return first === undefined ? [] : [...objectsOf(first), ...others];
}

/** What a line that is between two documents begins with. */
export const separator = '---';

/** The objects of JSON that a text begins with, one after the other. Source: k8s.io/apimachinery, pkg/util/yaml, YAMLOrJSONDecoder. */
function objectsOf({ start, text }: DocumentText): readonly DocumentText[] {
  if (!/^\s*\{/.test(text)) return [{ start, text }];
  const pieces: DocumentText[] = [];
  let from = 0;
  let depth = 0;
  let isInString = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (isInString && character === '\\') offset++;
    else if (character === '"') isInString = !isInString;
    if (isInString || (character !== '{' && character !== '}')) continue;
    depth += character === '{' ? 1 : -1;
    if (depth > 0 || !/^\s*\{/.test(text.slice(offset + 1))) continue;
    pieces.push({ start: start + from, text: text.slice(from, offset + 1) });
    from = offset + 1;
  }
  pieces.push({ start: start + from, text: text.slice(from) });
  return pieces.every((piece) => isJson(piece.text)) ? pieces : [{ start, text }];
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the document behind a separator begins: at the end of its line, or at the separator where that is none to kubectl. */
function startBehind(text: string, line: number): number {
  const behind = line + separator.length;
  const end = endOfLine(text, line);
  const rest = text.slice(behind, end).trim();
  if (rest === '' || rest.startsWith('#')) return Math.max(behind, end);
  // What a template makes of its line is not known.
  return rest.startsWith('{{') ? behind : line;
}

/** Whether there are directives, and nothing else but comments. */
function hasOnlyDirectives(piece: string): boolean {
  return /^%/m.test(piece) && !hasContent(piece);
}

/** Whether there is more in a text than comments, directives and white space. */
export function hasContent(piece: string): boolean {
  return /(?:^|\n)[ \t]*(?:[^\s#%]|(?<=[ \t])%)/.test(piece);
}
