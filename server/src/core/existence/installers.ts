import { readApplication } from '../kustomize/orders.ts';
import { fieldAt, fieldOf, readString } from '../kubernetes/field.ts';
import { groupOf, isCustomGroup, type Unknown } from '../kubernetes/resource.ts';
import { defined } from '../util/collections.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Placed } from '../objects/placed.ts';
import { viewOf } from '../objects/places.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Group } from '../scopes/group.ts';
import { keysNear, nearKey } from '../scopes/near.ts';

/** What installs or makes Services on site: charts, other repositories and operators. */
const installers: ReadonlySet<string> = new Set([
  'HelmRelease',
  'HelmChart',
  'Application',
  'ApplicationSet',
  'Kustomization',
  'ResourceSet',
]);

/** Kinds that only refer to Services, whatever their names. */
const observers: ReadonlySet<string> = new Set([
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
  'Probe',
  'Certificate',
  'VirtualService',
  'DestinationRule',
  'AuthorizationPolicy',
  'IngressRoute',
  'Middleware',
  'HTTPProxy',
  'ScaledObject',
  'ExternalSecret',
]);

/**
 * Whether a Service of a name may be of a chart: one that is installed nearby, or into its namespace, wherever in the workspace that is said;
 * or whether a custom resource nearby may bring it. What installs no chart installs what is here, or of another repository.
 */
export function mayBeOfChart(snapshot: Questions, from: Placed, service: string, namespace: string): boolean {
  return isInstallerHere(snapshot, from, 'chart', service) || snapshot.everything.index(chartNamespaces).has(namespace);
}

/**
 * Whether a custom resource nearby may bring a Service: one that installs anything, or a chart, or whose name or kind the Service's name
 * begins with.
 */
export function isInstallerHere(
  snapshot: Questions,
  from: Placed,
  what: 'anything' | 'chart',
  service: string,
): boolean {
  if (snapshot.contentsOf(from.scope).index(installing).isEmpty) return false;
  const isHere = (key: string): boolean => installingHere(snapshot, from, key).all.length > 0;
  if (isHere(what)) return true;
  for (let length = 1; length <= service.length; length++) {
    const beginning = service.slice(0, length);
    if (isHere(`named ${beginning}`) || isHere(`of kind ${beginning}`)) return true;
  }
  return false;
}

function installingHere(snapshot: Questions, { scope, document }: Placed, key: string): Group<Unknown> {
  const found = snapshot.contentsOf(scope).index(installing);
  return found.get(scope.kind === 'kustomization' ? key : nearKey(key, document.file.path));
}

/**
 * Whether another object nearby is a custom resource whose operator may make a Service: one of its namespace, called as it is without its
 * last words (`orders-rw`).
 */
export function mayBeMadeFor(snapshot: Questions, from: Placed, service: string, namespace: string): boolean {
  const names = [...service.matchAll(/-/g)].map(({ index }) => service.slice(0, index));
  return names.some((name) =>
    installingHere(snapshot, from, `named ${name}`).all.some((one) => one !== from && one.namespace === namespace),
  );
}

/** The objects that install charts, by the namespace that they say they install into, else their own. */
const chartNamespaces = defineIndex(['Unknown'], (placed) => {
  if (!installsChart(placed)) return [];
  const application = applicationOf(placed);
  if (application !== undefined) return defined([application.namespace?.value]);
  return [readString(fieldAt(viewOf(placed), 'spec', 'targetNamespace'))?.value ?? placed.namespace];
});

/** Source: Flux API, HelmRelease; Flux Operator API, ResourceSet; K3s API, HelmChart; Argo CD API, ApplicationSource. */
function installsChart(placed: Placed<Unknown>): boolean {
  const application = applicationOf(placed);
  if (application === undefined)
    return ['HelmRelease', 'HelmChart', 'ResourceSet'].includes(placed.resource.writtenKind);
  return application.sources.some((source) => ['chart', 'helm'].some((key) => fieldOf(source, key).node !== undefined));
}

/** What an Application, or each of a set, says. */
function applicationOf(placed: Placed<Unknown>): ReturnType<typeof readApplication> | undefined {
  switch (placed.resource.writtenKind) {
    case 'Application':
      return readApplication(fieldAt(viewOf(placed), 'spec'));
    case 'ApplicationSet':
      return readApplication(fieldAt(viewOf(placed), 'spec', 'template', 'spec'));
    default:
      return undefined;
  }
}

/** The objects that are not of Kubernetes' own kinds, by what they may bring: anything, charts, or what begins with their name or their kind. */
const installing = defineIndex(['Unknown'], (placed) => {
  const { document } = placed;
  const words = wordsOf(placed);
  return [...words, ...words.flatMap((word) => keysNear(word, document.file.path))];
});

function wordsOf(placed: Placed<Unknown>): readonly string[] {
  const { name, resource } = placed;
  const { apiVersion, writtenKind } = resource;
  if (installers.has(writtenKind)) return installsChart(placed) ? ['anything', 'chart'] : ['anything'];
  const group = groupOf(apiVersion);
  if (!isCustomGroup(group) || observers.has(writtenKind)) return [];
  return [...(name === undefined ? [] : [`named ${name}`]), `of kind ${writtenKind.toLowerCase()}`];
}
