import { hasPairs, textsIn, type StringMap } from '../kubernetes/field.ts';
import type { NameReference } from '../kubernetes/object-references.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { workloadKinds, type Workload } from '../kubernetes/workloads.ts';
import { type Service, apiServerService } from '../kubernetes/service.ts';
import type { OutsideService } from '../settings/outside.ts';
import { builtInNamespaces, type Settings } from '../settings/settings.ts';
import { mayComeFromOperator, operatorOfService, operatorsBehind, type Custom } from './operators/operators.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import { linksAt, nearestSelected } from '../scopes/links.ts';
import { type Placed, leavesNamespaceOpen, isDataKind } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSharedKind, type ServedKind } from '../names/zones.ts';
import { mayBeCalled, mayBeUnread, bringers, type More } from './gaps.ts';
import { namedIn, servicesIn } from './configured-names.ts';
import { isInstallerHere } from './installers.ts';
import { defineIndexOfAll } from '../scopes/object-index.ts';

/** Something that is asked for. `from` is who asks: where it writes no namespace, it may mean any. */
type Wanted =
  /** A Service with a name; in the namespace of the asker if none is given, and anywhere in a cluster if there is no asker. */
  | {
      readonly kind: 'Service';
      readonly name: string;
      readonly namespace?: string | undefined;
      readonly from?: Placed | undefined;
      /** The kind by which it is to have its name in DNS; a Service where none is said. */
      readonly servedAs?: ServedKind;
    }
  /** Pods that have all pairs of a selector, in the namespace of the asker. */
  | { readonly kind: 'Pods'; readonly selector: StringMap; readonly from: Placed }
  /** What gives a Service without a selector its addresses. */
  | {
      readonly kind: 'endpoints';
      readonly of: Placed<Service>;
      /** The kinds that will do; both where none are said. */
      readonly as?: readonly ('Endpoints' | 'EndpointSlice')[];
    }
  /** The object that a reference of the asker names. */
  | { readonly kind: 'object'; readonly namedBy: NameReference; readonly from: Placed }
  /** More of something than is known; `than` is what a reference goes to while nothing else is as near. */
  | { readonly kind: 'more'; readonly of: More; readonly than?: Placed; readonly from: Placed };

/** Whether there is what is asked for. */
export type Existence =
  /** A manifest of the workspace makes it. */
  | { readonly kind: 'here'; readonly objects: readonly Placed[] }
  /** Something else makes it. */
  | { readonly kind: 'elsewhere'; readonly why: Elsewhere }
  /** Nobody can tell. */
  | { readonly kind: 'maybe'; readonly why: Doubt }
  | { readonly kind: 'absent' };

/** Why something exists that no manifest of the workspace makes. */
type Elsewhere =
  /** Every cluster has it. */
  | { readonly kind: 'controlPlane'; readonly ports: readonly BuiltInPort[] }
  /** A setting says so. */
  | { readonly kind: 'declared'; readonly nature: OutsideService['nature'] }
  /** A setting says that others fill its namespace, or make Pods of such labels. */
  | { readonly kind: 'outside' }
  /** The operators of custom resources make it. */
  | { readonly kind: 'operator'; readonly customs: readonly Placed<Custom>[] };

/** What keeps something from being called absent. */
type Doubt =
  /** The workspace is still being read. */
  | { readonly kind: 'unfinished' }
  /** A file or document could not be read, a template may make it, or a kustomization has parts that are not known. */
  | { readonly kind: 'unread' }
  /** Another kustomization creates it, and this one may be applied next to it. */
  | { readonly kind: 'otherBuild' }
  /** Workloads whose labels a template makes. */
  | { readonly kind: 'templated'; readonly workloads: readonly Placed<Workload>[] }
  /** The operator of a custom resource that is meant by what is asked for. */
  | { readonly kind: 'operator' }
  /** A custom resource nearby that installs things, or is called so. */
  | { readonly kind: 'installer' }
  /** The namespace is one that every cluster fills. */
  | { readonly kind: 'system' }
  /** Other clusters may have it. */
  | { readonly kind: 'clusters' };

/** Whether what an object refers to exists: here, elsewhere and why, perhaps and why, or not. The one place where that is decided. */
export function existenceOf(snapshot: Questions, wanted: Wanted): Existence {
  switch (wanted.kind) {
    case 'Service': {
      const { name, from, namespace = from?.namespace ?? '', servedAs } = wanted;
      return servedAs !== undefined && isSharedKind(servedAs)
        ? sharedExistence(snapshot, servedAs, name, namespace)
        : serviceExistence(snapshot, name, namespace, from);
    }
    case 'Pods':
      return podsExistence(snapshot, wanted.from, wanted.selector);
    case 'endpoints':
      return endpointsExistence(snapshot, wanted.of, wanted.as ?? ['Endpoints', 'EndpointSlice']);
    case 'object':
      return objectExistence(snapshot, wanted.from, wanted.namedBy);
    case 'more':
      return absentUnless(unreadDoubt(snapshot, wanted.from, bringers[wanted.of], wanted.than));
  }
}

