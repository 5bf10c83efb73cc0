import type { Service } from '../kubernetes/service.ts';
import type { HostName } from '../names/host-name.ts';
import { isLiteral } from './judged-mentions.ts';
import type { ReadMention } from './mentions.ts';
import { defineIndex } from '../scopes/look-up.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

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
  const formerly = snapshot.contentsOf(from.scope).index(byFormerName);
  for (const { service, namespace = from.namespace } of meant) {
    const found = formerly.get(service).all.find((one) => one.namespace === namespace);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The Services that have another name than the one they write, by that. */
const byFormerName = defineIndex<Service>({
  kinds: ['Service'],
  keysOf: ({ name, writtenName }) => (writtenName === undefined || name === writtenName ? [] : [writtenName]),
});
