import { assists, type Assist } from '../assists/assists.ts';
import { headlessRemedy, headlessWithClientsRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { remedyTitle, type Remedy } from '../edits/changes.ts';
import { suppressions } from '../edits/suppress.ts';
import { findProblems } from '../rules/run.ts';
import type { Finding } from '../rules/finding.ts';
import { type Span, spanBetween } from '../text/span.ts';
import { defined, groupBy } from '../util/collections.ts';
import { defineMessages, formatMessage } from '../util/format.ts';
import { displayNameOf, isService, type Placed } from '../objects/placed.ts';
import type { SnapshotFile, WorkspaceEdit } from '../files/file.ts';
import { fileOf, spanOfField, nodeIn } from '../objects/places.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fixAllOffers, safeFixes } from './fix-all.ts';
import { isAcceptedHeadless, type Service } from '../kubernetes/service.ts';
import { governingServices } from '../relations/linked.ts';
import { isAtOrBelow } from '../yaml/path.ts';
import { objectAt, placeIn, type PlaceAtCursor } from './at-cursor.ts';
import { remediesForAllVariants, type TriedRemedy } from './every-variant.ts';
import { isPossible } from './offers.ts';
import { childrenOf } from '../yaml/node.ts';
import { startOfLine, endOfLine } from '../text/lines.ts';

/** The kind of the action that makes all safe fixes of a file, for `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.headlight';

/** Something that can be done at a place. */
export interface CodeActionOffer {
  /** Worded, imperative. */
  readonly title: string;
  /** What the editor files it under. */
  readonly kind: 'quickfix' | typeof fixAllKind | NonNullable<Assist['actionKind']>;
  /** The problem it solves. */
  readonly finding?: Finding;
  /** Whether it is the obvious remedy, which an editor may apply by a keystroke. */
  readonly preferred: boolean;
  /** Worked out only when it is asked for; `undefined` where the text is written in a way the edit cannot keep. */
  edit(): WorkspaceEdit | undefined;
  /** What a person is told if there is no edit after all. */
  readonly rejection?: string;
}

const titles = defineMessages('features/code-actions', {
  fixAll: 'Apply all safe fixes of Headlight',
  unchanged:
    'Nothing was changed: this edit cannot follow what kustomizations change in the object. Change their patches, replacements and generators by hand.',
});

/** Why the Service at a place cannot be made headless. */
const rejections = defineMessages('features/code-actions', {
  none: 'There is no Service at the cursor.',
  templated: 'Service "{service}" comes from a template. Headlight does not change templates.',
  headless: 'Service "{service}" is already headless.',
  shared:
    'Service "{service}" was not changed: its YAML is broken, or shared with other places by anchors or merge keys.',
  built:
    'Service "{service}" was not changed: this edit cannot follow what its kustomizations change in it. Change their patches, replacements and generators by hand.',
});

/**
 * What can be done about a stretch of a file (offsets in its text): the fixes of the problems it touches, then what the
 * object around it can be turned into, then comments that turn the problems' rules off. Nothing is offered twice, and
 * nothing in templated documents.
 */
export function codeActions(snapshot: Snapshot, uri: string, span: Span): readonly CodeActionOffer[] {
  const file = snapshot.files.get(uri);
  if (file === undefined) return [];
  const all = findProblems(snapshot, file);
  const findings = findingsAt(snapshot, file, span, all);
  const offers = [
    ...findings.flatMap(fixesOf),
    ...fixAllOffers(snapshot, file, all, findings),
    ...rewritesAt(snapshot, uri, span),
    ...findings.flatMap((finding) => silencersOf(file, finding)),
  ];
  return withoutRepetition(offers);
}

/**
 * The problems that a stretch touches. Where a cursor touches none, those of the field whose key it is at, as far as they are on that
 * line or the field holds nothing but plain values; and on no field at all, those of its line.
 */
function findingsAt(snapshot: Snapshot, file: SnapshotFile, span: Span, all: readonly Finding[]): readonly Finding[] {
  const touched = all.filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end);
  if (touched.length > 0 || span.end > span.start || all.length === 0) return touched;
  const lineEnd = endOfLine(file.text, span.start);
  const place = placeIn(snapshot, file.uri, span.start);
  if (place?.part === 'value') return [];
  const isHere = place && fileOf(place.placed, { path: place.path }) === file;
  const field = isHere ? spanOfField(place.placed, place.path) : undefined;
  const within = field ?? spanBetween(startOfLine(file.text, span.start), lineEnd);
  const end = field !== undefined && isFlat(place) ? within.end : Math.min(within.end, lineEnd);
  return all.filter((finding) => within.start <= finding.span.start && finding.span.start < end);
}

/** Whether a field holds plain values alone, such as the pairs of a selector. */
function isFlat(place: PlaceAtCursor | undefined): boolean {
  const node = place && nodeIn(place.placed, place.path);
  if (node === undefined || node.kind === 'scalar') return false;
  return childrenOf(node).every((value) => value.kind === 'scalar');
}

/** The offer to make all safe fixes of a file at once, which editors ask for when it is saved; none where nothing is to be fixed. */
export function sourceActions(snapshot: Snapshot, uri: string): readonly CodeActionOffer[] {
  const edit = safeFixes(snapshot, uri);
  return edit === undefined
    ? []
    : [{ title: formatMessage(titles.fixAll), kind: fixAllKind, preferred: false, edit: () => edit }];
}

/** An edit, and what it does: worded, imperative. */
export interface Converted {
  readonly title: string;
  readonly edit: WorkspaceEdit;
}

/** What makes a Service headless, by itself or together with the clients of ports that are no longer there. */
interface Conversions {
  readonly alone: Converted;
  /** Absent where no client does. */
  readonly withClients: Converted | undefined;
}

