import { blanksBefore, type Span, spanBetween } from '../text/span.ts';
import { linesOf, startOfNextLine } from '../text/lines.ts';
import { firstIndexWhere } from '../util/collections.ts';
import { isHalfWritten, isJsonFile, type SnapshotDocument, type SnapshotFile } from '../files/file.ts';
import { findStrangeSuppressions, suppressionWords, type Suppression } from '../files/suppressions.ts';
import { quotedList } from '../util/format.ts';
import { nearestMiss } from '../util/similar-names.ts';
import { defineFileRule, editOfFile, type FileContext, type FileProblem, type Fix } from './rule.ts';

export const unusedSuppression = defineFileRule({
  code: 'unused-suppression',
  severity: 'information',
  needs: 'document',
  summary: 'A comment turns off a rule that finds nothing there.',
  source: 'the comments that turn rules off, as these pages define them',
  messages: {
    unused:
      'This comment turns off "{code}", which finds nothing here. Remove the comment: it would hide the next problem of that kind.',
    unusedAll:
      'This comment turns off every rule, and none finds anything here. Remove the comment: it would hide the next problem.',
    unknown: 'There is no rule "{code}", so this comment does not turn it off.',
    misspelt: 'There is no rule "{code}", so this comment does not turn it off. The nearest is "{near}".',
    strange: 'There is no comment "{label}", so it turns nothing off. The comments are {labels}.',
    fixRemove: 'Remove the comment',
    fixRemoveCode: 'Remove {code} from the comment',
    fixSpelling: 'Change {code} to {near}',
  },
  *checkFile(file, context) {
    if (isJsonFile(file)) return;
    yield* strangers(file, context);
    const suppressions = context.snapshot.suppressionsOf(file);
    if (suppressions.length === 0) return;
    const lines = linesOf(file);
    const foundOn = new Map<Suppression['line'], Set<string>>();
    for (const { code, span } of context.found) {
      for (const line of ['file', lines.positionAt(span.start).line] as const)
        foundOn.set(line, (foundOn.get(line) ?? new Set()).add(code));
    }
    for (const suppression of suppressions) {
      const place = placeOf(file, suppression, context);
      if (place === undefined) continue;
      const found = foundOn.get(suppression.line);
      const isUsed = (code: string | undefined): boolean =>
        found !== undefined && (code === undefined || found.has(code));
      yield* judge(file, suppression, place, isUsed, context);
    }
  },
});

/** Comments that are not spelled like one that turns rules off. */
function* strangers(file: SnapshotFile, context: FileContext): Iterable<FileProblem> {
  for (const { word, span } of findStrangeSuppressions(file.text)) {
    const place = placeOf(file, { span, line: 'file' }, context);
    if (place === undefined) continue;
    const near =
      suppressionWords.find((known) => known === word.toLowerCase()) ??
      nearestMiss(word.toLowerCase(), suppressionWords);
    const fix: Fix = {
      title: 'fixSpelling',
      values: { code: word, near: near ?? '' },
      edit: () => editOfFile(file, span, near ?? ''),
    };
    const values = { label: word, labels: quotedList(suppressionWords) };
    yield { span, resource: place.resource, message: 'strange', values, fixes: near === undefined ? [] : [fix] };
  }
}

/** What a comment is about. */
interface Place {
  readonly resource: NonNullable<FileProblem['resource']>;
  /** Whether all that it could turn off was looked for. */
  readonly isSearched: (code: string) => boolean;
}

