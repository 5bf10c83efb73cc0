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
import { namespaceFits } from '../scopes/group.ts';
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
  const selector = selectorOfMonitor(monitor);
  return snapshot
    .contentsOf(monitor.scope)
    .ofKind('Service')
    .filter((service) => isLookedAt(monitor, selector, service) && hasLabelsFor(selector, service));
}

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
