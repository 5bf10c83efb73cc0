import { existenceOf, isMissing } from '../existence/existence.ts';
import { mayBeOfChart } from '../existence/installers.ts';
import { servicesOfOperators } from '../existence/operators/operators.ts';
import { textsIn } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import { isNearby } from '../scopes/near.ts';
import { onlyOne } from '../util/collections.ts';
import { isMisspelling } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { hasLabelsFor, isLookedAt, isServiceMonitor, monitoredServices, selectorOfMonitor } from './monitors.ts';

/** The Service that a ServiceMonitor which finds none was probably meant for, and what keeps it from that. */
export type NearMonitored = { readonly service: Placed<Service> } &
  /** One pair of the selector is a near miss of a label of the Service; all others match. */
  (
    | { readonly differs: 'value'; readonly key: string; readonly value: string; readonly found: string }
    /** The Service selects Pods by these labels and has none of them itself. */
    | { readonly differs: 'owner'; readonly missing: readonly (readonly [string, string])[] }
    /** The Service is in a namespace where the monitor does not look. */
    | { readonly differs: 'namespace' }
  );

/** What a ServiceMonitor was meant for that selects no Service; `undefined` where it selects one, and where nobody can tell. */
export function findNearMonitored(snapshot: Questions, monitor: Placed): NearMonitored | undefined {
  if (!isServiceMonitor(monitor)) return undefined;
  const selector = selectorOfMonitor(monitor);
  const { labels, expressions, namespaces } = selector;
  const pairs = textsIn(labels);
  if (!labels.known || pairs.length === 0 || expressions.length > 0 || namespaces === 'labelled') return undefined;
  if (monitoredServices(snapshot, monitor).length > 0 || mayBeElsewhere(snapshot, monitor)) return undefined;
  const nearby = snapshot
    .contentsOf(monitor.scope)
    .ofKind('Service')
    .filter((service) => isCertain(service) && isNearby(monitor, service));
  const looked = nearby.filter((service) => isLookedAt(monitor, selector, service));
  const owner = looked.flatMap((service) => missingOf(service, pairs) ?? [])[0];
  if (owner !== undefined) return owner;
  const alike = onlyOne(looked.flatMap((service) => misspeltFor(service, pairs) ?? []));
  if (alike !== undefined) return alike;
  if (namespaces !== 'own' || monitor.namespaceOrigin !== 'written') return undefined;
  const elsewhere = onlyOne(nearby.filter((service) => hasLabelsFor(selector, service)));
  return elsewhere?.namespaceOrigin === 'written' ? { differs: 'namespace', service: elsewhere } : undefined;
}

/** Whether the Service may come from what is not in sight. */
function mayBeElsewhere(snapshot: Questions, monitor: Placed): boolean {
  const { name = '', namespace } = monitor;
  return (
    servicesOfOperators(snapshot).has(namespace) ||
    mayBeOfChart(snapshot, monitor, name, namespace) ||
    !isMissing(existenceOf(snapshot, { kind: 'more', of: 'services' }, monitor))
  );
}

function missingOf(service: Placed<Service>, pairs: ReturnType<typeof textsIn>): NearMonitored | undefined {
  const { metadata, selector } = service.resource;
  const missing = pairs.filter(([key, value]) => metadata.labels.pairs.get(key)?.value !== value);
  const isOfPods = missing.every(
    ([key, value]) => !metadata.labels.pairs.has(key) && selector.pairs.get(key)?.value === value,
  );
  return isOfPods ? { differs: 'owner', service, missing } : undefined;
}

function misspeltFor(service: Placed<Service>, pairs: ReturnType<typeof textsIn>): NearMonitored | undefined {
  const { labels } = service.resource.metadata;
  const [pair, ...others] = pairs.filter(([key, value]) => labels.pairs.get(key)?.value !== value);
  const found = pair && labels.pairs.get(pair[0])?.value;
  if (pair === undefined || found === undefined || others.length > 0) return undefined;
  const [key, value] = pair;
  return isMisspelling(value, found) ? { differs: 'value', service, key, value, found } : undefined;
}
