import { groupOf } from '../kubernetes/resource.ts';
import { nearness } from '../util/paths.ts';
import { isNearby } from './gaps.ts';
import type { Placed, Snapshot } from './snapshot.ts';

/** Whether two objects stand in one folder or below it, so that they surely are meant for one another. */
export function isClose(from: Placed, other: Placed): boolean {
  return nearness(from.document.file.path, other.document.file.path) <= 2;
}

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

/** Whether a custom resource nearby may bring a Service of a name: one whose own name or kind the name begins with. */
export function mayBeMadeOnSite(snapshot: Snapshot, from: Placed, service: string): boolean {
  return snapshot.derive(makersOnSite).some((custom) => {
    const isItsOwn = custom.name !== undefined && service.startsWith(custom.name);
    if (!isItsOwn && !custom.isInstaller && !service.startsWith(custom.kind)) return false;
    return isNearby(from, custom.placed);
  });
}

interface MakerOnSite {
  readonly placed: Placed;
  readonly name: string | undefined;
  /** In lower case. */
  readonly kind: string;
  readonly isInstaller: boolean;
}

/** The objects that are none of Kubernetes' own kinds. */
function makersOnSite(snapshot: Snapshot): readonly MakerOnSite[] {
  return snapshot.ofKind('Unknown').flatMap((placed): readonly MakerOnSite[] => {
    const { apiVersion, writtenKind } = placed.resource;
    const group = groupOf(apiVersion);
    const isInstaller = installers.has(writtenKind);
    if (!isInstaller && (!group.includes('.') || group.endsWith('.k8s.io') || observers.has(writtenKind))) return [];
    return [{ placed, name: placed.name, kind: writtenKind.toLowerCase(), isInstaller }];
  });
}
