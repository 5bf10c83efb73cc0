import { takesEndpoints, type Service } from '../kubernetes/service.ts';
import { followsNamesOf } from '../kustomize/name-references.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { displayNameOf, sayingNamespace, type Placed } from '../objects/placed.ts';
import type { Contents } from '../scopes/contents.ts';
import { groupObjects, namespaceFits, type Group } from '../scopes/group.ts';
import { isNearby, nearbyIn } from '../scopes/near.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { SimilarNames } from '../util/name-search.ts';
import { isMisspelling, misspeltAmong, nameDistance, areNumbered } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import { nameKey, wordsOfReference, type NameReference } from '../kubernetes/object-references.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { addTo, onlyOne } from '../util/collections.ts';
import { mayBeOfChart } from '../existence/installers.ts';
import { servicesOfOperators, type Custom } from '../existence/operators/operators.ts';

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

/**
 * The Service that a name which no Service has was probably meant for: of those nearby that `fits` accepts, first one of
 * that very name in another namespace, then the one whose name is nearest.
 */
export function findNearService(
  snapshot: Questions,
  from: Placed,
  { name, path, namespace }: NamingPlace,
  fits: (service: Service) => boolean,
): NearService | undefined {
  const usable = (service: Placed<Service>): boolean => isNearby(from, service) && fits(service.resource);
  const contents = snapshot.contentsOf(from.scope);
  const named = nearbyIn(contents.named('Service', name), from);
  const elsewhere = named.find((service) => fits(service.resource) && !namespaceFits(from, service, namespace));
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
  const alike = namesLike(contents, name).flatMap((one) =>
    servicesCalled(contents, one).nearest(from, namespace, isAlike),
  );
  const nearest = groupObjects([...new Set(alike)]).nearest(from, namespace);
  const [best] = [...nearest].sort((a, b) => distance(a) - distance(b));
  return best === undefined ? undefined : { service: best, differs: 'name' };
}

/**
 * The Service that had the name until a kustomization gave it another one: that of who asks; any, where nobody says who asks, or who
 * asks is in another namespace.
 */
export function renamedService(
  snapshot: Questions,
  from: Placed | undefined,
  name: string,
  namespace: string,
): Placed<Service> | undefined {
  const renamedIn = (contents: Contents): Placed<Service> | undefined =>
    contents
      .index(byFormerName)
      .get(name)
      .all.find((one) => one.namespace === namespace);
  const own = from?.scope.kind === 'kustomization' ? renamedIn(snapshot.contentsOf(from.scope)) : undefined;
  return own ?? (from?.namespace === namespace ? undefined : renamedIn(snapshot.everything));
}

/** The Services that have another name than the one they write, or had for a while, by that. */
const byFormerName = defineIndex(['Service'], ({ name, writtenName = name, formerNames }) =>
  // Nearly all have one name only.
  formerNames === undefined && writtenName === name
    ? []
    : [writtenName, ...(formerNames ?? [])].flatMap((one) => (one === undefined || one === name ? [] : one)),
);

/**
 * The namespace that is meant by one that an object writes beside a name which follows Services: that into which the kustomization has put the
 * Services that write the same.
 */
export function namespaceMeant(
  snapshot: Questions,
  { resource, scope }: Placed,
  { path, namespace }: Pick<NamingPlace, 'path' | 'namespace'>,
): string | undefined {
  if (namespace === undefined || scope.kind !== 'kustomization' || !followsNamesOf(resource, path, 'Service'))
    return namespace;
  const moved = snapshot.contentsOf(scope).index(byWrittenNamespace).get(namespace).all;
  return onlyOne([...new Set(moved.map((service) => service.namespace))]) ?? namespace;
}

/** The Services that are in another namespace than they write, by that. */
const byWrittenNamespace = defineIndex(['Service'], ({ built, document, resource: { root }, namespace }) => {
  if (built === undefined) return [];
  const written = document.forOthers.resources.find((one) => isSamePath(one.root, root))?.metadata.namespace?.value;
  return written === undefined || written === namespace ? [] : [written];
});

/**
 * The only Service of a namespace, near who asks, whose name has words more than one that none has, or fewer: Helm puts the name of a release
 * before those of a chart. None where a chart may bring the very name. What has no selector is no release's: a controller fills it, as the one of a
 * Gateway.
 */
export function serviceOfRelease(
  snapshot: Questions,
  from: Placed,
  name: string,
  namespace: string,
): Placed<Service> | undefined {
  const contents = snapshot.contentsOf(from.scope);
  const longer = contents.index(servicesByFewerWords).get(name).all;
  const shorter = withFewerWords(name).flatMap((fewer) => contents.named('Service', fewer).all);
  const meant = onlyOne(
    [...longer, ...shorter].filter(
      (one) => one.namespace === namespace && isNearby(from, one) && !takesEndpoints(one.resource),
    ),
  );
  return meant === undefined || mayBeOfChart(snapshot, from, name, namespace) ? undefined : meant;
}

const servicesByFewerWords = defineIndex(['Service'], ({ name = '' }) => withFewerWords(name));

/** A name without words at its beginning, or without one word of it; with its last word, which says what it is, and with its numbers. */
function withFewerWords(name: string): readonly string[] {
  const words = name.split('-');
  const before = words.slice(0, -1);
  if (before.some((word) => /^\d*$/.test(word))) return [];
  const without = before.flatMap((_, index) => [words.slice(index + 1), words.filter((_word, at) => at !== index)]);
  return [...new Set(without.map((left) => left.join('-')))];
}

