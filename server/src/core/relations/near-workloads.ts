import { hasTexts, textsIn, type StringMap } from '../kubernetes/field.ts';
import { isControllerLabel, matchSelector, podIndexLabel, podNameLabel } from '../kubernetes/selectors.ts';
import { workloadKinds, type Workload, hasOrdinal, podRangeOf, type StatefulSet } from '../kubernetes/workloads.ts';
import { isCertain, type Placed, isStatefulSet } from '../objects/placed.ts';
import { labelPairsOf, pairOf, workloadsByPair, type Contents } from '../scopes/contents.ts';
import { groupObjects, namespaceFits, type Group } from '../scopes/group.ts';
import { folderNear } from '../scopes/near.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { groupBy, onlyOne } from '../util/collections.ts';
import { differInEndNumber, nameDistance, isMisspelling } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { labelledLike, labelWords, type LabelPlaces } from './labelled-like.ts';
import { meantByName, meantByValue } from './namesakes.ts';
import { readPodLabel } from '../names/pod-label.ts';
import { scalersOf } from './scalers.ts';

/** The workload a dangling selector probably means, and what keeps the selector from its Pods. */
export type NearWorkload =
  /** One pair of the selector is a near miss of one of the Pods' labels; all others match. */
  | { readonly differs: 'pair'; readonly workload: Placed<Workload>; readonly pair: DifferingPair }
  /** The selector matches the workload's own labels, and not those of its Pods. */
  | {
      readonly differs: 'template';
      readonly workload: Placed<Workload>;
      readonly missing: readonly (readonly [string, string])[];
    }
  /** The Pods of a workload with the Service's name lack one pair of the selector, and have all others. */
  | { readonly differs: 'extra'; readonly workload: Placed<Workload>; readonly missing: readonly [string, string] }
  /** The selector names a Pod that the StatefulSet does not make. */
  | PodNotMade
  /** The selector matches Pods of another namespace. */
  | { readonly differs: 'namespace'; readonly workload: Placed<Workload> };

/** What Services of one selector, folder and namespace ask alike, however many there are. */
interface Asked extends Pick<Placed, 'namespace' | 'namespaceOrigin'> {
  readonly selector: StringMap;
  /** See `folderNear`. */
  readonly folder: string | undefined;
}

/** The workload nearby whose Pods a selector that selects nothing was probably meant for; in the same file before others. */
export function findNearWorkload(snapshot: Questions, from: Placed, selector: StringMap): NearWorkload | undefined {
  if (selector.pairs.size === 0 || !selector.known) return undefined;
  const { namespace, namespaceOrigin, scope, document } = from;
  const asked: Asked = { selector, folder: folderNear(from), namespace, namespaceOrigin };
  const contents = snapshot.contentsOf(scope);
  const { fitting, misspelt, unlabelled } = contents.aboutAlike(fullKeyOf(asked), asked, findCandidates);
  if (podKeyOf(selector) !== undefined) {
    const isInFile = ({ document: { file } }: Placed): boolean => file === document.file;
    const inFileFirst = [...fitting.filter(isInFile), ...fitting.filter((one) => !isInFile(one))];
    const notMade = podNotMade(snapshot, selector, inFileFirst);
    if (notMade !== undefined) return notMade;
  }
  const isMeant = ({ workload, pair }: Misspelt): boolean => !areTwoThings(from, workload, pair);
  const nearest = misspelt.all.find(isMeant);
  const inFile = misspelt.byFile.get(document.file)?.find(isMeant);
  const meant = inFile?.distance === nearest?.distance ? inFile : nearest;
  if (meant !== undefined) return { differs: 'pair', workload: meant.workload, pair: meant.pair };
  const template = unlabelled.byFile.get(document.file)?.[0] ?? unlabelled.all[0];
  if (template !== undefined) return { differs: 'template', ...template };
  const { selected } = contents.aboutAlike(keyOf(asked), asked, findAround);
  const elsewhere = selected.find((workload) => !namespaceFits(from, workload));
  return elsewhere === undefined
    ? (meantByName(snapshot, from, selector) ?? meantByValue(snapshot, from, selector))
    : { differs: 'namespace', workload: elsewhere };
}

function keyOf({ selector, folder = '' }: Asked): string {
  return JSON.stringify([folder, ...textsIn(selector)]);
}

function fullKeyOf(asked: Asked): string {
  return `${asked.namespaceOrigin} ${asked.namespace} ${keyOf(asked)}`;
}

