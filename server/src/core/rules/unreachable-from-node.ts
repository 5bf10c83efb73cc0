import { portOfServiceReference } from '../names/transports.ts';
import { meantName, outcomeOf } from '../dns/diagnosis/diagnose-mention.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { mentionsHosts, outsidePurposeOf, type OutsidePurpose } from '../hosts/judged-mentions.ts';
import { mentionsWithServices, placeOfMention, type ReadMention, servicesOfMention } from '../hosts/mentions.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import type { HostName } from '../names/host-name.ts';
import { isOwnZone } from '../names/zones.ts';
import { nameSourceOf } from '../dns/record.ts';
import type { Placed } from '../objects/placed.ts';
import { nodeIn } from '../objects/places.ts';
import { defineRule, fields, type Fix, put, relatedService, remove, suggest } from './rule.ts';

export const unreachableFromNode = defineRule({
  code: 'unreachable-from-node',
  severity: 'warning',
  needs: 'document',
  appliesTo: [...workloadKinds, 'Unknown'],
  summary: 'A volume, image, probe or webhook uses the name of a Service, which no node resolves.',
  source:
    'Kubernetes documentation, DNS for Services and Pods; Kubernetes API, NFSVolumeSource, HTTPGetAction, WebhookClientConfig; kubeadm, kubelet resolvConf',
  messages: {
    volume: [
      reasonMessages.nodeServers,
      'The node mounts the volume, so "{host}" does not resolve. Use the cluster IP of the Service, and set it in clusterIP so that it stays the same.',
    ],
    image: [
      reasonMessages.nodeServers,
      'The node pulls the image, so the registry "{host}" does not resolve. Use a registry name that the node can resolve.',
    ],
    probe: [
      reasonMessages.nodeServers,
      'So the host "{host}" of this probe does not resolve. Without "host", the probe uses the Pod itself.',
    ],
    hook: [
      reasonMessages.nodeServers,
      'So the host "{host}" of this hook does not resolve. Without "host", the hook calls the Pod itself; to call a Service, use a command in a container.',
    ],
    webhook: [
      reasonMessages.nodeServers,
      'So "{host}" does not resolve. Use clientConfig.service with the name and namespace of the Service.',
    ],
    fixHost: 'Remove host, so that the Pod itself is used',
    fixService: 'Use clientConfig.service with Service "{service}"',
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot, settings }) {
    for (const read of mentionsWithServices(snapshot, placed)) {
      const purpose = outsidePurposeOf(read);
      if (purpose === undefined) continue;
      // What says neither by its form nor by a Service here that it is a name of the cluster may be one of the node's network.
      const name = meantName(read);
      if (name === undefined || !isOwnZone(name.zone, settings)) continue;
      const reason = outcomeOf(snapshot, read)?.because.find(({ reasonId }) => reasonId === 'nodeServers');
      if (reason === undefined) continue;
      const [service] = servicesOfMention(read);
      yield {
        at: placeOfMention(read),
        message: purpose,
        values: { ...reason.values, host: read.mention.host },
        related: service === undefined ? [] : relatedService({ ...reason, place: nameSourceOf(service) }),
        fixes: purpose === 'webhook' ? serviceFix(placed, read, name) : hostlessFix(placed, read, purpose),
      };
    }
  },
});

/** The reference to a Service in the place of its URL. Source: Kubernetes API, WebhookClientConfig, ServiceReference. */
function serviceFix(placed: Placed, { mention }: ReadMention, { service, namespace, below }: HostName): readonly Fix[] {
  const { path } = mention.at;
  const node = nodeIn(placed, path);
  const url = node?.kind === 'scalar' ? /^https:\/\/[^/?#@]+(\/[^?#]*)?$/.exec(node.text) : null;
  if (url === null || namespace === undefined || below !== undefined || mention.written !== undefined) return [];
  const reference = fields({
    name: service,
    namespace,
    ...(url[1] === undefined ? {} : { path: url[1] }),
    ...(mention.port === undefined || mention.port === portOfServiceReference ? {} : { port: mention.port }),
  });
  const changes = [remove(path), put([...path.slice(0, -1), 'service'], reference)];
  return [suggest({ title: 'fixService', values: { service } }, placed, ...changes)];
}

/** What a probe or hook asks without a host: its own Pod. */
function hostlessFix(placed: Placed, { mention }: ReadMention, purpose: OutsidePurpose): readonly Fix[] {
  if (purpose !== 'probe' && purpose !== 'hook') return [];
  return [suggest({ title: 'fixHost' }, placed, remove(mention.at.path))];
}
