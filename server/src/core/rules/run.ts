import { attempt, doing, readingFailures, type Failure } from '../files/failures.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Settings } from '../settings/settings.ts';
import { spanAt, spanContains } from '../text/span.ts';
import { linesOf } from '../text/lines.ts';
import { addAll, compareTexts, groupBy, uniqueBy } from '../util/collections.ts';
import { formatMessage } from '../util/format.ts';
import { secondObjectIn, isCertain, type Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isHalfWritten, type SnapshotFile } from '../files/file.ts';
import { suppressing, type Suppression } from '../files/suppressions.ts';
import { duplicateKey } from './duplicate-key.ts';
import { rules } from './index.ts';
import { knownRules } from './known-rules.ts';
import { oneForAllVariants, withTriedFixes } from './variants.ts';
import type { Problem, Rule, RuleContext } from './rule.ts';
import { documentsOf } from '../objects/places.ts';
import { type Finding, fileFindingsOf, type FoundProblem, findingIn } from './finding.ts';

/** What checking a file found, and what of it our own code failed at. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
}

/**
 * All findings of a file, in order of place: rules that are off and problems that a comment suppresses left out. Of a template
 * nothing is said, of a broken document nothing but that it is broken. The same value as before while nothing it rests on changes.
 */
export function checkFile(snapshot: Snapshot, file: SnapshotFile): Checked {
  return snapshot.about(file, check);
}

/** The findings of `checkFile`. */
export function findProblems(snapshot: Snapshot, file: SnapshotFile): readonly Finding[] {
  return checkFile(snapshot, file).findings;
}

/** The problems of a file by their objects, hints left out, which are none to count. */
export function problemsByObject(
  snapshot: Snapshot,
  file: SnapshotFile,
): ReadonlyMap<Placed | undefined, readonly Finding[]> {
  const problems = findProblems(snapshot, file).filter(({ severity }) => severity !== 'hint');
  return groupBy(problems, ({ resource }) => resource);
}

/** Does what `checkFile` takes most of its time for, object by object, so that whoever checks a large file can let others through. */
export function* checkObjects(snapshot: Snapshot, file: SnapshotFile): Generator<void, void, undefined> {
  // What fails here fails there, too, which says so.
  const objects = attempt(
    [],
    () => '',
    [],
    () => snapshot.inFile(file.uri),
  );
  for (const placed of objects) {
    foundIn(snapshot, placed);
    yield;
  }
}

function check(snapshot: Snapshot, file: SnapshotFile): Checked {
  const settings = snapshot.settingsOf(file);
  const unfound: Failure[] = [];
  const objects = attempt(
    unfound,
    () => formatMessage(doing.findingObjects),
    [],
    () => [...snapshot.inFile(file.uri), ...snapshot.writtenIn(file)],
  );
  // Now that what is in the file has been read.
  const failures: Failure[] = [...readingFailures(file), ...snapshot.failuresOf(file), ...unfound];
  const all: Finding[] = [];
  for (const placed of objects) {
    const { found, failures: failed } = foundIn(snapshot, placed);
    if (placed.document.file === file) addAll(failures, failed);
    for (const one of found) {
      const place = (): Finding | undefined => shownIn(file, snapshot, placed, one);
      const finding = attempt(failures, checkingFor(one.rule), undefined, place);
      if (finding !== undefined) all.push(finding);
    }
  }
  const found = oneForAllVariants(snapshot, withoutHalfWritten(file, all));
  const ofFile: Finding[] = [];
  for (const rule of fileRules) {
    const find = (): readonly Finding[] => fileFindingsOf(rule, file, { snapshot, settings, rules: knownRules, found });
    addAll(ofFile, attempt(failures, checkingFor(rule), [], find));
  }
  const findings = withoutSuppressed(snapshot, file, found, ofFile).sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compareTexts(a.code, b.code),
  );
  for (const { related } of findings) for (const place of related) snapshot.noteText(place.file);
  if (findings.length === 0 && failures.length === 0) return noFindings;
  return { findings, failures: uniqueBy(failures, ({ what }) => what) };
}

/** A finding as it is in a file, the fixes of a kustomization tried out. */
function shownIn(file: SnapshotFile, snapshot: Snapshot, placed: Placed, found: FoundProblem): Finding | undefined {
  const finding = findingIn(file, snapshot, placed, found);
  const isBuilt = finding !== undefined && placed.scope.kind === 'kustomization';
  return isBuilt ? withTriedFixes(finding, snapshot, findProblems) : finding;
}

/** Most files are like this. */
const noFindings: Checked = { findings: [], failures: [] };

/** Nothing is said in a document that is just being written. */
function withoutHalfWritten({ documents }: SnapshotFile, found: readonly Finding[]): readonly Finding[] {
  const spans = documents.filter(isHalfWritten).map(({ start, facts }) => spanAt(start, facts.text.length));
  return spans.length === 0 ? found : found.filter(({ span }) => !spans.some((one) => spanContains(one, span)));
}

