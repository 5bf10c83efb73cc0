import type { Resource } from '../kubernetes/resource.ts';
import { hasSelector, type Service } from '../kubernetes/service.ts';
import { workloadKinds, type Workload } from '../kubernetes/workloads.ts';
import { groupBy, onlyOne } from '../util/collections.ts';
import { isNearMiss, nameDistance } from '../util/near-miss.ts';
import { SimilarNames } from '../util/similar-names.ts';
import type { Path } from '../yaml/path.ts';
import { keyAndValueOf, pairOf, labelPairsOf, workloadsByPair, type Contents } from '../scopes/contents.ts';
import { groupObjects, namespaceFits, type Group } from '../scopes/group.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { isNearby } from '../scopes/near.ts';
import { displayNameOf } from '../objects/describe.ts';
import { meantByName } from './namesakes.ts';
import { podNotMade, type PodNotMade } from './near-pods.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { isControllerLabel, matchSelector } from '../kubernetes/selectors.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { hasTexts, textsIn, type StringMap } from '../kubernetes/field.ts';

/** The Service a dangling reference probably means, and what keeps the reference from it. */
interface NearService {
  readonly service: Placed<Service>;
  /** `name`: it is called something alike. `namespace`: it has the name, in another namespace. */
  readonly differs: 'name' | 'namespace';
}

/** A name and the place of an object that holds it. */
export interface NamingPlace {
  readonly name: string;
  readonly path: Path;
  /** The namespace in which it is a name; the object's own where none is said. */
  readonly namespace?: string | undefined;
}

/** One pair of a selector beside the label it was probably meant to equal. */
export interface DifferingPair {
  readonly key: string;
  readonly value: string;
  readonly labelKey: string;
  readonly labelValue: string;
}

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

/**
 * The Service that a name which no Service has was probably meant for: of those nearby that `fits` accepts, first one of
 * that very name in another namespace, then the one whose name is nearest.
 */
export function findNearService(
  snapshot: Questions,
  from: Placed,
  { name, path, namespace }: NamingPlace,
  fits: (service: Service) => boolean = () => true,
): NearService | undefined {
  const usable = (service: Placed<Service>): boolean => isNearby(from, service) && fits(service.resource);
  const contents = snapshot.contentsOf(from.scope);
  const elsewhere = contents
    .named('Service', name)
    .all.find((service) => usable(service) && !namespaceFits(from, service, namespace));
  if (elsewhere !== undefined) return { service: elsewhere, differs: 'namespace' };
  // What dangles was not renamed, so it is like the name that the Service had before.
  const namesOf = (service: Placed<Service>): readonly string[] => [
    service.name ?? '',
    nameToWrite(from, path, service),
  ];
  const distance = (service: Placed<Service>): number =>
    namesOf(service).reduce((least, candidate) => Math.min(least, nameDistance(name, candidate)), Infinity);
  const isAlike = (service: Placed<Service>): boolean =>
    usable(service) && namesOf(service).some((candidate) => isMisspelling(name, candidate));
  const alike = servicesLike(contents, name).flatMap((group) => group.nearest(from, namespace, isAlike));
  const nearest = groupObjects([...new Set(alike)]).nearest(from, namespace);
  const [best] = [...nearest].sort((a, b) => distance(a) - distance(b));
  return best === undefined ? undefined : { service: best, differs: 'name' };
}

/** The Service that had the name until the kustomization of who asks gave it another one; any kustomization where nobody says who asks. */
export function renamedService(
  snapshot: Questions,
  from: Placed | undefined,
  name: string,
  namespace: string,
): Placed<Service> | undefined {
  if (from !== undefined && from.scope.kind !== 'kustomization') return undefined;
  const contents = from === undefined ? snapshot.everything : snapshot.contentsOf(from.scope);
  return contents
    .index(byFormerName)
    .get(name)
    .all.find((one) => one.namespace === namespace);
}

/** The Services that have another name than the one they write, by that. */
const byFormerName = defineIndex<Service>({
  kinds: ['Service'],
  keysOf: ({ name, writtenName }) => (writtenName === undefined || name === writtenName ? [] : [writtenName]),
});

/** The Services whose names a name is a near miss of, grouped by those names, the nearest first: final ones, and those in their own texts. */
function servicesLike(contents: Contents, name: string): readonly Group<Service>[] {
  return namesLike(contents, name).map((one) => contents.index(servicesByAnyName).get(one));
}