/** A workload that a selector would select but for one pair. */
interface Misspelt {
  readonly workload: Placed<Workload>;
  readonly pair: DifferingPair;
  /** How far the pair is from the label, 1 at least: of hundreds that are one letter off none is meant more than another. */
  readonly distance: number;
}

/** A workload with labels of its own that a selector wants of its Pods. */
interface Unlabelled {
  readonly workload: Placed<Workload>;
  readonly missing: readonly (readonly [string, string])[];
}

/** Some things of workloads, and those of each file. */
interface ByFile<T> {
  readonly all: readonly T[];
  readonly byFile: ReadonlyMap<Placed['document']['file'], readonly T[]>;
}

/** The workloads nearby that a selector may be meant for, and of them in any namespace those that it selects. */
interface Around {
  readonly candidates: Group<Workload>;
  readonly selected: readonly Placed<Workload>[];
}

function findAround(contents: Contents, asked: Asked): Around {
  const candidates = workloadsLike(contents, asked);
  return {
    candidates: groupObjects(candidates),
    selected: candidates.filter(({ name, resource }) => matchSelector(asked.selector, name, resource) === 'yes'),
  };
}

/** Of the workloads around, those in a namespace that fits. */
interface Candidates {
  readonly fitting: readonly Placed<Workload>[];
  /** The nearest first. */
  readonly misspelt: ByFile<Misspelt>;
  readonly unlabelled: ByFile<Unlabelled>;
}

function findCandidates(contents: Contents, asked: Asked): Candidates {
  const { selector, folder } = asked;
  // Where a kustomization has a single workload, there is no other thing that a number could tell apart.
  const isAlike = folder === undefined && onlyOne(contents.workloads.all) !== undefined ? isMisspelling : isOneValue;
  const around = contents.aboutAlike(keyOf(asked), asked, findAround);
  const fitting = contents.sorted(around.candidates.fitting(asked));
  const misspelt = fitting.flatMap((workload): readonly Misspelt[] => {
    const pair = differingPair(selector, workload.resource, isAlike);
    return pair === undefined ? [] : [{ workload, pair, distance: Math.max(1, pairDistance(pair)) }];
  });
  const unlabelled = fitting.flatMap((workload): readonly Unlabelled[] => {
    const missing = missingFromTemplate(selector, workload.resource);
    return missing === undefined ? [] : [{ workload, missing }];
  });
  return {
    fitting,
    misspelt: byFile(misspelt.sort((one, other) => one.distance - other.distance)),
    unlabelled: byFile(unlabelled),
  };
}

function byFile<T extends { readonly workload: Placed }>(all: readonly T[]): ByFile<T> {
  return { all, byFile: groupBy(all, ({ workload }) => workload.document.file) };
}

/** The workloads that a selector may all but select. */
function workloadsLike(contents: Contents, { selector: { pairs }, folder }: Asked): readonly Placed<Workload>[] {
  const written = [...pairs].flatMap(([key, { value }]) => (isControllerLabel(key) ? [] : [pairOf(key, value)]));
  const all =
    written.length === 0 ? contents.workloads.below(folder) : labelledLike(contents, written, folder, ofWorkloads);
  return all.filter(isCertain);
}

/** Where labels of workloads are found. */
const ofWorkloads: LabelPlaces<Workload> = {
  selected: workloadsByPair,
  // Their own, which are not those of their Pods.
  other: defineIndex(workloadKinds, ({ resource }) => labelPairsOf(resource.metadata.labels)),
  wordsOf: (contents) => labelWords(contents.index(workloadsByPair).keys),
};

/** Words so short that one letter makes another word of them. */
const shortWord = 4;

/**
 * Whether an object and a workload are two things rather than one misspelt, `api` and `app`: the object goes by the value that it asks
 * for, and the workload by another name. Of short words most are but a letter apart.
 */
function areTwoThings(from: Placed, workload: Placed<Workload>, { key, value, labelValue }: DifferingPair): boolean {
  if (value === labelValue || value.length > shortWord || labelValue.length > shortWord) return false;
  if (from.name === workload.name || workload.name === value || from.name === labelValue) return false;
  return from.name === value || from.resource.metadata.labels.pairs.get(key)?.value === value;
}

