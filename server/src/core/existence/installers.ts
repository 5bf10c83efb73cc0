import { groupOf } from '../kubernetes/resource.ts';
import type { Contents } from '../scopes/contents.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { Vicinity } from '../scopes/near.ts';

/** What installs or makes Services on site: charts, other repositories and operators. */
const installers: ReadonlySet<string> = new Set([
  'HelmRelease',
  'HelmChart',
  'Application',
  'ApplicationSet',
  'Kustomization',
]);

/** Kinds that only speak of Services, whatever they are called. */
const observers: ReadonlySet<string> = new Set([
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
  'Probe',
  'Certificate',
]);

/** Whether a custom resource nearby may bring a Service of a name: one whose own name or kind the name begins with, or an installer. */
export function mayBeInstalled(snapshot: Snapshot, from: Placed, service: string): boolean {
  const { any, byName, byKind } = snapshot.contentsOf(from.scope).derive(installersWithin);
  const isHere = (vicinity: Vicinity | undefined): boolean =>
    vicinity !== undefined && (from.scope.kind === 'kustomization' || vicinity.isNear(from.document.file.path));
  if (isHere(any)) return true;
  for (let length = 1; length <= service.length; length++) {
    const beginning = service.slice(0, length);
    if (isHere(byName.get(beginning)) || isHere(byKind.get(beginning))) return true;
  }
  return false;
}

interface Installers {
  /** Where those are that may bring anything. */
  any: Vicinity | undefined;
  /** Where the others are, by name, and by kind in lower case. */
  readonly byName: Map<string, Vicinity>;
  readonly byKind: Map<string, Vicinity>;
}

/** The objects that are none of Kubernetes' own kinds. */
function installersWithin(contents: Contents): Installers {
  const found: Installers = { any: undefined, byName: new Map(), byKind: new Map() };
  for (const { resource, name, document } of contents.ofKind('Unknown')) {
    const { apiVersion, writtenKind } = resource;
    const group = groupOf(apiVersion);
    if (installers.has(writtenKind)) {
      found.any ??= new Vicinity();
      found.any.add(document.file.path);
    } else if (group.includes('.') && !group.endsWith('.k8s.io') && !observers.has(writtenKind)) {
      if (name !== undefined) add(found.byName, name, document.file.path);
      add(found.byKind, writtenKind.toLowerCase(), document.file.path);
    }
  }
  return found;
}

function add(index: Map<string, Vicinity>, key: string, path: string): void {
  const vicinity = index.get(key) ?? new Vicinity();
  vicinity.add(path);
  index.set(key, vicinity);
}