/** The names of Services, final ones and those in their own texts, that a name is a near miss of, the nearest first. */
export function namesLike(contents: Contents, name: string): readonly string[] {
  return contents.derive(namesOfServices).near(name);
}

function namesOfServices(contents: Contents): SimilarNames {
  return new SimilarNames(contents.index(servicesByAnyName).keys);
}

const servicesByAnyName = defineIndex<Service>({ kinds: ['Service'], keysOf: anyNamesOf });

function anyNamesOf(service: Placed<Service>): ReadonlySet<string> {
  return new Set([service.name ?? '', service.writtenName ?? displayNameOf(service)]);
}

/** The workload nearby whose Pods a selector that selects nothing was probably meant for. */
export function findNearWorkload(snapshot: Questions, service: Placed<Service>): NearWorkload | undefined {
  if (!hasSelector(service.resource) || !service.resource.selector.known) return undefined;
  const all = workloadsLike(snapshot.contentsOf(service.scope), service.resource.selector);
  const workloads = all.filter((workload) => isNearby(service, workload) && isCertain(workload));
  const inNamespace = chooseNearest(service, workloads);
  const notMade = podNotMade(snapshot, service, inNamespace);
  if (notMade !== undefined) return notMade;
  let nearest: { readonly workload: Placed<Workload>; readonly pair: DifferingPair } | undefined;
  let least = Infinity;
  for (const workload of inNamespace) {
    const pair = differingPair(service.resource, workload.resource);
    if (pair === undefined || areTwoThings(service, workload, pair)) continue;
    const distance = distanceOf(pair);
    if (distance < least) [nearest, least] = [{ workload, pair }, distance];
    // Of hundreds that are one letter off, none is meant more than another.
    if (least <= 1) break;
  }
  if (nearest !== undefined) return { differs: 'pair', ...nearest };
  for (const workload of inNamespace) {
    const missing = missingFromTemplate(service.resource, workload.resource);
    if (missing !== undefined) return { differs: 'template', workload, missing };
  }
  const elsewhere = workloads.find(
    (workload) =>
      !namespaceFits(service, workload) &&
      matchSelector(service.resource.selector, workload.name, workload.resource) === 'yes',
  );
  return elsewhere === undefined ? meantByName(snapshot, service) : { differs: 'namespace', workload: elsewhere };
}

/**
 * The workloads that a selector may all but select: what lacks one pair of it has one of any two, and what has all of them among
 * its own labels has any; where there is but one pair, it may be written otherwise.
 */
function workloadsLike(contents: Contents, { pairs }: StringMap): readonly Placed<Workload>[] {
  const index = contents.index(workloadsByPair);
  const own = contents.index(workloadsByOwnPair);
  const written = [...pairs].flatMap(([key, { value }]) => (isControllerLabel(key) ? [] : [pairOf(key, value)]));
  if (written.length === 0) return contents.workloads.all;
  const rarest = written.sort((one, other) => index.sizeOf(one) - index.sizeOf(other)).slice(0, 2);
  const alike = pairs.size === 1 ? [...pairs].flatMap(([key, { value }]) => pairsLike(contents, key, value)) : [];
  const found = [...rarest, ...alike].flatMap((pair) => index.get(pair).all);
  return contents.sorted([...new Set([...found, ...rarest.slice(0, 1).flatMap((pair) => own.get(pair).all)])]);
}

/** The pairs among the labels of Pods that have the same key and a value alike, or the same value under a key alike. */
function pairsLike(contents: Contents, key: string, value: string): readonly string[] {
  const { values, keys } = contents.derive(labelWords);
  return [
    ...(values.get(key)?.near(value) ?? []).map((one) => pairOf(key, one)),
    ...(keys.get(value)?.near(key) ?? []).map((one) => pairOf(one, value)),
  ];
}

