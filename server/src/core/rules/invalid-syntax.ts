import { isHalfWritten, type WorkspaceEdit } from '../files/file.ts';
import { shiftSpan, type Span, spanBetween } from '../text/span.ts';
import { separator } from '../yaml/split.ts';
import { defineFileRule, editOfFile } from './rule.ts';
import { startOfLine } from '../text/lines.ts';

export const invalidSyntax = defineFileRule({
  code: 'invalid-syntax',
  severity: 'error',
  needs: 'document',
  summary: 'A manifest that is not valid YAML.',
  source: 'YAML 1.1 as sigs.k8s.io/yaml reads it for kubectl: go.yaml.in/yaml/v2, scannerc.go, parserc.go, decode.go',
  messages: {
    broken:
      'This manifest is not valid YAML, so kubectl cannot read it. {reason}. Until it is fixed, Headlight checks nothing else in it.',
    placeholder:
      'This manifest is not valid YAML until its placeholder "{placeholder}" is filled in. Until then, Headlight checks nothing else in it.',
    ended:
      'kubectl reads this document only up to "...", so what follows is lost. Write "---" to begin another document.',
    fixSeparator: 'Begin another document with "---"',
  },
  *checkFile(file, { snapshot }) {
    for (const document of file.documents) {
      const { syntaxProblems, templated, endedBy } = document.facts;
      // What held an object when it could be read last is no other YAML, whatever is left of it.
      const wasManifest = isHalfWritten(document) && document.forOthers.holdsObjects;
      const isManifest = wasManifest || (file.role === 'kustomization' && document.facts.kustomization !== undefined);
      const [first] = isManifest ? document.facts.yamlProblems : syntaxProblems;
      // What follows the first slip is mostly its consequence.
      if (templated) continue;
      const [resource] = snapshot.inDocument(document);
      const beside = resource === undefined ? {} : { resource };
      if (endedBy !== undefined) {
        const span = shiftSpan(endedBy, document.start);
        const edit = (): WorkspaceEdit => editOfFile(file, span, separator);
        yield { span, message: 'ended', severity: 'warning', fixes: [{ title: 'fixSeparator', edit }], ...beside };
      }
      if (first === undefined) continue;
      const placeholder = placeholderAt(document.facts.text, first.span.start);
      yield {
        span: shiftSpan(visibleSpan(document.facts.text, first.span), document.start),
        ...(placeholder === undefined
          ? { message: 'broken', values: { reason: first.message.replace(/\.$/, '') } }
          : { message: 'placeholder', values: { placeholder }, severity: 'hint' }),
        ...beside,
      };
    }
  },
});

/**
 * What somebody or something fills in before anything is applied, and because of which there is no YAML at an offset: a value `{name}` or
 * `[NAME]` with more of the value right behind it, one with an index as in Python's formats, `%%%`, or a name alone in place of whole lines.
 */
function placeholderAt(text: string, offset: number): string | undefined {
  const start = startOfLine(text, offset);
  const before = text.slice(start, offset);
  const line = before + (/^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '');
  const [, curly, square] = /[:-][ \t]+["']?(?:\{([\w .-]{1,80})\}|\[([\w .-]{1,80})\])$/.exec(before) ?? [];
  const [, indexed, signs] = /[:-][ \t]+(?:["']?\{(\w[\w.]{0,80}\[[\w.-]{1,80}\])\}|(%{2,9})[ \t]*$)/.exec(line) ?? [];
  const [, alone, other] = lineToFill.exec(line) ?? [];
  return curly ?? square ?? indexed ?? signs ?? alone ?? other;
}

/** A line that is nothing but a name in the brackets of some tool, a variable, or what is left out. */
const lineToFill =
  /^[ \t]*(?:(?:[$#]?\{|<|\[\[|__|@|%{1,2})[ \t]*([A-Za-z](?:[\w .-]{0,78}[A-Za-z0-9])?)_{0,2}[ \t]*(?:\}|>|\]\]|__|@|%{1,2})#?|\$?((?<=\$)[A-Za-z_]\w{0,79}|(?<=[ \t])\.{3}))[ \t]*$/;

/** At most one line of a problem; one that is noticed at the end of the text only is shown on its last line. */
function visibleSpan(text: string, { start, end }: Span): Span {
  const written = text.trimEnd();
  if (start < written.length) {
    const line = text.slice(start).search(/\r?\n|$/);
    return spanBetween(start, Math.min(end, start + line));
  }
  const lastLine = written.slice(startOfLine(written, written.length));
  return spanBetween(written.length - lastLine.trimStart().length, written.length);
}
