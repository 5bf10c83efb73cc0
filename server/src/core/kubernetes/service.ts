import { parseIp, type Family } from '../names/ip-address.ts';
import { defined } from '../util/collections.ts';
import { isTemplated } from '../yaml/template.ts';
import type { Field } from './field.ts';
import type { serviceTable } from './kinds/service.ts';
import type { ServedKind } from '../names/zones.ts';
import type { ResourceOfTable } from './resource.ts';

/**
 * A Service as it is written; its type is ClusterIP where none is (see `serviceTypeOf`), the protocol of a port TCP. What else has names
 * in DNS is read as the Service that it stands for.
 */
export interface Service extends Omit<ResourceOfTable<typeof serviceTable>, 'kind'> {
  readonly kind: ServedKind;
}

/** One of a Service's ports. */
export type ServicePort = Service['ports'][number];

/** The types of a Service. Source: Kubernetes API core/v1, ServiceType. */
export const serviceTypes: readonly string[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

/** The type that an absent or empty one stands for, and the only one that can be headless. */
export const defaultServiceType = 'ClusterIP';

/** The type that counts: an absent or empty one is ClusterIP. Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service. */
export function serviceTypeOf(service: Service): string {
  return service.type?.value || defaultServiceType;
}

/**
 * What a Service is to DNS. An unknown type is rejected by the API server and has no DNS nature: `invalid`. One that a
 * template leaves open is `unknown`.
 */
export type ServiceNature = 'virtualIp' | 'headless' | 'alias' | 'invalid' | 'unknown';

/** What a Service is to DNS, see `natureBy`. */
export function serviceNatureOf(service: Service): ServiceNature {
  const addresses = clusterIPsThatCount(service.clusterIP, service.clusterIPs).map(({ value }) => value);
  return natureBy(serviceTypeOf(service), addresses);
}

/**
 * Whether DNS answers for a Service with a virtual IP, with its endpoints, or with an alias, by its type, `undefined` where nobody can
 * say, and the cluster IPs that count. Headless is `clusterIP: None` exactly (see `isHeadlessBy`); `none` or an empty value is not.
 * Source: Kubernetes DNS specification 2.3 to 2.5.
 */
export function natureBy(type: string | undefined, clusterIPs: readonly string[]): ServiceNature {
  if (type === 'ExternalName') return 'alias';
  if (type === undefined || clusterIPs.some(isTemplated)) return 'unknown';
  if (!serviceTypes.includes(type)) return isTemplated(type) ? 'unknown' : 'invalid';
  return isHeadlessBy(clusterIPs) ? 'headless' : 'virtualIp';
}

/** Whether DNS answers for a Service with its endpoints. One whose type cannot be headless is rejected, see `isAcceptedHeadless`. */
export function isHeadlessService(service: Service): boolean {
  return serviceNatureOf(service) === 'headless';
}

/**
 * Whether a name says that its Service is headless, by a word of its own, as in `my-headless-service`; `headlessui` is about something else,
 * and `db-non-headless` or `headless-demo-nodeport` say themselves what they are.
 */
export function saysHeadless(name: string): boolean {
  const words = name.split(/[-.]/);
  return words.includes('headless') && !words.some((word) => notHeadless.has(word));
}

const notHeadless: ReadonlySet<string> = new Set([
  ...['no', 'non', 'not', 'normal', 'regular', 'external', 'public'],
  ...['clusterip', 'nodeport', 'loadbalancer', 'lb'],
]);

/** Whether DNS answers for a Service with another name. */
export function isAliasService(service: Service): boolean {
  return serviceNatureOf(service) === 'alias';
}

/** Whether DNS answers for a Service with a virtual IP. */
export function hasVirtualIp(service: Service): boolean {
  return serviceNatureOf(service) === 'virtualIp';
}

/** Whether a Service is headless and of the one type that can be: on others the API server rejects it. */
export function isAcceptedHeadless(service: Service): boolean {
  return isHeadlessService(service) && serviceTypeOf(service) === defaultServiceType;
}

/**
 * clusterIPs, or clusterIP where the list is empty, as texts or with their places: the API server copies it there before it looks at
 * either, and rejects two that differ. Source: kubernetes pkg/registry/core/service/storage, normalizeClusterIPs.
 */
export function clusterIPsThatCount<T>(clusterIP: T | undefined, clusterIPs: readonly T[]): readonly T[] {
  return clusterIPs.length > 0 || !clusterIP ? clusterIPs : [clusterIP];
}

/**
 * Whether cluster IPs, those that count, make a Service headless: they are None alone.
 * Source: kubernetes pkg/apis/core/validation/validation.go, isHeadlessService.
 */
export function isHeadlessBy(clusterIPs: readonly string[]): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === headlessClusterIP;
}

