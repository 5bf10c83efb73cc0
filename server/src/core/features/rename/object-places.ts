import { spanAt } from '../../text/span.ts';
import { mentionsOf } from '../../hosts/mentions.ts';
import { labelsOfMention } from '../../hosts/mention-labels.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { valuesNamed } from '../../kubernetes/written-selectors.ts';
import type { Service } from '../../kubernetes/service.ts';
import { numbersPods } from '../../kubernetes/workloads.ts';
import { jobNameLabels, podNameLabel } from '../../kubernetes/selectors.ts';
import { nodeIn } from '../../objects/places.ts';
import { namePlace, encodedPlaces, asVariable, spellingOf } from './spelling.ts';
import { isService, isWorkload, type Placed, type Scope } from '../../objects/placed.ts';
import { podsSelectedBy, selectorsNaming } from '../../relations/pod-selectors.ts';
import { namingServices } from '../../relations/linked.ts';
import { addTo, defined, getOrMake } from '../../util/collections.ts';
import { folderOf } from '../../util/paths.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { type At } from '../../yaml/path.ts';
import { formerHostsOf } from '../former-hosts.ts';
import { stringsNaming } from '../account-names.ts';
import { placesInValues } from './values-places.ts';
import { namesInKustomizations } from './kustomization-names.ts';
import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import { scalarText } from '../../yaml/node.ts';

/**
 * The objects that share a name with some: all variants that one text makes, those that are one object to a cluster, and those that
 * a reference to one of them means as well, as they cannot be told apart there.
 */
export function withVariants(snapshot: Snapshot, objects: readonly Placed[]): readonly Placed[] {
  const found = snapshot.withVariantsOf(objects);
  // Objects that are alike are meant together, by lists that references to them share.
  const taken = new Map<string, Set<readonly Placed[]>>();
  const take = (kind: string, all: readonly Placed[]): void => {
    const ofKind = getOrMake(taken, kind, () => new Set<readonly Placed[]>());
    if (ofKind.has(all)) return;
    ofKind.add(all);
    for (const one of all)
      if (!found.has(one) && kindOf(one.resource) === kind)
        for (const variant of snapshot.variantsOf(one)) found.add(variant);
  };
  const twinsOnce = twinsEachOnce(snapshot);
  // A set is gone through to its end, also what is added on the way.
  for (const object of found) {
    const kind = kindOf(object.resource);
    take(kind, twinsOnce(object));
    for (const link of snapshot.links.to(object)) if (link.kind !== 'selects') take(kind, link.to);
    if (isService(object)) for (const { services } of mentionsOf(snapshot, object)) take(kind, services);
  }
  return [...found];
}

/**
 * Gives of one object after the other those that are the same to a cluster: of its kind, namespace and name, and applied with it. Each of them
 * once, as there may be thousands that are twins of each other.
 */
export function twinsEachOnce(snapshot: Snapshot): (object: Placed) => readonly Placed[] {
  const known = new Map<Scope, Map<string, Map<string, Placed[]>>>();
  return ({ resource, scope, name, namespace, ...object }) => {
    if (name === undefined) return [];
    const parts = getOrMake(
      getOrMake(known, scope, () => new Map<string, Map<string, Placed[]>>()),
      [kindOf(resource), name, namespace].join(' '),
      () => {
        const found = new Map<string, Placed[]>();
        for (const one of snapshot.contentsOf(scope).alike(resource, name).all)
          if (one.namespace === namespace) for (const part of partsWith(one)) addTo(found, part, one);
        return found;
      },
    );
    return partsWith({ scope, ...object }).flatMap((part) => {
      const twins = parts.get(part) ?? [];
      parts.delete(part);
      return twins;
    });
  };
}

/**
 * What objects have to have one of in common to be applied with each other. Those that leave their namespace open may be meant for several; those
 * of one folder are not.
 */
function partsWith({
  scope,
  document,
  namespaceOrigin,
}: Pick<Placed, 'scope' | 'document' | 'namespaceOrigin'>): readonly string[] {
  if (scope.kind === 'kustomization') return ['kustomization'];
  const folder = `in ${folderOf(document.file.path)}`;
  return namespaceOrigin === 'written' ? [folder, 'written'] : [folder];
}

/** Every place where the name of objects, which share it, is written. */
export function placesOfObjects(snapshot: Snapshot, objects: readonly Placed[]): readonly NamePlace[] {
  return [
    ...objects.flatMap((object) => placesOfObject(snapshot, object)),
    ...namesInKustomizations(snapshot, objects).map(({ place, object }) => ({ place, spell: spellingOf(object) })),
  ];
}