/** The Services that have a name in the end, or in their own texts. */
export function servicesCalled(contents: Contents, name: string): Group<Service> {
  return contents.index(servicesByAnyName).get(name);
}

/** The names of Services, final ones and those in their own texts, that a name is a near miss of, the nearest first. */
export function namesLike(contents: Contents, name: string): readonly string[] {
  return contents.derive(namesOfServices).near(name);
}

function namesOfServices(contents: Contents): SimilarNames {
  return new SimilarNames(contents.index(servicesByAnyName).keys);
}

const servicesByAnyName = defineIndex(['Service'], anyNamesOf);

function anyNamesOf(object: Placed): readonly string[] {
  const name = object.name ?? '';
  const written = object.writtenName ?? displayNameOf(object);
  return written === name ? [name] : [name, written];
}

/**
 * The object that a reference to none was probably meant for: of its kind, nearby and in its namespace, with a name alike, and not
 * named by the same object already. `undefined` where there is none, and where anything of the scope has the very name or makes
 * it, as a SealedSecret and a Certificate do.
 */
export function findNearObject(snapshot: Questions, from: Placed, reference: NameReference): Placed | undefined {
  const { kinds, name, namespace } = reference;
  const contents = snapshot.contentsOf(from.scope);
  if (contents.hasCustom(name.value) || isMadeByOther(contents, from, reference)) return undefined;
  // What dangles was not renamed, so it is like the name that the object had before.
  const nameOf = (object: Placed): string => nameToWrite(from, name.at.path, object);
  const near = kinds
    .flatMap((kind) => groupsLike(contents, kind, name.value))
    .flatMap((group) => nearbyIn(group, from))
    .filter((object) => namespaceFits(sayingNamespace(from, namespace?.value), object, namespace?.value))
    .filter((object) => !isNamed(from, kinds, object));
  return misspeltAmong(name.value, contents.sorted(near), nameOf);
}

/** The objects of a kind, as it is written, whose names a name is a near miss of, by these: final ones, and those in their own texts. */
function groupsLike(contents: Contents, kind: string, name: string): readonly Group[] {
  const { names, byName } = contents.aboutAlike(`names of ${kind}`, { kind }, objectsByAnyName);
  return names.near(name).flatMap((one) => byName.get(one) ?? []);
}

/** The objects of a kind that have names, by these. */
interface NamedObjects {
  readonly names: SimilarNames;
  readonly byName: ReadonlyMap<string, Group>;
}

function objectsByAnyName(contents: Contents, { kind }: { readonly kind: string }): NamedObjects {
  const found = new Map<string, Placed[]>();
  for (const object of contents.ofWrittenKind(kind)) {
    if (object.name === undefined || object.templated) continue;
    for (const name of anyNamesOf(object)) addTo(found, name, object);
  }
  const byName = new Map([...found].map(([name, objects]) => [name, groupObjects(objects)]));
  return { names: new SimilarNames(found.keys()), byName };
}

/** Whether a custom resource of another kind names an object, too: its operator makes it. */
function isMadeByOther(contents: Contents, from: Placed, { kinds, name }: NameReference): boolean {
  const users = contents.index(customsByUse);
  return kinds.some((kind) => {
    const word = nameKey(kind, name.value);
    return users.get(word).all.length > users.get(saidBy(kindOf(from.resource), word)).all.length;
  });
}

/** Custom resources by the words of what they name, and by these with their own kind. */
const customsByUse = defineIndex(['Unknown'], ({ resource }) =>
  resource.references.flatMap(wordsOfReference).flatMap((word) => [word, saidBy(kindOf(resource), word)]),
);

function saidBy(kind: string, word: string): string {
  return `${word} by ${kind}`;
}

/** Whether an object names another one as something of these kinds. */
function isNamed(from: Placed, kinds: readonly string[], { name = '' }: Placed): boolean {
  return from.resource.references.some(
    (reference) => reference.name.value === name && reference.kinds.some((kind) => kinds.includes(kind)),
  );
}

/** A Service that the operator of a custom resource makes. */
export interface MadeService {
  readonly name: string;
  readonly custom: Placed<Custom>;
}

/**
 * Of the Services that operators make in a namespace, near who asks, the one that a name was probably meant for, which no Service has; none
 * of those with a number, of which no one is meant more than another.
 */
export function madeServiceLike(
  snapshot: Questions,
  name: string,
  namespace: string,
  from: Placed | undefined,
): MadeService | undefined {
  const near = snapshot
    .derive(namesMade)
    .get(namespace)
    ?.near(name)
    .find((one) => !areNumbered(name, one) && !/-\d+$/.test(one));
  const custom = near === undefined ? undefined : servicesOfOperators(snapshot).get(namespace)?.get(near);
  if (near === undefined || custom === undefined) return undefined;
  return from === undefined || isNearby(from, custom) ? { name: near, custom } : undefined;
}

function namesMade(snapshot: Questions): ReadonlyMap<string, SimilarNames> {
  const made = [...servicesOfOperators(snapshot)];
  return new Map(made.map(([namespace, makers]) => [namespace, new SimilarNames(makers.keys())]));
}
