import { groupOf, isCustomGroup } from '../kubernetes/resource.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Placed } from '../objects/placed.ts';
import { treeOf } from '../objects/places.ts';
import type { Questions } from '../workspace/questions.ts';
import { keysNear, nearKey } from '../scopes/near.ts';
import { nodeAt, type Path } from '../yaml/path.ts';

/** What installs or makes Services on site: charts, other repositories and operators. */
const installers: ReadonlySet<string> = new Set([
  'HelmRelease',
  'HelmChart',
  'Application',
  'ApplicationSet',
  'Kustomization',
  'ResourceSet',
]);

/**
 * Where an installer says into which namespace it puts things; where it does not, a chart goes into that of the installer.
 * Source: Flux API, HelmRelease and Kustomization; Argo CD API, Application and ApplicationSet; K3s API, HelmChart.
 */
const targets: readonly Path[] = [
  ['spec', 'targetNamespace'],
  ['spec', 'destination', 'namespace'],
  ['spec', 'template', 'spec', 'destination', 'namespace'],
];

/** Kinds that only speak of Services, whatever they are called. */
const observers: ReadonlySet<string> = new Set([
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
  'Probe',
  'Certificate',
]);

/** Whether a custom resource nearby may bring a Service of a name: one whose own name or kind the name begins with, or an installer. */
export function mayBeInstalled(snapshot: Questions, from: Placed, service: string): boolean {
  const found = snapshot.contentsOf(from.scope).index(installing);
  if (found.isEmpty) return false;
  const isHere = (what: string): boolean =>
    found.has(from.scope.kind === 'kustomization' ? what : nearKey(what, from.document.file.path));
  if (isHere('anything')) return true;
  for (let length = 1; length <= service.length; length++) {
    const beginning = service.slice(0, length);
    if (isHere(`named ${beginning}`) || isHere(`of kind ${beginning}`)) return true;
  }
  return false;
}

/**
 * Whether something installs into a namespace what is not in sight, wherever in the workspace it is. That tells less of one Service than what
 * is nearby: it keeps nothing from being a misspelling.
 */
export function isInstalledInto(snapshot: Questions, namespace: string): boolean {
  return snapshot.everything.index(filling).has(namespace);
}

const filling = defineIndex<Unknown>({ kinds: ['Unknown'], keysOf: namespacesFilledBy });

function namespacesFilledBy(placed: Placed<Unknown>): readonly string[] {
  const { writtenKind } = placed.resource;
  if (!installers.has(writtenKind)) return [];
  const target = targets.map((path) => nodeAt(treeOf(placed), path)).find((node) => node?.kind === 'scalar');
  if (target?.kind === 'scalar') return [target.text];
  return writtenKind.startsWith('Helm') ? [placed.namespace] : [];
}

/** The objects that are none of Kubernetes' own kinds, by what they may bring: anything, or what begins with their name or their kind. */
const installing = defineIndex<Unknown>({
  kinds: ['Unknown'],
  keysOf({ resource: { apiVersion, writtenKind }, name, document }) {
    const words = wordsOf(apiVersion, writtenKind, name);
    return [...words, ...words.flatMap((word) => keysNear(word, document.file.path))];
  },
});

function wordsOf(apiVersion: string, writtenKind: string, name: string | undefined): readonly string[] {
  if (installers.has(writtenKind)) return ['anything'];
  const group = groupOf(apiVersion);
  if (!isCustomGroup(group) || observers.has(writtenKind)) return [];
  return [...(name === undefined ? [] : [`named ${name}`]), `of kind ${writtenKind.toLowerCase()}`];
}