/** Whether Pods of other clusters are behind a Service, too. Source: Cilium documentation, Cluster Mesh, Global services. */
export function isOfSeveralClusters({ metadata }: Service): boolean {
  const names = ['service.cilium.io/global', 'io.cilium/global-service'];
  return names.some((name) => metadata.annotations.pairs.get(name)?.value === 'true');
}

/** The value of `clusterIP` that makes a Service headless. */
export const headlessClusterIP = 'None';

/**
 * The families of a Service's addresses as far as it says: those that are written, else those of its cluster IPs, each once; none
 * where it leaves them to the cluster. Source: k8s.io/endpointslice utils.go, getAddressTypesForService; Kubernetes API, ServiceSpec.ipFamilies.
 */
export function writtenFamiliesOf({ ipFamilies, clusterIP, clusterIPs }: Service): readonly Family[] {
  const written = defined(ipFamilies.map(({ value }) => recordsOfIPFamily(value)));
  const given = clusterIPsThatCount(clusterIP, clusterIPs).map(({ value }) => parseIp(value)?.family);
  return [...new Set(written.length > 0 ? written : defined(given))];
}

/** The families of a Service's addresses; a cluster of one family, IPv4, is assumed where nothing is said. */
export function servedFamiliesOf(service: Service): readonly Family[] {
  const families = new Set(writtenFamiliesOf(service));
  if (families.size === 0) families.add('A');
  if (service.ipFamilyPolicy?.value === 'RequireDualStack') families.add('A').add('AAAA');
  return [...families];
}

/** Whether DNS has the Pods behind a Service also while they are not ready. Source: Kubernetes API core/v1, ServiceSpec.publishNotReadyAddresses. */
export function publishesNotReady({ publishNotReadyAddresses }: Service): boolean {
  return publishNotReadyAddresses?.value === true;
}

/** The protocol of a port where none is written. Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service, SetDefaults_Pod. */
export const defaultProtocol = 'TCP';

/** The protocol that counts: an absent or empty one is the default. */
export function protocolOf(port: { readonly protocol: Field<string> | undefined }): string {
  return port.protocol?.value || defaultProtocol;
}

/** The number of a port for people, with its protocol where that is not the default: `53/UDP`, `80`. */
export function portNumberText(number: number | undefined, protocol: string): string {
  return `${number ?? '?'}${protocol === defaultProtocol ? '' : `/${protocol}`}`;
}

/** A port of a Service as messages name it: its number, and its name where it has one, `80 ("http")`. */
export function portText(port: ServicePort): string {
  const number = portNumberText(port.port?.value, protocolOf(port));
  return port.name?.value ? `${number} ("${port.name.value}")` : number;
}

/**
 * The port a Service port targets, number or name: targetPort, or `port` where targetPort is absent, 0 or empty.
 * `undefined` where neither can be read. Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service.
 */
export function targetPortOf(port: ServicePort): number | string | undefined {
  return port.targetPort?.value || port.port?.value;
}

/** Whether the selector selects anything: an absent one and an empty one are the same. Source: Kubernetes API, ServiceSpec.selector. */
export function hasSelector(service: Service): boolean {
  return service.selector.pairs.size > 0 || !service.selector.known;
}

/** Whether a Service takes its endpoints from the Pods that its selector selects; that of an alias selects nothing. */
export function selectsPods(service: Service): boolean {
  return hasSelector(service) && !isAliasService(service);
}

/**
 * Whether Endpoints and slices that people write are those of a Service: without a selector, and no alias. Source: Kubernetes
 * documentation, Services without selectors.
 */
export function takesEndpoints(service: Service): boolean {
  return !hasSelector(service) && !isAliasService(service);
}

/** A family of addresses as the API calls it. Source: Kubernetes API core/v1, IPFamily. */
export type IPFamily = 'IPv4' | 'IPv6';

/** All of them. */
export const ipFamilyNames: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** What the API calls the family of a type of address records. */
export function ipFamilyOf(family: Family): IPFamily {
  return family === 'A' ? 'IPv4' : 'IPv6';
}

/** The type of address records of a family; `undefined` for what is none, exactly in the API's spelling. */
export function recordsOfIPFamily(name: string): Family | undefined {
  if (name === 'IPv4') return 'A';
  return name === 'IPv6' ? 'AAAA' : undefined;
}

/**
 * The Service that the API server makes for itself in every cluster.
 * Source: kubernetes pkg/controlplane/controller/kubernetesservice.
 */
export const apiServerService = { name: 'kubernetes', namespace: 'default' } as const;

/** Whether a Service of a name and namespace is that of the API server. */
export function isApiServerService(name: string, namespace: string | undefined): boolean {
  return name === apiServerService.name && namespace === apiServerService.namespace;
}
