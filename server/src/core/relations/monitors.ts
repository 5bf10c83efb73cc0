import { fieldOf, hasTexts, textsIn, View } from '../kubernetes/field.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { maySatisfy } from '../kubernetes/selectors.ts';
import type { Service } from '../kubernetes/service.ts';
import {
  readNamespaces,
  readRequirements,
  valuesNamed,
  type WrittenSelector,
} from '../kubernetes/written-selectors.ts';
import type { Placed } from '../objects/placed.ts';
import { treeOf } from '../objects/places.ts';
import { pairOf, selectorKeysFor, type Contents } from '../scopes/contents.ts';
import { namespaceFits, type Group } from '../scopes/group.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';
import type { At } from '../yaml/path.ts';

/** Whether an object says by labels of Services what Prometheus scrapes. Source: monitoring.coreos.com/v1, ServiceMonitorSpec.selector. */
export function isServiceMonitor({ resource }: Placed): boolean {
  return kindOf(resource) === 'ServiceMonitor';
}

/** The selector of Services that a ServiceMonitor has. */
export function selectorOfMonitor(monitor: Placed): WrittenSelector {
  const spec = fieldOf(new View(treeOf(monitor)), 'spec');
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
export const servicesByPair = defineIndex<Service>({
  kinds: ['Service'],
  keysOf: ({ resource }) => selectorKeysFor(resource.metadata.labels),
});

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