/** The edits that make the Service at an offset headless, or one sentence why there is none. */
export function convertAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): Conversions | { readonly rejected: string } {
  const placed = governedAt(snapshot, uri, offset) ?? objectAt(snapshot, uri, offset);
  if (placed === undefined || !isService(placed)) return { rejected: formatMessage(rejections.none) };
  const reject = (why: keyof typeof rejections): { readonly rejected: string } => ({
    rejected: formatMessage(rejections[why], { service: displayNameOf(placed) }),
  });
  if (placed.document.facts.templated) return reject('templated');
  if (isAcceptedHeadless(placed.resource)) return reject('headless');
  const convertedBy = (make: typeof headlessRemedy): Converted | undefined =>
    converted(remediesForAllVariants(snapshot, placed, (service, of) => defined([make(of, service)]))[0]);
  const alone = convertedBy(headlessRemedy);
  if (alone === undefined) return reject(placed.built === undefined ? 'shared' : 'built');
  return { alone, withClients: convertedBy(headlessWithClientsRemedy) };
}

function converted(remedy: Remedy | undefined): Converted | undefined {
  const edit = remedy?.edit();
  return remedy === undefined || edit === undefined
    ? undefined
    : { title: remedyTitle(remedy, toHeadlessMessages), edit };
}

/** The Service that the serviceName of a StatefulSet under a cursor names. */
function governedAt(snapshot: Snapshot, uri: string, offset: number): Placed<Service> | undefined {
  const place = placeIn(snapshot, uri, offset);
  const link = place && snapshot.links.from(place.placed).find(({ kind }) => kind === 'governedBy');
  if (place === undefined || link === undefined || !isAtOrBelow(place.path, link.at.path)) return undefined;
  return governingServices(snapshot, place.placed)[0];
}

function fixesOf(finding: Finding): readonly CodeActionOffer[] {
  const safe = finding.fixes.filter((fix) => fix.safety === 'safe');
  const offers = finding.fixes.map((fix): CodeActionOffer => ({
    title: fix.title,
    kind: 'quickfix',
    finding,
    preferred: fix.safety === 'safe' && safe.length === 1,
    edit: () => fix.edit(),
  }));
  return offers.filter((offer) => comesToAnEdit(offer, finding.resource));
}

function rewritesAt(snapshot: Snapshot, uri: string, span: Span): readonly CodeActionOffer[] {
  const placed = objectAt(snapshot, uri, span.start);
  if (placed === undefined || placed.document.facts.templated) return [];
  if (span.end > span.start && objectAt(snapshot, uri, span.end) !== placed) return [];
  // What is written by name would be renamed once more by the kustomization.
  if (placed.name !== placed.writtenName) return [];
  // In a patch, only what changes the patch is offered: who looks at it sees nothing of the rest.
  const isSeen = (remedy: TriedRemedy): boolean =>
    placed.document.file.uri === uri || remedy.untried()?.files.some(({ file }) => file.uri === uri) === true;
  const governed = governedAt(snapshot, uri, span.start);
  const objects = governed === undefined || governed.document.facts.templated ? [placed] : [placed, governed];
  const offersFor = (object: Placed): readonly (readonly [Assist, TriedRemedy])[] =>
    assists
      .filter((assist) => assist.appliesTo.includes(object.resource.kind))
      .filter((assist) => object === placed || assist.isOfferedAtName)
      .flatMap((assist) => {
        const remedies = remediesForAllVariants(snapshot, object, assist.offer.bind(assist));
        return remedies.map((remedy) => [assist, remedy] as const);
      });
  return objects
    .flatMap(offersFor)
    .filter(([, remedy]) => comesToAnEdit({ edit: () => remedy.untried() }, placed) && isSeen(remedy))
    .map(([assist, remedy]): CodeActionOffer => ({
      title: remedyTitle(remedy, assist.messages),
      kind: assist.actionKind ?? 'refactor.rewrite',
      preferred: false,
      edit: () => remedy.edit(),
      rejection: formatMessage(titles.unchanged),
    }));
}

/** Whether an offer about an object results in an edit. In a kustomization it may not, whatever the text is like. */
function comesToAnEdit(offer: Pick<CodeActionOffer, 'edit'>, placed: Placed | undefined): boolean {
  return placed?.scope.kind === 'kustomization' ? offer.edit() !== undefined : isPossible(offer, placed?.document);
}

/** `file` is where the problem is shown, which may be a patch or a file of a generator and not that of its object. */
function silencersOf(file: SnapshotFile, finding: Finding): readonly CodeActionOffer[] {
  if (finding.resource === undefined) return [];
  return suppressions(file, finding.span.start, finding.code).map((suppressing) => ({
    title: suppressing.title,
    kind: 'quickfix',
    finding,
    preferred: false,
    edit: () => suppressing.edit(),
  }));
}

/** One title is once, but for fixes that do the same to different places. */
function withoutRepetition(offers: readonly CodeActionOffer[]): readonly CodeActionOffer[] {
  const repeated = new Set<CodeActionOffer>();
  for (const [first, ...others] of groupBy(offers, ({ title }) => title).values()) {
    if (first === undefined || others.length === 0) continue;
    const known = new Set([changesOf(first)]);
    for (const offer of others) {
      const changes = offer.finding === undefined ? undefined : changesOf(offer);
      if (changes === undefined || known.has(changes)) repeated.add(offer);
      else known.add(changes);
    }
  }
  return offers.filter((offer) => !repeated.has(offer));
}

function changesOf(offer: CodeActionOffer): string {
  return JSON.stringify(offer.edit()?.files.map(({ file, edits }) => [file.uri, edits]) ?? 'none');
}