function missingFromTemplate(
  selector: StringMap,
  workload: Workload,
): readonly (readonly [string, string])[] | undefined {
  // An operator may put its resource's own labels on the Pods.
  if (workload.kind === 'Pod' || workload.kind === 'CustomWorkload') return undefined;
  const pairs = textsIn(selector);
  if (!hasTexts(workload.metadata.labels, pairs)) return undefined;
  const missing = pairs.filter(([key, value]) => workload.template.labels.pairs.get(key)?.value !== value);
  return missing.length === 0 ? undefined : missing;
}

/** One pair of a selector beside the label it was probably meant to equal. */
export interface DifferingPair {
  readonly key: string;
  readonly value: string;
  readonly labelKey: string;
  readonly labelValue: string;
}

/**
 * The one pair of a selector that keeps it from a template's labels, where it is a near miss of a label: the same key with
 * a value alike, or the same value under a key alike. `undefined` where more differs, or nothing does.
 */
export function differingPair(
  selector: StringMap,
  { template }: Workload,
  isAlike = isOneValue,
): DifferingPair | undefined {
  const labels = template.labels.pairs;
  const only = onlyPairOff(selector, template.labels);
  if (only === undefined) return undefined;
  const { key, value } = only;
  const label = labels.get(key);
  if (label !== undefined) {
    return isAlike(value, label.value) ? { key, value, labelKey: key, labelValue: label.value } : undefined;
  }
  const renamed = [...labels].find(([labelKey, field]) => field.value === value && isMisspelling(key, labelKey));
  return renamed === undefined ? undefined : { key, value, labelKey: renamed[0], labelValue: value };
}

/** Whether two values are nearly the same, and not those of two things that a number at the end tells apart. */
function isOneValue(value: string, other: string): boolean {
  return isMisspelling(value, other) && !differInEndNumber(value, other);
}

/** The one pair of a selector that no label of a template equals; `undefined` where there are more, or none. */
export function onlyPairOff(
  selector: StringMap,
  labels: StringMap,
): { readonly key: string; readonly value: string } | undefined {
  const off = onlyOne([...selector.pairs].filter(([key, { value }]) => labels.pairs.get(key)?.value !== value));
  return off && { key: off[0], value: off[1].value };
}

/** How far a pair is from the label that it was meant to equal. */
function pairDistance({ key, value, labelKey, labelValue }: DifferingPair): number {
  return nameDistance(key, labelKey) + nameDistance(value, labelValue);
}

/** A selector that names one Pod of a StatefulSet which the set does not make, by a label that its controller adds. */
interface PodNotMade {
  readonly differs: 'pod';
  readonly workload: Placed<StatefulSet>;
  readonly key: string;
  readonly value: string;
  /** The name of the Pod that was meant, where only that of the set is misspelt. */
  readonly meant: string | undefined;
}

/** The label by which a selector names a Pod of a StatefulSet, or numbers it. */
function podKeyOf({ pairs }: StringMap): string | undefined {
  return [podNameLabel, podIndexLabel].find((label) => pairs.has(label));
}

/**
 * The StatefulSet whose Pods have all pairs of a selector but the one that names a Pod, or numbers it, as the set makes no such Pod; of
 * `candidates`, which may be meant. One that something scales may come to make it.
 */
function podNotMade(
  snapshot: Questions,
  selector: StringMap,
  candidates: readonly Placed<Workload>[],
): PodNotMade | undefined {
  const key = podKeyOf(selector);
  const value = key === undefined ? undefined : selector.pairs.get(key)?.value;
  if (key === undefined || value === undefined) return undefined;
  const others = textsIn(selector).filter(([other]) => other !== key);
  const sets = candidates.filter(isStatefulSet).filter((set) => {
    return (
      hasTexts(set.resource.template.labels, others) &&
      podRangeOf(set.resource).count > 0 &&
      scalersOf(snapshot, set).length === 0
    );
  });
  const made = (workload: Placed<StatefulSet>, meant?: string): PodNotMade => ({
    differs: 'pod',
    workload,
    key,
    value,
    meant,
  });
  if (key === podIndexLabel) {
    const only = onlyOne(sets);
    return only === undefined || others.length === 0 ? undefined : made(only);
  }
  const pod = readPodLabel(value);
  const own = sets.find(({ name }) => name === (pod?.set ?? value));
  if (own !== undefined) return made(own);
  const alike = sets.find(
    ({ name = '', resource }) => pod !== undefined && isMisspelling(pod.set, name) && hasOrdinal(resource, pod.ordinal),
  );
  return alike && pod && made(alike, `${alike.name ?? ''}-${pod.ordinal}`);
}