function placesOfObject(snapshot: Snapshot, object: Placed): readonly NamePlace[] {
  const spell = spellingOf(object);
  const at = (from: Placed, where: At): NamePlace => namePlace(from, where, spell);
  const own = object.resource.metadata.name?.at;
  const links = snapshot.links.to(object).filter(({ kind }) => kind !== 'selects');
  return [
    ...(own === undefined ? [] : [at(object, own)]),
    ...[...links, ...stringsNaming(snapshot, object)].map(
      (one) => podPlace(object, one.from, one.at, spell) ?? at(one.from, one.at),
    ),
    ...(isService(object)
      ? [
          ...hostsOfService(snapshot, object, spell),
          ...formerHostsOf(snapshot, object).map((host) => at(host.from, host.at)),
          ...placesInValues(snapshot, object, spell),
          ...encodedPlaces(mentionsOf(snapshot, object), spell, ({ service }) => service),
        ]
      : [...podNames(snapshot, object), ...jobSelectors(snapshot, object, spell)]),
  ];
}

function hostsOfService(snapshot: Snapshot, service: Placed<Service>, spell: Spelling): readonly NamePlace[] {
  return mentionsOf(snapshot, service).flatMap((mention) => {
    const labels = labelsOfMention(mention);
    if (labels === undefined) return [];
    const { at } = mention.mention;
    const isVariable = mention.mention.evidence === 'variable';
    return [namePlace(mention.from, { ...at, within: labels.service }, isVariable ? asVariable(spell) : spell)];
  });
}

/** Names of single Pods of a StatefulSet or Indexed Job: in host names, and in selectors that ask for one of them. */
function podNames(snapshot: Snapshot, set: Placed): readonly NamePlace[] {
  if (!isWorkload(set) || !numbersPods(set.resource) || set.name === undefined) return [];
  const spell = spellingOf(set);
  const { name } = set;
  const prefixOf = (from: Placed, where: At): readonly NamePlace[] => defined([podPlace(set, from, where, spell)]);
  const mentions = namingServices(snapshot, set).flatMap((service) => mentionsOf(snapshot, service));
  const hosts = mentions.flatMap((mention) => {
    const [first] = labelsOfMention(mention)?.below ?? [];
    return first === undefined ? [] : prefixOf(mention.from, { path: mention.mention.at.path, within: first });
  });
  const encoded = encodedPlaces(mentions, spell, ({ below: [first] }, text) =>
    first !== undefined && isPodOf(name, text.slice(first.start, first.end))
      ? spanAt(first.start, name.length)
      : undefined,
  );
  const selectors = selectorsNaming(snapshot, set, podNameLabel, name)
    .filter((selector) => podsSelectedBy(snapshot, selector).includes(set))
    .flatMap((selector) => valuesNamed(selector, podNameLabel).flatMap(({ at }) => prefixOf(selector.from, at)));
  return [...hosts, ...encoded, ...selectors];
}

/** The name of a Job in selectors that ask for its Pods by it. */
function jobSelectors(snapshot: Snapshot, job: Placed, spell: Spelling): readonly NamePlace[] {
  const { name } = job;
  if (!isWorkload(job) || job.resource.kind !== 'Job' || name === undefined) return [];
  return [...jobNameLabels].flatMap((label) =>
    selectorsNaming(snapshot, job, label, name)
      .filter((selector) => podsSelectedBy(snapshot, selector).includes(job))
      .flatMap((selector) =>
        valuesNamed(selector, label)
          .filter(({ value }) => value === name)
          .map(({ at }) => namePlace(selector.from, at, spell)),
      ),
  );
}

/** The name of a StatefulSet in that of one of its Pods; `undefined` where that is not what is written. */
function podPlace(set: Placed, from: Placed, { path, within }: At, spell: Spelling): NamePlace | undefined {
  const start = within?.start ?? 0;
  const written = scalarText(nodeIn(from, path))?.slice(start, within?.end) ?? '';
  if (!isWorkload(set) || !numbersPods(set.resource) || !isPodOf(set.name ?? '', written)) return undefined;
  return namePlace(from, { path, within: spanAt(start, (set.name ?? '').length) }, spell);
}

/** Whether a label is that of a Pod of a StatefulSet, with its number written or filled in later. */
function isPodOf(set: string, label: string): boolean {
  return label.toLowerCase().startsWith(`${set}-`) && /^-(?:\d+|[$({%[\uE000*].*)$/.test(label.slice(set.length));
}
