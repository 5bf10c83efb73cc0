import { put } from '../yaml/edit.ts';
import { suggest } from '../edits/change-resource.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { replicasOf, type StatefulSet } from '../kubernetes/workloads.ts';
import { displayNameOf } from '../objects/describe.ts';
import { linkedMentionsOf } from '../hosts/judged-mentions.ts';
import { referrers } from '../relations/linked.ts';
import { placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import { podNameOf } from '../hosts/pod-names.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { defineRule } from './rule.ts';

export const missingNotReadyAddresses = defineRule({
  code: 'missing-not-ready-addresses',
  severity: 'hint',
  needs: 'document',
  appliesTo: ['Service'],
  since: '0.1.0',
  summary: 'Peers look each other up by name before they are ready, and DNS has the names of ready Pods only.',
  source: 'Kubernetes API, ServiceSpec.publishNotReadyAddresses; k8s.io/endpointslice utils.go, podToEndpoint',
  messages: {
    peers:
      'The Pods of StatefulSet "{set}" name each other, and DNS has them only once they are ready. If they need their peers to become ready, the first start never ends: one Pod is started after another, each when the one before is ready. publishNotReadyAddresses: true gives them their names at once, and also sends other clients of "{service}" to Pods that are not ready.',
    relatedPeer: 'The name of a peer, "{host}".',
    fixPublish: 'Set publishNotReadyAddresses: true',
  },
  *check(service, { snapshot }) {
    const { resource } = service;
    if (serviceNatureOf(resource) !== 'headless' || resource.publishNotReadyAddresses?.value === true) return;
    for (const set of referrers(snapshot, service, 'governedBy') as readonly Placed<StatefulSet>[]) {
      if (!set.document.facts.certain || !waitsForReadiness(set.resource)) continue;
      const [peer] = peersOf(snapshot, set, service);
      if (peer === undefined) continue;
      const values = { service: displayNameOf(service), set: displayNameOf(set), host: peer.mention.host };
      yield {
        at: { path: ['spec', 'publishNotReadyAddresses'] },
        message: 'peers',
        values,
        related: [{ resource: set, at: placeOfMention(peer), message: 'relatedPeer', values }],
        fixes: [
          suggest(
            { title: 'fixPublish' },
            service,
            put(['spec', 'publishNotReadyAddresses'], true, { after: 'clusterIP' }),
          ),
        ],
      };
      return;
    }
  },
});

/** Pods that start one after another, each when the one before is ready, and that a probe makes ready. */
function waitsForReadiness(set: StatefulSet): boolean {
  const isOrdered = (set.podManagementPolicy?.value || 'OrderedReady') === 'OrderedReady';
  return isOrdered && replicasOf(set) > 1 && set.template.containers.some((container) => container.hasReadinessProbe);
}

/** The names of a set's Pods in its own strings, where there are those of several: one alone may be the one to join. */
function peersOf(snapshot: Snapshot, set: Placed<StatefulSet>, service: Placed<Service>): readonly ServiceMention[] {
  const peers = linkedMentionsOf(snapshot, set).filter(
    (mention) => mention.services.includes(service) && podNameOf(mention)?.set === set.name,
  );
  return new Set(peers.map((peer) => podNameOf(peer)?.ordinal)).size > 1 ? peers : [];
}
