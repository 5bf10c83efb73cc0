import type { Resource } from '../kubernetes/resource.ts';
import type { StringMap } from '../kubernetes/field.ts';
import { hasSelector, serviceNatureOf, type Service } from '../kubernetes/service.ts';
import type { Backend } from '../kubernetes/routing.ts';
import type { PodMaker } from '../kubernetes/workloads.ts';
import { groupBy } from '../util/collections.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { chooseCandidates } from './candidates.ts';
import { isControllerLabel, matchSelector } from './selectors.ts';
import type { Placed, Snapshot } from './snapshot.ts';

/**
 * How one resource refers to another: a Service selects Pods, a StatefulSet is governed by a Service, Endpoints and
 * slices back a Service, a Pod's subdomain publishes it under a Service, a route leads to a Service.
 */
export type LinkKind = 'selects' | 'governedBy' | 'backs' | 'publishedUnder' | 'routesTo';

/** A reference that is written in a manifest. An empty `to` means that it dangles. */
export interface Link {
  readonly kind: LinkKind;
  readonly from: Placed;
  /** The place of the reference in `from`. */
  readonly at: At;
  readonly to: readonly Placed[];
}

/** All links of a snapshot, both ways. */
export interface LinkIndex {
  readonly all: readonly Link[];
  from(resource: Placed): readonly Link[];
  to(resource: Placed): readonly Link[];
}

/** The links of a snapshot. Each resource's are worked out when somebody asks, as a keystroke asks about one file. */
export function buildLinks(snapshot: Snapshot): LinkIndex {
  const known = new Map<Placed, readonly Link[]>();
  const incoming = new Map<Placed, readonly Link[]>();
  let all: readonly Link[] | undefined;
  const from = (placed: Placed): readonly Link[] => {
    const links = known.get(placed) ?? linksOf(snapshot, placed);
    known.set(placed, links);
    return links;
  };
  return {
    get all() {
      return (all ??= snapshot.resources.flatMap(from));
    },
    from,
    to(target) {
      const links =
        incoming.get(target) ??
        mayReferTo(snapshot, target).flatMap((one) => from(one).filter((link) => link.to.includes(target)));
      incoming.set(target, links);
      return links;
    },
  };
}

/** The kinds whose objects make Pods. */
export const podMakerKinds = [
  'Pod',
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
  'Job',
  'CronJob',
] as const;

/** Every resource that makes Pods. */
export function podMakersOf(snapshot: Snapshot): readonly Placed<PodMaker>[] {
  return snapshot.derive(findPodMakers);
}

/** The Pod makers whose Pods a Service selects. */
export function selectedBy(snapshot: Snapshot, service: Placed<Service>): readonly Placed<PodMaker>[] {
  return targets<PodMaker>(snapshot, service, 'selects');
}

/** The Service that a StatefulSet names as its own. Several where variants of it are equally near. */
export function governingServices(snapshot: Snapshot, statefulSet: Placed): readonly Placed<Service>[] {
  return targets<Service>(snapshot, statefulSet, 'governedBy');
}

/** The Service that Endpoints or a slice give addresses to. Several where variants of it are equally near. */
export function backedServices(snapshot: Snapshot, endpoints: Placed): readonly Placed<Service>[] {
  return targets<Service>(snapshot, endpoints, 'backs');
}

/** The resources whose links of a kind lead to a resource. */
export function referrers(snapshot: Snapshot, resource: Placed, kind: LinkKind): readonly Placed[] {
  return [
    ...new Set(
      snapshot.links
        .to(resource)
        .filter((link) => link.kind === kind)
        .map((link) => link.from),
    ),
  ];
}

function targets<R extends Resource>(snapshot: Snapshot, from: Placed, kind: LinkKind): readonly Placed<R>[] {
  // A link of one kind leads to resources of one type, which `linksOf` sees to.
  return snapshot.links.from(from).flatMap((link) => (link.kind === kind ? (link.to as readonly Placed<R>[]) : []));
}

function findPodMakers(snapshot: Snapshot): readonly Placed<PodMaker>[] {
  return podMakerKinds.flatMap((kind): readonly Placed<PodMaker>[] => snapshot.ofKind(kind));
}

/** The resources whose links may lead to one, in the order of the workspace. */
function mayReferTo(snapshot: Snapshot, target: Placed): readonly Placed[] {
  const { resource, name } = target;
  if (resource.kind === 'Service') return snapshot.derive(indexByReference).get(name ?? '') ?? [];
  if (!('template' in resource)) return [];
  const { byPair, byController } = snapshot.derive(indexBySelector);
  const groups = [...resource.template.labels.pairs].map(([key, { value }]) => byPair.get(`${key}=${value}`) ?? []);
  const found = [byController, ...groups].filter((group) => group.length > 0);
  if (found.length < 2) return found[0] ?? [];
  const candidates = new Set(found.flat());
  return snapshot.ofKind('Service').filter((service) => candidates.has(service));
}

