import { defineMessages } from '../../util/format.ts';

/** What hovers of fields say that decide about connections and addresses, and of paths. */
export const fieldMessages = defineMessages('features/hover/field-messages', {
  'source.kustomization': 'The kustomization in {folder}.',
  'source.chart': 'The chart in {folder}.',
  'source.folder': 'The folder {folder}.',
  'source.file': 'The file {file}.',

  'families.single': 'The Service has one address family: the one in ipFamilies, or else the first of the cluster.',
  'families.prefer': 'The Service has IPv4 and IPv6 where the cluster has both, and one of them elsewhere.',
  'families.require': 'The Service has IPv4 and IPv6. A cluster with only one of them rejects it.',
  'families.records': 'DNS answers for it with {records} records.',
  'families.virtualIp':
    'It gets a virtual IP of each family. DNS answers with A records for IPv4 and AAAA records for IPv6.',
  'families.headless':
    'DNS answers with the addresses that its Pods have in these families: A records for IPv4, AAAA records for IPv6.',

  'field.noEffect': 'It has no effect on a Service of this kind.',
  'field.rejected': 'The API server rejects it on a Service of this kind.',
  'field.dropped': 'The API server drops it.',
  'field.sameRecords': 'It does not change what DNS answers.',
  'affinity.none': 'Each connection to the virtual IP goes to any Pod that is ready.',
  'affinity.client':
    'Connections from the same client address go to the same Pod, for three hours unless sessionAffinityConfig sets another time.',
  'internal.local':
    'Connections from inside the cluster go only to Pods on the node of the client. Without such a Pod, they fail.',
  'internal.cluster': 'Connections from inside the cluster go to Pods on any node.',
  'external.local':
    'Connections from outside the cluster go only to Pods on the node where they arrive, and keep the address of the client.',
  'external.cluster': 'Connections from outside the cluster go to Pods on any node.',
  'distribution.zone': 'Connections go to Pods in the zone of the client while there are any.',
  'distribution.node':
    'Connections go to Pods on the node of the client while there are any, then to Pods in its zone.',
  'externalIPs.use': 'Nodes also accept connections to these addresses.',

  'hostNetwork.on': 'These Pods share the address of their node, and DNS answers with that.',
  'hostNetwork.off': 'These Pods have addresses of their own.',
  'hostNetwork.policy': 'To use the DNS of the cluster on the network of the node, set dnsPolicy to {policy}.',
  'hostAliases.names': 'The hosts file of these Pods contains {names}, so DNS is not asked for these names.',
  'serviceLinks.on':
    'The kubelet sets variables such as {variable} for every Service that is in the namespace when a container starts.',
  'serviceLinks.off': 'The kubelet sets no variables for Services, except for those of the API server.',
});