/** Whether nothing has what is asked for, see `isNowhere`. */
export function isMissing(snapshot: Questions, wanted: Wanted): boolean {
  return isNowhere(existenceOf(snapshot, wanted));
}

/** Whether something is absent, except for what may be installed next to the manifests or belong to another cluster, as anything may. */
export function isNowhere(existence: Existence): boolean {
  if (existence.kind !== 'maybe') return existence.kind === 'absent';
  return ['installer', 'system', 'clusters'].includes(existence.why.kind);
}

function serviceExistence(snapshot: Questions, name: string, namespace: string, from: Placed | undefined): Existence {
  const here = from && snapshot.contentsOf(from.scope).named('Service', name).nearest(from, namespace);
  if (here !== undefined && here.length > 0) return { kind: 'here', objects: here };
  const why = serviceElsewhere(snapshot, name, namespace, from);
  if (why !== undefined) return { kind: 'elsewhere', why };
  if (from === undefined) return { kind: 'absent' };
  const doubt = unreadDoubt(snapshot, from, ['Service']) ?? nameDoubt(snapshot, from, ['Service'], name);
  if (doubt !== undefined) return { kind: 'maybe', why: doubt };
  if (isBuiltBeside(snapshot, name, namespace, from)) return { kind: 'maybe', why: { kind: 'otherBuild' } };
  if (namespace !== 'default' && builtInNamespaces.includes(namespace))
    return { kind: 'maybe', why: { kind: 'system' } };
  return absentUnless(isInstallerHere(snapshot, from, 'anything', name) ? { kind: 'installer' } : undefined);
}

/** Whether another kustomization makes a Service of the very namespace, which has to be written on both sides. */
function isBuiltBeside(snapshot: Questions, name: string, namespace: string, from: Placed): boolean {
  if (leavesNamespaceOpen(from, namespace)) return false;
  return servicesIn(snapshot, namespace, name).some(
    ({ scope, namespaceOrigin }) => scope.kind === 'kustomization' && namespaceOrigin === 'written',
  );
}

function objectExistence(snapshot: Questions, from: Placed, { name, kinds }: NameReference): Existence {
  const links = linksAt(snapshot.contentsOf(from.scope), from, name.at.path);
  const objects = links.flatMap(({ at, to }) => (at === name.at ? to : []));
  if (objects.length > 0) return { kind: 'here', objects };
  const read = kinds.map((kind) => (isDataKind(kind) ? kind : 'Unknown'));
  return absentUnless(unreadDoubt(snapshot, from, read) ?? nameDoubt(snapshot, from, kinds, name.value));
}

/** Of a Service that every cluster has the API server writes the endpoints itself. */
function endpointsExistence(
  snapshot: Questions,
  service: Placed<Service>,
  kinds: readonly Resource['kind'][],
): Existence {
  const endpoints = snapshot.links.to(service).filter(({ kind }) => kind === 'backs');
  const objects = endpoints.map(({ from }) => from).filter(({ resource }) => kinds.includes(resource.kind));
  if (objects.length > 0) return { kind: 'here', objects };
  const ports = controlPlanePorts(service.name ?? '', service.namespace);
  if (ports !== undefined) return { kind: 'elsewhere', why: { kind: 'controlPlane', ports } };
  return absentUnless(unreadDoubt(snapshot, service, kinds));
}

/** What several clusters share is here where a manifest says so, and may be of another cluster else. */
function sharedExistence(snapshot: Questions, kind: ServedKind, name: string, namespace: string): Existence {
  const objects = namedIn(snapshot, kind, name).filter((one) => one.namespace === namespace);
  return objects.length > 0 ? { kind: 'here', objects } : { kind: 'maybe', why: { kind: 'clusters' } };
}

function controlPlanePorts(name: string, namespace: string): readonly BuiltInPort[] | undefined {
  return controlPlane.get(`${name}.${namespace}`);
}

function serviceElsewhere(
  snapshot: Questions,
  name: string,
  namespace: string,
  from: Placed | undefined,
): Elsewhere | undefined {
  const ports = controlPlanePorts(name, namespace);
  if (ports !== undefined) return { kind: 'controlPlane', ports };
  const { outside } = from === undefined ? snapshot.settings : snapshot.settingsOf(from.document.file);
  const isOpen = from !== undefined && leavesNamespaceOpen(from, namespace);
  const declared = outside.services.find(
    (service) => service.name === name && (isOpen || service.namespace === namespace),
  );
  if (declared !== undefined) return { kind: 'declared', nature: declared.nature };
  if (outside.namespaces.includes(namespace)) return { kind: 'outside' };
  const custom = operatorOfService(snapshot, name, namespace, from);
  return custom === undefined ? undefined : { kind: 'operator', customs: [custom] };
}

