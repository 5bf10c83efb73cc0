import { fieldAt, fieldOf, hasTexts, itemsOf, readString, textsIn, View, type Field } from '../kubernetes/field.ts';
import { readRequirements, readNamespaces } from '../kubernetes/written-selectors.ts';
import type { Service } from '../kubernetes/service.ts';
import { maySatisfy } from '../kubernetes/selectors.ts';
import { treeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { namespaceFits } from '../scopes/group.ts';
import type { Questions } from '../workspace/questions.ts';

/** The Services that a ServiceMonitor scrapes, by their labels. Source: monitoring.coreos.com/v1, ServiceMonitorSpec. */
export function monitoredServices(snapshot: Questions, monitor: Placed): readonly Placed<Service>[] {
  const spec = fieldOf(new View(treeOf(monitor)), 'spec');
  const { labels, expressions } = readRequirements(fieldOf(spec, 'selector'));
  const namespaces = readNamespaces(spec);
  const isThere = (service: Placed<Service>): boolean => {
    if (namespaces === 'every' || namespaces === 'labelled') return namespaces === 'every';
    return (namespaces === 'own' ? [undefined] : namespaces).some((one) => namespaceFits(monitor, service, one));
  };
  return snapshot
    .contentsOf(monitor.scope)
    .ofKind('Service')
    .filter((service) => isThere(service) && hasTexts(service.resource.metadata.labels, textsIn(labels)))
    .filter(({ resource }) => maySatisfy(expressions, resource.metadata.labels));
}

/** The names of the ports that a monitor of the Prometheus operator scrapes. Source: monitoring.coreos.com/v1, Endpoint.port, PodMetricsEndpoint.port. */
export function scrapedPorts(monitor: Placed, list: 'endpoints' | 'podMetricsEndpoints'): readonly Field<string>[] {
  return itemsOf(fieldAt(new View(treeOf(monitor)), 'spec', list)).flatMap(
    (item) => readString(fieldOf(item, 'port')) ?? [],
  );
}