/** The resources that name a Service, by that name. */
function indexByReference(snapshot: Snapshot): ReadonlyMap<string, readonly Placed[]> {
  const index = new Map<string, Placed[]>();
  const add = (name: string | undefined, placed: Placed): void => {
    const known = name === undefined ? undefined : index.get(name);
    if (known !== undefined && known.at(-1) !== placed) known.push(placed);
    else if (name !== undefined && known === undefined) index.set(name, [placed]);
  };
  for (const placed of snapshot.resources) {
    const { resource } = placed;
    if (resource.kind === 'Endpoints') add(resource.metadata.name?.value, placed);
    if ('serviceName' in resource) add(resource.serviceName?.value, placed);
    if ('template' in resource) add(resource.template.subdomain?.value, placed);
    if ('backends' in resource) for (const { serviceName } of resource.backends) add(serviceName.value, placed);
  }
  return index;
}

/** The Services with a selector by the first pair of it that a template has to have. */
function indexBySelector(snapshot: Snapshot): {
  readonly byPair: ReadonlyMap<string, readonly Placed[]>;
  /** Those of which controllers add every pair. */
  readonly byController: readonly Placed[];
} {
  const selecting = snapshot.ofKind('Service').filter(({ resource }) => hasSelector(resource));
  const groups = groupBy(selecting, ({ resource }) => {
    for (const [key, { value }] of resource.selector.pairs) if (!isControllerLabel(key)) return `${key}=${value}`;
    return undefined;
  });
  const byPair = new Map(
    [...groups].flatMap(([pair, services]) => (pair === undefined ? [] : [[pair, services] as const])),
  );
  return { byPair, byController: groups.get(undefined) ?? [] };
}

function linksOf(snapshot: Snapshot, placed: Placed): readonly Link[] {
  const resource = placed.resource;
  switch (resource.kind) {
    case 'Service':
      return selectorLink(snapshot, placed as Placed<Service>);
    case 'StatefulSet':
      return resource.serviceName === undefined
        ? []
        : serviceLink(snapshot, placed, 'governedBy', resource.serviceName);
    case 'Endpoints':
      return resource.metadata.name === undefined ? [] : serviceLink(snapshot, placed, 'backs', resource.metadata.name);
    case 'EndpointSlice':
      return resource.serviceName === undefined ? [] : serviceLink(snapshot, placed, 'backs', resource.serviceName);
    case 'Ingress':
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      return resource.backends.flatMap((backend) =>
        serviceLink(snapshot, placed, 'routesTo', backend.serviceName, backend),
      );
    case 'Pod':
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return resource.template.subdomain === undefined
        ? []
        : serviceLink(snapshot, placed, 'publishedUnder', resource.template.subdomain);
    case 'Namespace':
    case 'ConfigMap':
    case 'Secret':
    case 'NetworkPolicy':
    case 'HorizontalPodAutoscaler':
    case 'Kustomization':
    case 'Unknown':
      return [];
  }
}

function serviceLink(
  snapshot: Snapshot,
  from: Placed,
  kind: LinkKind,
  name: { readonly value: string; readonly at: At },
  backend?: Backend,
): readonly Link[] {
  if (name.value === '' || isTemplated(name.value)) return [];
  const namespace = backend?.namespace?.value ?? from.namespace;
  return [{ kind, from, at: name.at, to: chooseCandidates(from, snapshot.named('Service', name.value), namespace) }];
}

/** ExternalName Services have no endpoints, so their selector links nothing; one that a template leaves open may link anything. */
function selectorLink(snapshot: Snapshot, service: Placed<Service>): readonly Link[] {
  const { selector } = service.resource;
  if (!hasSelector(service.resource) || serviceNatureOf(service.resource) === 'alias' || !selector.known) return [];
  const matching = mayBeSelected(snapshot, selector).filter(
    (maker) => matchSelector(selector, maker.name, maker.resource) === 'yes',
  );
  return [{ kind: 'selects', from: service, at: selector.at, to: chooseCandidates(service, matching) }];
}

/** The Pod makers that have one pair of the selector among their labels; all where controllers may add every pair. */
export function mayBeSelected(snapshot: Snapshot, selector: StringMap): readonly Placed<PodMaker>[] {
  for (const [key, { value }] of selector.pairs) {
    if (!isControllerLabel(key)) return snapshot.derive(indexByLabel).get(`${key}=${value}`) ?? [];
  }
  return podMakersOf(snapshot);
}

function indexByLabel(snapshot: Snapshot): ReadonlyMap<string, readonly Placed<PodMaker>[]> {
  const index = new Map<string, Placed<PodMaker>[]>();
  for (const maker of podMakersOf(snapshot)) {
    for (const [key, { value }] of maker.resource.template.labels.pairs) {
      const pair = `${key}=${value}`;
      const makers = index.get(pair);
      if (makers === undefined) index.set(pair, [maker]);
      else makers.push(maker);
    }
  }
  return index;
}
