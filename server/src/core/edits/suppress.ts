import { lineEndingOf, type TextEdit, emptySpanAt } from '../text/span.ts';
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
  const lineStart = file.text.lastIndexOf('\n', offset - 1) + 1;
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
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  const existing = lineStart === 0 ? undefined : addedCode(text, above, 'next-line', code);
  if (existing !== undefined) return existing;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const newText = `${indent}# headlight-disable-next-line ${code}${lineEndingOf(text)}`;
  return { span: emptySpanAt(lineStart), newText };
}

function fileEdit(text: string, code: string): TextEdit {
  const existing = addedCode(text, 0, 'file', code);
  return existing ?? { span: emptySpanAt(0), newText: `# headlight-disable-file ${code}${lineEndingOf(text)}` };
}

const comment =
  /^[ \t]*#[ \t]*headlight-disable-(next-line|file)(?:[ \t,]+[a-z0-9-]*[a-z0-9])+(?=[ \t]*(?:\r?\n|[ \t]--[ \t]|$))/;

/** One more code in a comment that is alone on its line, before its reason. */
function addedCode(text: string, lineStart: number, where: 'next-line' | 'file', code: string): TextEdit | undefined {
  const [found, foundWhere] = comment.exec(text.slice(lineStart)) ?? [];
  if (found === undefined || foundWhere !== where) return undefined;
  const end = lineStart + found.length;
  return { span: emptySpanAt(end), newText: `${found.includes(',') ? ',' : ''} ${code}` };
}

function edited(file: SnapshotFile, edit: TextEdit): WorkspaceEdit {
  return { files: [{ file, edits: [edit] }] };
}