/** The values of each key of Pods' labels, and the keys of each value. */
function labelWords(contents: Contents): {
  readonly values: ReadonlyMap<string, SimilarNames>;
  readonly keys: ReadonlyMap<string, SimilarNames>;
} {
  const pairs = contents.index(workloadsByPair).keys.map(keyAndValueOf);
  const similar = (groups: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, SimilarNames> =>
    new Map([...groups].map(([word, others]) => [word, new SimilarNames(others)]));
  return {
    values: similar(groupWords(pairs)),
    keys: similar(groupWords(pairs.map(([key, value]) => [value, key]))),
  };
}

function groupWords(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const groups = groupBy(pairs, ([word]) => word);
  return new Map([...groups].map(([word, found]) => [word, found.map(([, other]) => other)]));
}

/** The workloads by the pairs of their own labels, which are not those of their Pods. */
const workloadsByOwnPair = defineIndex<Workload>({
  kinds: workloadKinds,
  keysOf: ({ resource }) => labelPairsOf(resource.metadata.labels),
});

/**
 * Whether one name is probably the other misspelt. Names that differ only in their numbers (`web-1`, `web-2`) are two of a
 * kind, and no misspelling.
 */
export function isMisspelling(one: string, other: string): boolean {
  return isNearMiss(one, other) && !areNumbered(one, other);
}

/** Of a few that there are the one that a name which none has was meant for: the nearest that is called alike, else the only one. */
export function meantAmong<T>(name: string, known: readonly T[], nameOf: (one: T) => string): T | undefined {
  const distance = (one: T): number => nameDistance(name, nameOf(one));
  const alike = known.filter((one) => isMisspelling(name, nameOf(one)));
  const [nearest] = alike.sort((one, other) => distance(one) - distance(other));
  return nearest ?? onlyOne(known);
}

/** Whether names differ in their numbers alone. */
export function areNumbered(one: string, other: string): boolean {
  return one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0');
}

/**
 * The one pair of a selector that keeps it from a template's labels, where it is a near miss of a label: the same key with
 * a value alike, or the same value under a key alike. `undefined` where more differs, or nothing does.
 */
export function differingPair(service: Service, workload: Workload): DifferingPair | undefined {
  const labels = workload.template.labels.pairs;
  const only = onlyPairOff(service, workload);
  if (only === undefined) return undefined;
  const { key, value } = only;
  const label = labels.get(key);
  if (label !== undefined) {
    return isMisspelling(value, label.value) ? { key, value, labelKey: key, labelValue: label.value } : undefined;
  }
  const renamed = [...labels].find(([labelKey, field]) => field.value === value && isMisspelling(key, labelKey));
  return renamed === undefined ? undefined : { key, value, labelKey: renamed[0], labelValue: value };
}

/** The one pair of a selector that no label of a template equals; `undefined` where there are more, or none. */
export function onlyPairOff(
  { selector }: Service,
  { template }: Workload,
): { readonly key: string; readonly value: string } | undefined {
  const labels = template.labels.pairs;
  const off = onlyOne([...selector.pairs].filter(([key, { value }]) => labels.get(key)?.value !== value));
  return off && { key: off[0], value: off[1].value };
}

/** How far a pair is from the label that it was meant to equal. */
function distanceOf({ key, value, labelKey, labelValue }: DifferingPair): number {
  return nameDistance(key, labelKey) + nameDistance(value, labelValue);
}

/** Words so short that one letter makes another word of them. */
const shortWord = 4;

/**
 * Whether a Service and a workload are two things rather than one misspelt, `api` and `app`: the Service goes by the value that it asks
 * for, and the workload by another name. Of short words most are but a letter apart.
 */
function areTwoThings(
  service: Placed<Service>,
  workload: Placed<Workload>,
  { key, value, labelValue }: DifferingPair,
): boolean {
  if (value === labelValue || value.length > shortWord || labelValue.length > shortWord) return false;
  if (service.name === workload.name || workload.name === value || service.name === labelValue) return false;
  return service.name === value || service.resource.metadata.labels.pairs.get(key)?.value === value;
}

function missingFromTemplate(service: Service, workload: Workload): readonly (readonly [string, string])[] | undefined {
  // An operator may put its resource's own labels on the Pods.
  if (workload.kind === 'Pod' || workload.kind === 'CustomWorkload') return undefined;
  const pairs = textsIn(service.selector);
  if (!hasTexts(workload.metadata.labels, pairs)) return undefined;
  const missing = pairs.filter(([key, value]) => workload.template.labels.pairs.get(key)?.value !== value);
  return missing.length === 0 ? undefined : missing;
}

/** The resources in a fitting namespace, those of the same file before those of other files. */
function chooseNearest<R extends Resource>(from: Placed, resources: readonly Placed<R>[]): readonly Placed<R>[] {
  const fitting = resources.filter((resource) => namespaceFits(from, resource));
  const isInFile = ({ document }: Placed): boolean => document.file === from.document.file;
  return [...fitting.filter(isInFile), ...fitting.filter((resource) => !isInFile(resource))];
}
