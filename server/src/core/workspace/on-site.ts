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

/** Whether a custom resource nearby may bring a Service of a name: one whose own name or kind the name begins with. */
export function mayBeMadeOnSite(snapshot: Snapshot, from: Placed, service: string): boolean {
  return snapshot.ofKind('Unknown').some((custom) => {
    if (!isNearby(from, custom)) return false;
    const { writtenKind } = custom.resource;
    const isAfterIt = custom.name !== undefined && service.startsWith(custom.name);
    return installers.has(writtenKind) || isAfterIt || service.startsWith(writtenKind.toLowerCase());
  });
}
