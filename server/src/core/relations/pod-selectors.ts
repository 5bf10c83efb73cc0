import { fieldAt, readStringMap, type StringMap, fieldOf, hasTexts, textsIn } from '../kubernetes/field.ts';
import {
  selectorsBelow,
  valuesNamed,
  type WrittenSelector,
  readNamespaces,
  readRequirements,
} from '../kubernetes/written-selectors.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { isWrittenAlike, matchSelector, maySatisfy } from '../kubernetes/selectors.ts';
import { isAliasService, type Service } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { mayHold, viewOf } from '../objects/places.ts';
import { isService, isWorkload, type Placed, isCertain } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import type { NetworkPolicy, PolicyPods } from '../kubernetes/routing.ts';
import { isNearby } from '../scopes/near.ts';
import { pairOf, selectorKeysFor, type Contents } from '../scopes/contents.ts';
import { namespaceFits, type Group } from '../scopes/group.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { At } from '../yaml/path.ts';

/** A selector of Pods, with the object that has it. */
export interface PodSelector extends WrittenSelector {
  readonly from: Placed;
}

/**
 * The kinds, besides Services and workloads, all of whose selectors are of Pods. Sources: networking.k8s.io/v1, policy/v1,
 * monitoring.coreos.com/v1 PodMonitorSpec.selector, Istio type/v1beta1 WorkloadSelector.
 */
const podSelectingKinds = [
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PodMonitor',
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'Telemetry',
];

/** Whether the selectors of an object by labels are of Pods. */
export function hasPodSelectors(from: Placed): boolean {
  return isService(from) || isWorkload(from) || podSelectingKinds.includes(kindOf(from.resource));
}

/** The selectors of Pods that an object has. */
export function podSelectorsOf(from: Placed): readonly PodSelector[] {
  if (isService(from)) return [plainSelector(from, from.resource.selector)];
  const object = viewOf(from);
  const selectors = hasPodSelectors(from) ? selectorsBelow(object).map((selector) => ({ ...selector, from })) : [];
  if (from.resource.kind !== 'ReplicationController') return selectors;
  return [plainSelector(from, readStringMap(fieldAt(object, 'spec', 'selector'))), ...selectors];
}

/** The selectors of Pods in the scope of an object that name values of a label; all that are wanted say `text`. */
export function selectorsNaming(
  snapshot: Questions,
  { scope }: Placed,
  key: string,
  text: string,
): readonly PodSelector[] {
  const contents = snapshot.contentsOf(scope);
  const all = [
    ...contents.ofKind('Service'),
    ...contents.workloads.all,
    ...podSelectingKinds.flatMap((kind) => contents.ofWrittenKind(kind)),
  ];
  return contents
    .sorted(all.filter((one) => mayHold(one, text)))
    .flatMap(podSelectorsOf)
    .filter((selector) => valuesNamed(selector, key).length > 0);
}

function plainSelector(from: Placed, labels: StringMap): PodSelector {
  return { from, labels, expressions: [], namespaces: 'own' };
}

/**
 * The workloads whose Pods a selector surely selects; where a template makes a part, as far as it is written. Of what leaves its
 * namespace open that is the nearest, as with all references; what writes the very namespace is selected wherever it is.
 */
export function podsSelectedBy(
  snapshot: Questions,
  { from, labels, expressions, namespaces }: PodSelector,
): readonly Placed<Workload>[] {
  if (namespaces === 'labelled' || isAlias(from)) return [];
  const candidates = snapshot.contentsOf(from.scope).mayBeSelected(labels);
  const isSelected = selecting({ from, labels, expressions });
  if (namespaces === 'every') return candidates.all.filter(isSelected);
  const isTold = namespaces !== 'own' || from.namespaceOrigin === 'written';
  const found = (namespaces === 'own' ? [from.namespace] : namespaces).flatMap((namespace) => {
    const nearest = candidates.nearest(from, namespace, isSelected);
    if (!isTold) return nearest;
    const isSurelyThere = (one: Placed): boolean => one.namespaceOrigin === 'written' && one.namespace === namespace;
    return [...nearest, ...candidates.fitting(from, namespace).filter((one) => isSurelyThere(one) && isSelected(one))];
  });
  return [...new Set(found)];
}

/** Whether there are any, which is known once the first is found; for a selector that looks into its own namespace. */
export function selectsSomePods(snapshot: Questions, selector: PodSelector & { readonly namespaces: 'own' }): boolean {
  const { from, labels } = selector;
  const candidates = snapshot.contentsOf(from.scope).mayBeSelected(labels);
  return !isAlias(from) && candidates.fitting(from).some(selecting(selector));
}

/** A Service that selects nothing, whatever its selector says. */
function isAlias(from: Placed): boolean {
  return isService(from) && isAliasService(from.resource);
}

/** Tells of workloads whether a selector surely selects their Pods, wherever they are. */
function selecting({
  from,
  labels,
  expressions,
}: Pick<PodSelector, 'from' | 'labels' | 'expressions'>): (workload: Placed<Workload>) => boolean {
  // No labels are wanted of every Pod; an empty selector of a Service selects none.
  const isEvery = labels.known && labels.pairs.size === 0 && (!isService(from) || expressions.length > 0);
  return ({ name, resource }) =>
    (isEvery || matchSelector(labels, name, resource) === 'yes' || isWrittenAlike(labels, resource.template.labels)) &&
    maySatisfy(expressions, resource.template.labels);
}

