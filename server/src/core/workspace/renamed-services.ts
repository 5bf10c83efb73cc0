import type { Service } from '../kubernetes/service.ts';
import type { HostName } from '../names/host-name.ts';
import { isLiteral } from './judged-mentions.ts';
import type { ReadMention } from './mentions.ts';
import type { Placed, Snapshot } from './snapshot.ts';

/** The Service that a name is that of before a kustomization gave it another one. A short name counts where a host stands. */
export function renamedService(
  snapshot: Snapshot,
  { from, mention }: ReadMention,
  readings: readonly HostName[],
): Placed<Service> | undefined {
  if (from.scope.kind !== 'kustomization') return undefined;
  const isHost = mention.standing === 'url' || mention.standing === 'port';
  const meant = readings.filter(
    (name) => isLiteral({ ...name, below: undefined }) && (isHost || name.svc === 'written'),
  );
  return snapshot
    .ofKind('Service')
    .find(
      ({ scope, name, namespace, writtenName: before }) =>
        scope === from.scope &&
        name !== before &&
        meant.some((one) => one.service === before && (one.namespace ?? from.namespace) === namespace),
    );
}
