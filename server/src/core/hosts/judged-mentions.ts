import { isContainerList } from '../kubernetes/container-lists.ts';
import { anyLabel, saysSvc, type HostName, asBelow } from '../names/host-name.ts';
import type { Service } from '../kubernetes/service.ts';
import { configuredAnswers, configuredNames } from '../existence/configured-names.ts';
import { isComparedKey } from '../names/formats/key-formats.ts';
import { kindServedIn, searchDomains } from '../names/zones.ts';
import type { Settings } from '../settings/settings.ts';
import {
  mentionsOfServiceIn,
  mentionsWithServices,
  serviceMentionsIn,
  type ReadMention,
  type ServiceMention,
} from './mentions.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';
import { isDataMap, isWorkload, type Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';

/**
 * The kinds whose strings rules judge. What an operator makes of the strings of its own resources nobody knows, so of those only names
 * that say `svc` are, and those that stand where nothing but a host can be.
 */
export const kindsWithJudgedHosts = [...workloadKinds, 'ConfigMap', 'Secret', 'Service', 'Ingress', 'Unknown'] as const;

/** Whether strings of an object hold host names at all. */
export function mentionsHosts({ resource }: Placed): boolean {
  return resource.mentions.length > 0;
}

/**
 * How the name in a string is looked up: by a Pod, with the search list of its namespace; by somebody else, of whom only
 * names that say `svc` can be judged; as it is, without a search list; or by the node or the API server, who do not ask the
 * cluster's DNS.
 */
type LookedUpBy = 'pod' | 'somebody' | 'asWritten' | 'outside';

/** How a mention is looked up; `undefined` if nothing looks it up. Names in comments are not looked up. */
export function lookupOf(read: ReadMention): LookedUpBy | undefined {
  const { from, mention } = read;
  // The kubelet puts in an address, which is not looked up.
  if (mention.evidence === 'variable' || isComparedOnly(read)) return undefined;
  const [section, field] = mention.at.path;
  if (section === 'metadata') {
    if (field !== 'annotations' || mention.aside !== undefined) return undefined;
    return isOfResolver(read) ? 'asWritten' : 'somebody';
  }
  const { kind } = from.resource;
  if (outsidePurposeOf(read) !== undefined) return 'outside';
  if (kind === 'Unknown') return isLookedUp(read) ? (lookupInContainers(read) ?? 'somebody') : undefined;
  if (kind === 'CustomWorkload' && !isAtOrBelow(mention.at.path, from.resource.template.specAt.path))
    return isLookedUp(read) ? 'somebody' : undefined;
  if (kind === 'Service') return section === 'spec' && field === 'externalName' ? 'asWritten' : undefined;
  const isMap = isDataMap(from);
  if (isMap ? section !== 'data' && section !== 'stringData' : !isWorkload(from)) return undefined;
  const lookup = isMap ? 'pod' : lookupInContainers(read);
  if (lookup === undefined || isAside(read)) return undefined;
  return mention.absolute || isOfResolver(read) ? 'asWritten' : lookup;
}

/**
 * Whether nginx asks its own resolver for a name of a Service, as it does for hosts in variables: that has no search list. Source: nginx,
 * resolver.
 */
export function isOfResolver(read: ReadMention): boolean {
  return read.mention.sought === 'resolver' && 'services' in read;
}

/**
 * Whether a name is perhaps never looked up. What stands in for a variable that is not set is written for this cluster where it is one word or
 * says `svc`; else it may as well be a site that an image is made for.
 */
function isAside({ mention: { aside, host } }: ReadMention): boolean {
  return aside === 'comment' || (aside === 'default' && host.includes('.') && !saysSvc(host));
}

/** Whether a name in a custom resource is one that its operator looks up: none of a status, a comment, or the text of a schema. */
function isLookedUp({ from, mention }: ReadMention): boolean {
  const { resource } = from;
  if (mention.aside !== undefined || mention.at.path[0] === 'status') return false;
  return resource.kind !== 'Unknown' || resource.writtenKind !== 'CustomResourceDefinition';
}

/** Whether a word with a number behind it may be an image and its tag, such as `postgres:15`: no Service listens there. */
export function mayBeImage({ mention }: ReadMention): boolean {
  return mention.evidence === 'port' && !mention.host.includes('.') && (mention.port ?? Infinity) < 53;
}

/**
 * Of the readings of a mention those that can come true, given how it is looked up. `cluster` is the configured domain;
 * names in another are of another cluster, as far as is known.
 */
export function possibleReadings(read: ReadMention, lookup: LookedUpBy, settings: Settings): readonly HostName[] {
  return read.readings.filter((name) => isPossible(read, name, lookup, settings));
}

function isPossible(read: ReadMention, name: HostName, lookup: LookedUpBy, settings: Settings): boolean {
  if (kindServedIn(name.zone, settings) === undefined) return false;
  switch (lookup) {
    case 'pod':
      return true;
    case 'somebody':
      return name.svc === 'written' || (name.zone === undefined && surelyAsked(read, name));
    case 'asWritten':
      return name.zone !== undefined;
    case 'outside':
      return false;
  }
}

/** Whether somebody of whom nothing is known asks for a name: with a namespace it is the same for all, a short one is in a URL or before a port. */
function surelyAsked({ mention }: ReadMention, { namespace }: HostName): boolean {
  if (mention.evidence === 'url' || mention.evidence === 'port') return true;
  return mention.evidence === 'asked' && (namespace !== undefined || mention.port !== undefined);
}

/** The names in an object's strings that lead to no Service of the workspace, and that somebody looks up. */
export function unlinkedMentionsOf(snapshot: Questions, placed: Placed): readonly ReadMention[] {
  return mentionsWithServices(snapshot, placed).filter(
    (read) =>
      !('services' in read) &&
      read.mention.aside !== 'elsewhere' &&
      lookupOf(read) !== undefined &&
      !isConfigured(snapshot, read),
  );
}

/** Whether the cluster's DNS is configured to answer one of the names that a Pod tries for a host. */
function isConfigured(snapshot: Questions, { from, mention }: ReadMention): boolean {
  const configured = configuredNames(snapshot);
  if (configured === undefined) return false;
  const searched = searchDomains(from.namespace, snapshot.settings).map((domain) => `${mention.host}.${domain}`);
  return [mention.host, ...searched].some((name) => configuredAnswers(configured, name).length > 0);
}

/** The names in an object's strings that lead to a Service of the workspace, in the way they are looked up, each where it is judged. */
export function linkedMentionsOf(snapshot: Questions, placed: Placed): readonly ServiceMention[] {
  return dialledMentionsOf(snapshot, placed).filter(({ mention }) => mention.aside !== 'elsewhere');
}

/** The same wherever somebody dials them. */
export function dialledMentionsOf(snapshot: Questions, placed: Placed): readonly ServiceMention[] {
  return serviceMentionsIn(snapshot, placed).filter((one) => isJudged(one, snapshot.settings));
}

/** Those of them that lead to one Service; nothing rests on the others. */
export function judgedMentionsIn(
  snapshot: Questions,
  placed: Placed,
  service: Placed<Service>,
): readonly ServiceMention[] {
  return mentionsOfServiceIn(snapshot, placed, service).filter((one) => isJudged(one, snapshot.settings));
}

/** Whether a name that refers to a Service is looked up as that, as far as is known. */
export function isJudged(one: ServiceMention, settings: Settings): boolean {
  const lookup = lookupOf(one);
  if (lookup === undefined || (lookup === 'somebody' && !isExact(one))) return false;
  return one.readings.some((name) => isSameName(name, one.name) && isPossible(one, name, lookup, settings));
}

/** Whether a name says `svc`, or a Service is in the very namespace that it has. */
function isExact({ name, services }: ServiceMention): boolean {
  if (name.svc === 'written' || name.namespace === undefined) return true;
  return services.some((one) => one.namespaceOrigin === 'written' && one.namespace === name.namespace);
}

/** Whether every label of a reading is written out. */
export function isLiteral({ below, namespace, zone }: HostName): boolean {
  const isOpen = asBelow(below).endpoint === anyLabel;
  return !isOpen && namespace !== anyLabel && zone?.includes(anyLabel) !== true;
}

function isSameName(one: HostName, other: HostName): boolean {
  return one.service === other.service && one.namespace === other.namespace && one.svc === other.svc;
}

/**
 * Environment variables, arguments, commands, and commands of probes and hooks. What probes and hooks send over the network names
 * nobody in its headers and paths. Source: Kubernetes API, HTTPGetAction.
 */
function lookupInContainers({ mention }: ReadMention): LookedUpBy | undefined {
  const { path } = mention.at;
  const index = path.findIndex((step) => isContainerList(step) || step === 'container');
  // A step of a workflow has but one.
  const field = index < 0 ? undefined : path[path[index] === 'container' ? index + 1 : index + 2];
  if (typeof field !== 'string' || !containerFields.has(field) || path.includes('httpHeaders')) return undefined;
  return path.includes('httpGet') || path.includes('tcpSocket') ? undefined : 'pod';
}

/**
 * Whether a name is only compared with others, as its key says, or as it is that of a webhook, of an object that a role allows
 * (`db.shop.svc.tls-pair`), of a part of Envoy's configuration that a filter of Istio changes, or one that an entry makes known to the
 * mesh. Source: Kubernetes API, ValidatingWebhook.name; Istio, EnvoyConfigObjectMatch, ServiceEntry.hosts.
 */
function isComparedOnly({ from: { resource }, mention: { called, at } }: ReadMention): boolean {
  if (called !== undefined && isComparedKey(called)) return true;
  if (resource.kind !== 'Unknown') return false;
  if (at.path.includes('resourceNames')) return true;
  if (resource.writtenKind === 'EnvoyFilter') return at.path[1] === 'configPatches' && at.path[3] === 'match';
  if (resource.writtenKind === 'ServiceEntry') return at.path[1] === 'hosts';
  return at.path[0] === 'webhooks' && at.path.at(-1) === 'name' && at.path.length === 3;
}

const containerFields: ReadonlySet<string> = new Set([
  'env',
  'args',
  'command',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
]);

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
