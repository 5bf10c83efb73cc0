import { isMissing } from '../existence/existence.ts';
import { mayBeOfChart } from '../existence/installers.ts';
import { servicesOfOperators } from '../existence/operators/operators.ts';
import { textsIn } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import { labelPairsOf, pairOf } from '../scopes/contents.ts';
import { folderNear } from '../scopes/near.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { onlyOne } from '../util/collections.ts';
import { isMisspelling } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { labelledLike, labelWords, type LabelPlaces } from './labelled-like.ts';
import {
  hasLabelsFor,
  isLookedAt,
  isServiceMonitor,
  monitoredServices,
  selectorOfMonitor,
  servicesByPair,
  servicesLabelled,
} from './pod-selectors.ts';

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

/** What a ServiceMonitor was meant for that selects no Service; `undefined` where it selects one, and where it is not known. */
export function findNearMonitored(snapshot: Questions, monitor: Placed): NearMonitored | undefined {
  if (!isServiceMonitor(monitor)) return undefined;
  const selector = selectorOfMonitor(monitor);
  const { labels, expressions, namespaces } = selector;
  const pairs = textsIn(labels);
  if (!labels.known || pairs.length === 0 || expressions.length > 0 || namespaces === 'labelled') return undefined;
  if (monitoredServices(snapshot, monitor).length > 0 || mayBeElsewhere(snapshot, monitor)) return undefined;
  const contents = snapshot.contentsOf(monitor.scope);
  const folder = folderNear(monitor);
  const written = pairs.map(([key, value]) => pairOf(key, value));
  const looked = labelledLike(contents, written, folder, ofServices).filter(
    (service) => isCertain(service) && isLookedAt(monitor, selector, service),
  );
  const owner = looked.flatMap((service) => missingOf(service, pairs) ?? [])[0];
  if (owner !== undefined) return owner;
  const alike = onlyOne(looked.flatMap((service) => misspeltFor(service, pairs) ?? []));
  if (alike !== undefined) return alike;
  if (namespaces !== 'own' || monitor.namespaceOrigin !== 'written') return undefined;
  const labelled = servicesLabelled(contents, selector).below(folder);
  const elsewhere = onlyOne(labelled.filter((service) => isCertain(service) && hasLabelsFor(selector, service)));
  return elsewhere?.namespaceOrigin === 'written' ? { differs: 'namespace', service: elsewhere } : undefined;
}

/** Where labels of Services are found. */
const ofServices: LabelPlaces<Service> = {
  selected: servicesByPair,
  other: defineIndex(['Service'], ({ resource }) => labelPairsOf(resource.selector)),
  wordsOf: (contents) => labelWords(contents.index(servicesByPair).keys),
};

/** Whether the Service may come from what is not known here. */
function mayBeElsewhere(snapshot: Questions, monitor: Placed): boolean {
  const { name = '', namespace } = monitor;
  return (
    servicesOfOperators(snapshot).has(namespace) ||
    mayBeOfChart(snapshot, monitor, name, namespace) ||
    !isMissing(snapshot, { kind: 'more', of: 'services', from: monitor })
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
