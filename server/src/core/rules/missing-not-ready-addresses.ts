import { kindOf } from '../kubernetes/resource.ts';
import { publishesNotReady, type Service, isHeadlessService } from '../kubernetes/service.ts';
import { replicasOf, type Container, type Workload } from '../kubernetes/workloads.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { judgedMentionsIn } from '../hosts/judged-mentions.ts';
import { referrers, selectedBy, usedMaps } from '../relations/linked.ts';
import { hostText, placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import { podNameOf } from '../hosts/pod-names.ts';
import { asksForSeed } from '../names/discovery.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, put, suggest } from './rule.ts';

export const missingNotReadyAddresses = defineRule({
  code: 'missing-not-ready-addresses',
  severity: 'hint',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'Peers look each other up by name before they are ready, and DNS has only the names of ready Pods.',
  source: 'Kubernetes API, ServiceSpec.publishNotReadyAddresses; k8s.io/endpointslice utils.go, podToEndpoint',
  messages: {
    peers:
      'The Pods of StatefulSet "{set}" refer to each other, and DNS has only ready Pods. If a Pod needs its peers before it is ready, the first start never ends: each Pod starts when the one before it is ready. publishNotReadyAddresses: true publishes their names at once; other clients of "{service}" are then also sent to Pods that are not ready.',
    names:
      'Pods of "{service}" look up "{host}", which DNS has only for ready Pods. If the Pods of {kind} "{workload}" need their peers before they are ready, they never become ready. publishNotReadyAddresses: true publishes their names at once; other clients of "{service}" are then also sent to Pods that are not ready.',
    probe:
      'No Pod of "{workload}" becomes ready: its probe asks for "{host}". DNS has only the names of ready Pods. publishNotReadyAddresses: true publishes the names of "{service}" at once; its other clients are then also sent to Pods that are not ready.',
    relatedPeer: 'The name of a peer, "{host}".',
    fixPublish: 'Set publishNotReadyAddresses: true',
  },
  *check(service, { snapshot }) {
    const { resource } = service;
    if (!isHeadlessService(resource) || publishesNotReady(resource)) return;
    const governed = referrers(snapshot, service, 'governedBy');
    const selected = selectedBy(snapshot, service);
    for (const workload of new Set([...governed, ...selected])) {
      const asked = askedByProbe(snapshot, workload, service, selected);
      if (asked === undefined && !isMadeReady(workload.resource)) continue;
      const peers = asked === undefined ? peersOf(snapshot, workload, service) : [asked];
      const [peer] = peers;
      if (peer === undefined) continue;
      const arePods = peers.length > 1 && peers.every((one) => podNameOf(one) !== undefined);
      const isOrdered = startsInOrder(workload.resource) && arePods;
      const name = displayNameOf(workload);
      const values = {
        service: displayNameOf(service),
        set: name,
        workload: name,
        kind: kindOf(workload.resource),
        host: hostText(peer),
      };
      yield {
        at: { path: ['spec', 'publishNotReadyAddresses'] },
        message: asked !== undefined ? 'probe' : isOrdered ? 'peers' : 'names',
        ...(asked === undefined ? {} : { severity: 'warning' as const }),
        values,
        restsOn: [workload],
        related: [{ resource: peer.from, at: placeOfMention(peer), message: 'relatedPeer', values }],
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

/**
 * A name of the Service, or of a Pod below it, that a command of the probes asks for by which its own Pods become ready: none is there
 * before one is. Source: Kubernetes API, Container.startupProbe, which comes first.
 */
function askedByProbe(
  snapshot: Questions,
  workload: Placed<Workload>,
  service: Placed<Service>,
  selected: readonly Placed<Workload>[],
): ServiceMention | undefined {
  const isAlone = selected.every((one) => one === workload);
  if (!isAlone || !isProbed(workload.resource)) return undefined;
  return judgedMentionsIn(snapshot, workload, service).find((read) => {
    const { path } = read.mention.at;
    const set = podNameOf(read)?.set;
    const isOfOwn = set === undefined || set === workload.name;
    return isOfOwn && probesBeforeReady.some((probe) => path.includes(probe));
  });
}

const probesBeforeReady = ['readinessProbe', 'startupProbe'] as const;

function isProbed({ template: { containers, initContainers } }: Workload): boolean {
  const hasProbe = (one: Container): boolean => probesBeforeReady.some((probe) => one[probe] !== undefined);
  return containers.some(hasProbe) || initContainers.some(hasProbe);
}

/** Several Pods that a probe makes ready. */
function isMadeReady(workload: Workload): boolean {
  const isSeveral = workload.kind === 'DaemonSet' || ('replicas' in workload && replicasOf(workload) > 1);
  return isSeveral && workload.template.containers.some(({ readinessProbe }) => readinessProbe !== undefined);
}

/** Whether Pods start one after another, each when the one before is ready. */
function startsInOrder(workload: Workload): boolean {
  return workload.kind === 'StatefulSet' && (workload.podManagementPolicy?.value || 'OrderedReady') === 'OrderedReady';
}

/**
 * The names of a workload's own Pods, or of the Service in front of them, in its own strings, ConfigMaps and Secrets. Of the Pods
 * there have to be several, as one alone may be the one to join; a seed counts, and the name of a Pod itself.
 */
function peersOf(snapshot: Questions, workload: Placed<Workload>, service: Placed<Service>): readonly ServiceMention[] {
  const own = [workload, ...usedMaps(snapshot, workload)].flatMap((one) => judgedMentionsIn(snapshot, one, service));
  const pods = own.filter((mention) => podNameOf(mention)?.set === workload.name);
  if (new Set(pods.map((peer) => podNameOf(peer)?.ordinal)).size > 1) return pods;
  const isAsked = (peer: ServiceMention): boolean => pods.includes(peer) && asksForSeed(peer.mention);
  return own.filter((peer) => peer.name.below === undefined || peer.mention.isOwn || isAsked(peer));
}