function podsExistence(snapshot: Questions, from: Placed, selector: StringMap): Existence {
  const here = nearestSelected(snapshot.contentsOf(from.scope), from, selector);
  if (here.length > 0) return { kind: 'here', objects: here };
  const customs = operatorsBehind(snapshot, from, selector);
  if (customs.length > 0) return { kind: 'elsewhere', why: { kind: 'operator', customs } };
  if (arePodsDeclared(snapshot, from, selector)) return { kind: 'elsewhere', why: { kind: 'outside' } };
  const templated = openWorkloads(snapshot, from, selector);
  if (templated.length > 0) return { kind: 'maybe', why: { kind: 'templated', workloads: templated } };
  const doubt = unreadDoubt(snapshot, from, workloadKinds);
  if (doubt !== undefined) return { kind: 'maybe', why: doubt };
  return absentUnless(mayComeFromOperator(snapshot, from, selector) ? { kind: 'operator' } : undefined);
}

/** The workloads that may have the labels, as a template makes theirs. */
function openWorkloads(snapshot: Questions, from: Placed, labels: StringMap): readonly Placed<Workload>[] {
  const workloads = snapshot.contentsOf(from.scope).openWorkloads.fitting(from);
  return workloads.filter((workload) => matchSelector(labels, workload.name, workload.resource) === 'unknown');
}

/** Whether a setting says that Pods with all the labels of a selector are outside of the workspace. */
function arePodsDeclared(snapshot: Questions, from: Placed, selector: StringMap): boolean {
  if (selector.pairs.size === 0) return false;
  const { outside } = snapshot.settingsOf(from.document.file);
  const pairs = textsIn(selector);
  return outside.labels.some((labels) => hasPairs((key) => labels.get(key), pairs));
}

function unreadDoubt(
  snapshot: Questions,
  from: Placed,
  kinds: readonly Resource['kind'][],
  known?: Placed,
): Doubt | undefined {
  if (mayBeUnread(snapshot, from, kinds, known)) return { kind: 'unread' };
  return snapshot.complete ? undefined : { kind: 'unfinished' };
}

function nameDoubt(snapshot: Questions, from: Placed, kinds: readonly string[], name: string): Doubt | undefined {
  return mayBeCalled(snapshot, from, kinds, name) ? { kind: 'unread' } : undefined;
}

function absentUnless(why: Doubt | undefined): Existence {
  return why === undefined ? { kind: 'absent' } : { kind: 'maybe', why };
}

/** A port of a Service that no manifest makes. */
export interface BuiltInPort {
  readonly name: string;
  /** Lower case, as names have it. */
  readonly protocol: string;
  readonly number: number;
}

/**
 * The Services that every cluster has, with their ports: that of the API server, which makes it and its endpoints itself, and
 * that of DNS, as kubeadm calls it. Source: kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSService.
 */
const controlPlane: ReadonlyMap<string, readonly BuiltInPort[]> = new Map([
  [`${apiServerService.name}.${apiServerService.namespace}`, [{ name: 'https', protocol: 'tcp', number: 443 }]],
  [
    'kube-dns.kube-system',
    [
      { name: 'dns', protocol: 'udp', number: 53 },
      { name: 'dns-tcp', protocol: 'tcp', number: 53 },
      { name: 'metrics', protocol: 'tcp', number: 9153 },
    ],
  ],
]);

/**
 * Whether a namespace exists: `here`, as something of the workspace is in it or makes it, or `elsewhere`, as every cluster has it or a
 * setting says so. Source: kubernetes pkg/controlplane/controller/systemnamespaces.
 */
export function namespaceExistence(snapshot: Questions, name: string): 'here' | 'elsewhere' | 'absent' {
  if (snapshot.everything.index(byNamespace).has(name)) return 'here';
  return namespacesElsewhere(snapshot.settings).has(name) ? 'elsewhere' : 'absent';
}

/** All namespaces that exist, in no order that says anything. */
export function existingNamespaces(snapshot: Questions): readonly string[] {
  return [...new Set([...namespacesElsewhere(snapshot.settings), ...snapshot.everything.index(byNamespace).keys])];
}

/** The namespaces that exist without an object, which may be half written and its namespace but begun. */
export function namespacesBeside(snapshot: Questions, { document }: Pick<Placed, 'document'>): readonly string[] {
  return namespacesBy(snapshot, (one) => one.document !== document);
}

/** The namespaces that exist no matter what settings say about objects that write none. */
export function writtenNamespaces(snapshot: Questions): readonly string[] {
  return namespacesBy(snapshot, (one) => one.resource.kind === 'Namespace' || one.namespaceOrigin === 'written');
}

/** The namespaces of some objects, sorted, then those that exist without any. */
function namespacesBy(snapshot: Questions, counts: (object: Placed) => boolean): readonly string[] {
  const namespaces = snapshot.everything.index(byNamespace);
  const found = [...namespaces.keys].filter((name) => namespaces.get(name).all.some(counts));
  return [...new Set([...found.sort(), ...namespacesElsewhere(snapshot.settings)])];
}

function namespacesElsewhere({ outside }: Settings): ReadonlySet<string> {
  const declared = outside.services.map((service) => service.namespace);
  return new Set([...builtInNamespaces, ...outside.namespaces, ...declared]);
}

/** Objects by the namespace that exists where they do. */
const byNamespace = defineIndexOfAll(({ resource, name, namespace }) => {
  const exists = resource.kind === 'Namespace' ? name : namespace;
  return exists === undefined ? [] : [exists];
});
