import { kindOf } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { dataFields, isDataMap, isService, isWorkload, mapKeysOf, type Placed } from '../objects/placed.ts';
import { treeOf, nodeIn } from '../objects/places.ts';
import type { Questions } from '../workspace/questions.ts';
import { itemsIn, scalarText, textUnder } from '../yaml/node.ts';
import { isAtOrBelow, isSamePath, nodeAt, type At, type Path, keyAt } from '../yaml/path.ts';
import { mentionsOf, serviceMentionsIn } from './mentions.ts';

/**
 * A part of another object that a field can name: a key of a ConfigMap or Secret, a listener of a Gateway by its name or port, or a subset of a
 * DestinationRule.
 */
export interface NamedPart {
  readonly placed: Placed;
  readonly text: string;
  readonly at: At;
  readonly what: 'key' | 'listener' | 'listenerPort' | 'subset';
}

/** All parts of an object that others can name. */
export function declaredParts(owner: Placed): readonly NamedPart[] {
  if (isDataMap(owner)) return keysOfMap(owner);
  return kindOf(owner.resource) === 'DestinationRule' ? subsetsOf(owner) : listenersOf(owner, 'name');
}

/**
 * The parts that a field can name, whether anything is written there or not; `undefined` for a field that names none. Sources: Kubernetes API
 * core/v1, ConfigMapKeySelector, KeyToPath, VolumeMount.subPath; Gateway API v1, ParentReference.sectionName, ParentReference.port; Istio API
 * networking/v1, Destination.subset; Argo Rollouts API v1alpha1, IstioDestinationRule.
 */
export function namedPartsAt(snapshot: Questions, placed: Placed, path: Path): readonly NamedPart[] | undefined {
  const last = path.at(-1);
  if (path.at(-3) === 'parentRefs' && (last === 'sectionName' || last === 'port')) {
    const field = last === 'port' ? 'port' : 'name';
    return linkedAt(snapshot, placed, [...path.slice(0, -1), 'name']).flatMap((to) => listenersOf(to, field));
  }
  if (isDestination(path.at(-2)) && last === 'subset') return subsetsFor(snapshot, placed, path.slice(0, -1));
  if (path.at(-2) === 'destinationRule' && subsetsOfRollout.includes(String(last)))
    return linkedAt(snapshot, placed, [...path.slice(0, -1), 'name']).flatMap(subsetsOf);
  const holder = last === 'key' ? holderOfKey(path) : last === 'subPath' ? sourceOfMount(placed, path) : undefined;
  if (holder === undefined) return undefined;
  const maps = snapshot.links
    .from(placed)
    .filter(({ at }) => (last === 'key' ? isSamePath(at.path.slice(0, -1), holder) : isAtOrBelow(at.path, holder)))
    .flatMap(({ to }) => to.filter(isDataMap));
  return maps.length === 0 ? undefined : maps.flatMap(keysOfMap);
}

/** Whether a step of a path is a field of Istio that sends to a host, and to a subset of it. Source: Istio API networking/v1, Destination. */
export function isDestination(step: Path[number] | undefined): boolean {
  return step === 'destination' || step === 'mirror';
}

/** The reference to a map beside or above the key of one. */
function holderOfKey(path: Path): Path | undefined {
  const holder = path.at(-3) === 'items' ? path.slice(0, -3) : path.slice(0, -1);
  return /^(?:configMap|secret)(?:KeyRef)?$/.test(String(holder.at(-1))) ? holder : undefined;
}

/** The source of the volume of a map that a container mounts a file of by a `subPath`. One that lists items calls its files itself. */
export function sourceOfMount(placed: Placed, path: Path): Path | undefined {
  if (path.at(-3) !== 'volumeMounts' || !isWorkload(placed)) return undefined;
  const tree = treeOf(placed);
  const name = textUnder(nodeAt(tree, path.slice(0, -1)), 'name');
  const volumes = [...placed.resource.template.specAt.path, 'volumes'];
  const index = itemsIn(nodeAt(tree, volumes)).findIndex((volume) => textUnder(volume, 'name') === name);
  const volume = [...volumes, index];
  const source = ['configMap', 'secret'].find((key) => nodeAt(tree, [...volume, key]) !== undefined);
  return source === undefined || nodeAt(tree, [...volume, source, 'items']) !== undefined
    ? undefined
    : [...volume, source];
}

/** The fields in which a Rollout names subsets. Source: Argo Rollouts API v1alpha1, IstioDestinationRule. */
export const subsetsOfRollout = ['canarySubsetName', 'stableSubsetName'];

/** Where a DestinationRule names the Service that it is for. */
export const ruleHost = ['spec', 'host'];

/** The subsets of the rules for the Service that a destination names; `undefined` where it names none. */
function subsetsFor(snapshot: Questions, placed: Placed, destination: Path): readonly NamedPart[] | undefined {
  const services = hostsAt(snapshot, placed, [...destination, 'host']);
  const rules = services.flatMap((service) =>
    sendersTo(snapshot, service).flatMap(({ from, at }) => (isSamePath(at.path, ruleHost) ? [from] : [])),
  );
  return services.length === 0 ? undefined : rules.flatMap(subsetsOf);
}

/** The Services that a field names, by their name alone or by their whole name in DNS. */
export function hostsAt(snapshot: Questions, placed: Placed, path: Path): readonly Placed<Service>[] {
  const linked = linkedAt(snapshot, placed, path).filter(isService);
  if (linked.length > 0) return linked;
  return serviceMentionsIn(snapshot, placed).flatMap(({ mention, services }) =>
    isSamePath(mention.at.path, path) ? services : [],
  );
}

/** The fields that name a Service in one of these ways. */
export function sendersTo(
  snapshot: Questions,
  service: Placed<Service>,
): readonly { readonly from: Placed; readonly at: At }[] {
  const mentions = mentionsOf(snapshot, service).map(({ from, mention: { at } }) => ({ from, at }));
  return [...snapshot.links.to(service), ...mentions];
}

function subsetsOf(rule: Placed): readonly NamedPart[] {
  if (kindOf(rule.resource) !== 'DestinationRule') return [];
  const path = ['spec', 'subsets'];
  return itemsIn(nodeIn(rule, path)).flatMap((subset, index): readonly NamedPart[] => {
    const text = textUnder(subset, 'name');
    return text === undefined
      ? []
      : [{ placed: rule, text, at: { path: [...path, index, 'name'] }, what: 'subset' as const }];
  });
}

function linkedAt(snapshot: Questions, placed: Placed, path: Path): readonly Placed[] {
  return snapshot.links.from(placed).flatMap(({ at, to }) => (isSamePath(at.path, path) ? to : []));
}

function listenersOf(gateway: Placed, field: 'name' | 'port'): readonly NamedPart[] {
  if (kindOf(gateway.resource) !== 'Gateway') return [];
  const path = ['spec', 'listeners'];
  return itemsIn(nodeIn(gateway, path)).flatMap((listener, index): readonly NamedPart[] => {
    const text = scalarText(nodeAt(listener, [field]));
    if (text === undefined) return [];
    return [
      {
        placed: gateway,
        text,
        at: { path: [...path, index, field] },
        what: field === 'name' ? 'listener' : 'listenerPort',
      },
    ];
  });
}

function keysOfMap(map: Placed): readonly NamedPart[] {
  return mapKeysOf(map).map((text): NamedPart => {
    const field = dataFields.find((one) => nodeIn(map, [one, text]) !== undefined) ?? 'data';
    return { placed: map, text, at: keyAt([field, text]), what: 'key' };
  });
}