/** The selector as it would be if it wanted any of some values of a label. */
export function wanting(selector: PodSelector, key: string, values: readonly string[]): PodSelector {
  const { labels, expressions } = selector;
  const { at } = labels;
  const wanted = { at, key, operator: 'In', values: values.map((value) => ({ value, at })) };
  const pairs = new Map([...labels.pairs].filter(([one]) => one !== key));
  return {
    ...selector,
    labels: { ...labels, pairs },
    expressions: [...expressions.filter((one) => one.key !== key), wanted],
  };
}

/** The workloads that a rule of a policy is about; `undefined` where that cannot be told, or none is known. */
export function policyPodsOf(
  snapshot: Questions,
  policy: Placed<NetworkPolicy>,
  selectors: readonly PolicyPods[],
): readonly Placed<Workload>[] | undefined {
  if (selectors.length === 0 || !selectors.every(({ known }) => known)) return undefined;
  const workloads = selectors.flatMap((selector) => selectedPods(snapshot, policy, selector));
  return workloads.length > 0 && workloads.every(isCertain) ? workloads : undefined;
}

/** The workloads that a selector of a policy is about, as far as they are known. */
function selectedPods(
  snapshot: Questions,
  policy: Placed<NetworkPolicy>,
  selector: PolicyPods,
): readonly Placed<Workload>[] {
  return maybeSelected(snapshot, policy, selector).filter((workload) => isAbout(policy, selector, workload));
}

/** The workloads that it may be about: those of which `isAbout` tells. */
export function maybeSelected(
  snapshot: Questions,
  policy: Placed<NetworkPolicy>,
  { labels, namespace }: PolicyPods,
): readonly Placed<Workload>[] {
  const contents = snapshot.contentsOf(policy.scope);
  const candidates = labels.pairs.size === 0 ? contents.workloads : contents.mayBeSelected(labels);
  return candidates.fitting(policy, namespace);
}

/** Whether a selector of a policy may be about the Pods of a workload in a namespace that fits. */
export function isAbout(
  policy: Placed<NetworkPolicy>,
  { labels, expressions }: Pick<PolicyPods, 'labels' | 'expressions'>,
  workload: Placed<Workload>,
): boolean {
  const { name, resource } = workload;
  const maySelect = labels.pairs.size === 0 || matchSelector(labels, name, resource) !== 'no';
  return maySelect && maySatisfy(expressions, resource.template.labels) && isNearby(policy, workload);
}

/** Whether an object says by labels of Services what Prometheus scrapes. Source: monitoring.coreos.com/v1, ServiceMonitorSpec.selector. */
export function isServiceMonitor({ resource }: Placed): boolean {
  return kindOf(resource) === 'ServiceMonitor';
}

/** The selector of Services that a ServiceMonitor has. */
export function selectorOfMonitor(monitor: Placed): WrittenSelector {
  const spec = fieldOf(viewOf(monitor), 'spec');
  return { ...readRequirements(fieldOf(spec, 'selector')), namespaces: readNamespaces(spec) };
}

/** The Services that a ServiceMonitor scrapes. */
export function monitoredServices(snapshot: Questions, monitor: Placed): readonly Placed<Service>[] {
  return snapshot.about(monitor, findMonitored);
}

function findMonitored(snapshot: Questions, monitor: Placed): readonly Placed<Service>[] {
  const selector = selectorOfMonitor(monitor);
  const labelled = servicesLabelled(snapshot.contentsOf(monitor.scope), selector);
  const looked = selector.namespaces === 'own' ? labelled.fitting(monitor) : labelled.all;
  return looked.filter((service) => isLookedAt(monitor, selector, service) && hasLabelsFor(selector, service));
}

/** The Services that have the label of a selector which the fewest have; all where it names none. */
export function servicesLabelled(contents: Contents, { labels }: WrittenSelector): Group<Service> {
  const services = contents.index(servicesByPair);
  const groups = textsIn(labels).map(([key, value]) => services.get(pairOf(key, value)));
  const [rarest = services.get('')] = groups.sort((one, other) => one.size - other.size);
  return rarest;
}

/** The Services by the pairs of their own labels, and all of them under nothing. */
export const servicesByPair = defineIndex(['Service'], ({ resource }) => selectorKeysFor(resource.metadata.labels));

/** Whether a ServiceMonitor looks for Services in the namespace of one. */
export function isLookedAt(monitor: Placed, { namespaces }: WrittenSelector, service: Placed): boolean {
  if (namespaces === 'every' || namespaces === 'labelled') return namespaces === 'every';
  return (namespaces === 'own' ? [undefined] : namespaces).some((one) => namespaceFits(monitor, service, one));
}

/** Whether a Service has the labels that a ServiceMonitor asks for. */
export function hasLabelsFor({ labels, expressions }: WrittenSelector, { resource }: Placed<Service>): boolean {
  return hasTexts(resource.metadata.labels, textsIn(labels)) && maySatisfy(expressions, resource.metadata.labels);
}

/** Where the ServiceMonitors that scrape a Service ask for the value of a label of it. */
export function monitorsAskingFor(
  snapshot: Questions,
  service: Placed<Service>,
  key: string,
): readonly { readonly from: Placed; readonly at: At }[] {
  const value = service.resource.metadata.labels.pairs.get(key)?.value;
  return snapshot
    .contentsOf(service.scope)
    .ofWrittenKind('ServiceMonitor')
    .filter((monitor) => monitoredServices(snapshot, monitor).includes(service))
    .flatMap((from) =>
      valuesNamed(selectorOfMonitor(from), key).flatMap((one) => (one.value === value ? [{ from, at: one.at }] : [])),
    );
}
