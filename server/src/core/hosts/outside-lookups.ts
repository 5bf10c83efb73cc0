import type { HostName } from '../names/host-name.ts';
import { isWorkload } from '../objects/placed.ts';
import type { Path } from '../yaml/path.ts';
import type { ReadMention } from './mentions.ts';

/** What a name is looked up for by a machine of the cluster, which does not ask the cluster's DNS. */
export type OutsidePurpose = 'volume' | 'image' | 'probe' | 'hook' | 'webhook';

/**
 * What a name is looked up for by the node or the API server; `undefined` where it is for somebody else. Volumes are mounted by the
 * kubelet on the node, images pulled by its container runtime, probes and hooks over the network sent by the kubelet, and webhooks
 * called by the API server. Source: Kubernetes API, VolumeSource, HTTPGetAction, WebhookClientConfig.
 */
export function outsidePurposeOf({ from, mention, readings }: ReadMention): OutsidePurpose | undefined {
  const { resource } = from;
  const { path } = mention.at;
  if (mention.aside !== undefined || mention.evidence === 'variable') return undefined;
  if (resource.kind === 'Unknown') {
    if (resource.writtenKind !== 'PersistentVolume') return isWebhookUrl(path) ? 'webhook' : undefined;
    return path[0] === 'spec' && volumeSources.has(String(path[1])) ? 'volume' : undefined;
  }
  if (!isWorkload(from)) return undefined;
  const volume = path.indexOf('volumes');
  if (volume >= 0) return volumeSources.has(String(path[volume + 2])) ? 'volume' : undefined;
  if (path.at(-1) === 'image') return readings.some(isRegistryOfNodes) ? undefined : 'image';
  if (path.at(-1) !== 'host' || !networkActions.has(String(path.at(-2)))) return undefined;
  return path.includes('lifecycle') ? 'hook' : 'probe';
}

/** The registry of OpenShift, which its nodes have in their hosts files, in whatever zone. Source: OpenShift, cluster-dns-operator, node-resolver. */
function isRegistryOfNodes({ below, service, namespace, svc }: HostName): boolean {
  const isRegistry = service === 'image-registry' && namespace === 'openshift-image-registry';
  return isRegistry && svc === 'written' && below === undefined;
}

/** `clientConfig.url` of an admission webhook, and of a conversion in a CustomResourceDefinition. */
function isWebhookUrl(path: Path): boolean {
  return path.at(-1) === 'url' && path.at(-2) === 'clientConfig' && (path[0] === 'webhooks' || path[0] === 'spec');
}

/**
 * Sources of volumes that name servers, and that the kubelet mounts. What a CSI driver mounts its own Pods resolve, whose policy is theirs;
 * GlusterFS names an Endpoints object. Source: Kubernetes API, VolumeSource, PersistentVolumeSource.
 */
const volumeSources: ReadonlySet<string> = new Set(['nfs', 'iscsi', 'cephfs', 'rbd', 'quobyte', 'flexVolume']);

const networkActions: ReadonlySet<string> = new Set(['httpGet', 'tcpSocket']);