function* judge(
  file: SnapshotFile,
  suppression: Suppression,
  { resource, isSearched }: Place,
  isUsed: (code: string | undefined) => boolean,
  { rules }: FileContext,
): Iterable<FileProblem> {
  const { codes, codeSpans, span } = suppression;
  const whole = removalOf(file, span);
  if (codes.length === 0) {
    if (isUsed(undefined) || rules.all.some((rule) => rule.checkFile === undefined && !isSearched(rule.code))) return;
    yield { span, resource, message: 'unusedAll', fixes: [removal('suggested', whole)] };
  }
  for (const [index, code] of codes.entries()) {
    const codeSpan = codeSpans[index] ?? span;
    const rule = rules.called(code);
    if (rule !== undefined && (isUsed(code) || !isSearched(code))) continue;
    // Nothing unseen takes away a person's words, nor what may have its use where more files are looked at.
    const safety = rule?.needs === 'document' ? 'safe' : 'suggested';
    const remove =
      codes.length === 1 ? removal(safety, whole) : removal(safety, codeRemoval(file, codeSpan, index), code);
    const near = rule === undefined ? rules.meantBy(code) : undefined;
    const values = { code, near: near ?? '' };
    yield near === undefined
      ? { span: codeSpan, resource, message: rule === undefined ? 'unknown' : 'unused', values, fixes: [remove] }
      : {
          span: codeSpan,
          resource,
          message: 'misspelt',
          values,
          fixes: [{ title: 'fixSpelling', values, edit: replacing(codeSpan, near) }, remove],
        };
  }

  function removal(safety: NonNullable<Fix['safety']>, removed: Span, code?: string): Fix {
    const edit = replacing(removed, '');
    if (code === undefined) return { title: 'fixRemove', safety, edit };
    return { title: 'fixRemoveCode', values: { code }, safety, edit };
  }

  function replacing(replaced: Span, newText: string): Fix['edit'] {
    return () => editOfFile(file, replaced, newText);
  }
}

/**
 * Where a comment is, and what was looked for there. `undefined` for what only looks like a comment, and where nothing is
 * judged: in text of scalars, in templates, and in files without objects.
 */
function placeOf(
  file: SnapshotFile,
  suppression: Pick<Suppression, 'span' | 'line'>,
  { snapshot, settings, rules }: FileContext,
): Place | undefined {
  const { start } = suppression.span;
  const own = documentAt(file, start);
  if (own !== undefined && own.facts.isInsideScalar(start - own.start)) return undefined;
  const documents = suppression.line === 'file' || own === undefined ? file.documents : [own];
  if (documents.some(({ facts }) => facts.templated)) return undefined;
  const resource = (own === undefined ? undefined : snapshot.inDocument(own)[0]) ?? snapshot.inFile(file.uri)[0];
  if (resource === undefined) return undefined;
  const isBroken = documents.some((one) => isHalfWritten(one) || one.facts.syntaxProblems.length > 0);
  const isWhole = snapshot.complete && snapshot.unread.length === 0 && !isBroken;
  return {
    resource,
    isSearched(code) {
      const rule = rules.called(code);
      // A rule about files, such as this one, is judged by no other.
      if (rule === undefined || settings.rules[code] === 'off') return false;
      return rule.checkFile === undefined && (isWhole || (rule.needs === 'document' && !isBroken));
    },
  };
}

/** The document that a place is in: comments above the first, and behind a separator, are the next one's. */
function documentAt(file: SnapshotFile, offset: number): SnapshotDocument | undefined {
  return file.documents[firstIndexWhere(file.documents, ({ start, facts }) => offset < start + facts.text.length)];
}

/** A comment with its line where it is alone, else with the white space before it. */
function removalOf({ text }: SnapshotFile, { start, end }: Span): Span {
  const from = blanksBefore(text, start);
  const isAlone = from === 0 || text[from - 1] === '\n';
  return isAlone ? spanBetween(from, startOfNextLine(text, end)) : spanBetween(from, end);
}

/** A code, the nth of its comment, with what keeps it apart from its neighbours. */
function codeRemoval({ text }: SnapshotFile, { start, end }: Span, index: number): Span {
  const blanks = blanksBefore(text, start);
  const from = text[blanks - 1] === ',' ? blanksBefore(text, blanks - 1) : blanks;
  if (index > 0) return spanBetween(from, end);
  const after = /^[ \t]*,?[ \t]*/.exec(text.slice(end))?.[0] ?? '';
  return spanBetween(start, end + after.length);
}
