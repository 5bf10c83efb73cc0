import { startOfLine } from '../text/lines.ts';
import { findSuppressions, suppressionWord, type SuppressedPlace } from '../files/suppressions.ts';
import { lineEndingOf, type TextEdit, insertionAt } from '../text/span.ts';
import { formatMessage, defineMessages } from '../util/format.ts';
import { type WorkspaceEdit, isJsonFile, lastDocumentBegun, type SnapshotFile } from '../files/file.ts';

/** The words of turning a rule off by a comment. */
const suppressMessages = defineMessages('edits/suppress', {
  line: 'Disable {code} for this line',
  file: 'Disable {code} for this file',
});

/** A comment that turns a rule off, as it is offered. */
interface Suppressing {
  readonly title: string;
  edit(): WorkspaceEdit;
}

/**
 * The offers to turn a rule off by a comment: on the line of an offset (in the file's text), and in the whole file. A line
 * inside a block scalar or a string of several lines gets none, as a comment there would be text; JSON has no comments, and of
 * what is no YAML nobody knows how they are written.
 */
export function suppressions(file: SnapshotFile, offset: number, code: string): readonly Suppressing[] {
  if (isJsonFile(file) || file.role === 'text') return [];
  const lineStart = startOfLine(file.text, offset);
  const onFile: Suppressing = {
    title: formatMessage(suppressMessages.file, { code }),
    edit: () => edited(file, fileEdit(file.text, code)),
  };
  const document = lastDocumentBegun(file, offset);
  if (document !== undefined && document.facts.isInsideScalar(lineStart - document.start)) return [onFile];
  const onLine: Suppressing = {
    title: formatMessage(suppressMessages.line, { code }),
    edit: () => edited(file, lineEdit(file.text, lineStart, code)),
  };
  return [onLine, onFile];
}

/** A comment above the line, or one more code in the comment that is there already. */
function lineEdit(text: string, lineStart: number, code: string): TextEdit {
  const above = startOfLine(text, lineStart - 1);
  const existing = lineStart === 0 ? undefined : addedCode(text, above, 'next-line', code);
  if (existing !== undefined) return existing;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const newText = `${indent}# ${suppressionWord('next-line')} ${code}${lineEndingOf(text)}`;
  return insertionAt(lineStart, newText);
}

function fileEdit(text: string, code: string): TextEdit {
  const existing = addedCode(text, 0, 'file', code);
  return existing ?? insertionAt(0, `# ${suppressionWord('file')} ${code}${lineEndingOf(text)}`);
}

/** A line up to its end. Nobody reads longer ones to the end: a further code gets a comment of its own. */
const wholeLine = /^[^\r\n]{0,200}(?![^\r\n])/;

/** One more code in a comment that is alone on its line and names some, before its reason. */
function addedCode(text: string, lineStart: number, where: SuppressedPlace, code: string): TextEdit | undefined {
  const line = wholeLine.exec(text.slice(lineStart))?.[0] ?? '';
  const [found] = findSuppressions(line);
  const last = found?.codeSpans.at(-1);
  if (last === undefined || found?.where !== where || line.slice(0, found.span.start).trim() !== '') return undefined;
  const separator = line.slice(found.span.start, last.end).includes(',') ? ', ' : ' ';
  return insertionAt(lineStart + last.end, `${separator}${code}`);
}

function edited(file: SnapshotFile, edit: TextEdit): WorkspaceEdit {
  return { files: [{ file, edits: [edit] }] };
}