/** A comment that names no rule turns off those about resources; else it would turn off what is said about itself. */
function withoutSuppressed(
  snapshot: Snapshot,
  file: SnapshotFile,
  found: readonly Finding[],
  ofFile: readonly Finding[],
): Finding[] {
  const suppressions = snapshot.suppressionsOf(file);
  if (suppressions.length === 0) return [...found, ...ofFile];
  const lines = linesOf(file);
  const isShown = (by: readonly Suppression[]): ((finding: Finding) => boolean) => {
    const isOff = suppressing(by);
    return ({ code, span }) => !isOff(code, lines.positionAt(span.start).line);
  };
  const naming = suppressions.filter(({ codes }) => codes.length > 0);
  return [...found.filter(isShown(suppressions)), ...ofFile.filter(isShown(naming))];
}

/** What the rules find about an object. */
interface Found {
  readonly found: readonly FoundProblem[];
  readonly failures: readonly Failure[];
}

/** Most objects are like this. */
const nothing: Found = { found: [], failures: [] };

/** Worked out once for all the files that an object is written in, and kept while nothing that was looked up for it changes. */
function foundIn(snapshot: Snapshot, placed: Placed): Found {
  if (!isCertain(placed)) return nothing;
  if (placed.built === undefined && isHalfWritten(placed.document)) return nothing;
  return snapshot.about(placed, findAll);
}

function findAll(snapshot: Snapshot, placed: Placed): Found {
  const context: RuleContext = { snapshot, settings: snapshot.settingsOf(placed.document.file) };
  const off = codesOff(documentsOf(placed).map(({ file }) => snapshot.settingsOf(file).rules));
  const failures: Failure[] = [];
  const found: FoundProblem[] = [];
  // What two objects have in one map belongs to neither.
  const groups = secondObjectIn(placed) === undefined ? rulesByKind.get(placed.resource.kind) : aboutTwoObjects;
  for (const { mayFind, rules: alike } of groups ?? []) {
    // One that fails here fails in each of the rules, which say so.
    if (mayFind !== undefined && !mayFindIn(mayFind, placed, context)) continue;
    for (const rule of alike) {
      if (off.has(rule.code)) continue;
      // What is absent may only not be read yet.
      if (rule.needs === 'workspace' && !snapshot.complete) continue;
      addProblems(found, failures, rule, placed, context);
    }
  }
  return found.length === 0 && failures.length === 0 ? nothing : { found, failures };
}

function mayFindIn(mayFind: NonNullable<Rule['mayFind']>, placed: Placed, context: RuleContext): boolean {
  try {
    return mayFind(placed, context);
  } catch {
    return true;
  }
}

/**
 * Adds what a rule says of an object; most say nothing. A loop takes half the time that spreading does, and no function is made
 * for `attempt`, as there would be one for each rule and object.
 */
function addProblems(
  found: FoundProblem[],
  failures: Failure[],
  rule: Rule,
  placed: Placed,
  context: RuleContext,
): void {
  const before = found.length;
  try {
    for (const problem of rule.check(placed, context)) if (isSure(problem)) found.push({ rule, problem });
  } catch (error) {
    found.length = before;
    failures.push({ what: checkingFor(rule)(), error });
  }
}

/** Whether each object that a problem rests on says all that it is. */
function isSure({ related = [], restsOn = [] }: Problem): boolean {
  return related.every(({ resource }) => isCertain(resource)) && restsOn.every(isCertain);
}

/** The codes of the rules that are off in all the files an object is written in. */
function codesOff([first = {}, ...others]: readonly Settings['rules'][]): ReadonlySet<string> {
  const off = Object.keys(first).filter((code) => [first, ...others].every((levels) => levels[code] === 'off'));
  return off.length === 0 ? none : new Set(off);
}

const none: ReadonlySet<string> = new Set();

/** A rule that fails at an object costs what it would have said about that object. */
function checkingFor({ code }: Rule): () => string {
  return () => formatMessage(doing.checking, { code });
}

const fileRules: readonly Rule[] = rules.filter((rule) => rule.checkFile !== undefined);

/** Rules that are spared together, see `Rule.mayFind`. */
interface RulesAlike {
  readonly mayFind: Rule['mayFind'];
  readonly rules: readonly Rule[];
}

const aboutTwoObjects: readonly RulesAlike[] = [{ mayFind: undefined, rules: [duplicateKey] }];

const rulesByKind: ReadonlyMap<Resource['kind'], readonly RulesAlike[]> = new Map(
  [...new Set(rules.flatMap((rule) => rule.appliesTo))].map((kind) => {
    const ofKind = rules.filter((rule) => rule.appliesTo.includes(kind));
    return [
      kind,
      [...groupBy(ofKind, ({ mayFind }) => mayFind)].map(([mayFind, alike]) => ({ mayFind, rules: alike })),
    ];
  }),
);
