import type { YamlNode } from '../yaml/node.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import {
  fieldOf,
  itemsOf,
  readBoolean,
  readNumber,
  readNumberOrString,
  readString,
  readStringMap,
  readStrings,
  type Field,
  type StringMap,
  type View,
} from './field.ts';
import type { ResourceBase } from './resource.ts';

/** A Service. Source: Kubernetes API core/v1, ServiceSpec. */
export interface Service extends ResourceBase {
  readonly kind: 'Service';
  /** As written; absent or empty means ClusterIP (see `serviceTypeOf`). */
  readonly type: Field<string> | undefined;
  readonly clusterIP: Field<string> | undefined;
  readonly clusterIPs: readonly Field<string>[];
  readonly selector: StringMap;
  readonly ports: readonly ServicePort[];
  readonly externalName: Field<string> | undefined;
  readonly publishNotReadyAddresses: Field<boolean> | undefined;
  readonly ipFamilies: readonly Field<string>[];
  readonly ipFamilyPolicy: Field<string> | undefined;
  readonly externalIPs: readonly Field<string>[];
  readonly sessionAffinity: Field<string> | undefined;
  readonly internalTrafficPolicy: Field<string> | undefined;
  readonly externalTrafficPolicy: Field<string> | undefined;
  readonly trafficDistribution: Field<string> | undefined;
  readonly loadBalancerIP: Field<string> | undefined;
  /** Whether it is written as the map that it has to be. */
  readonly hasAffinityConfig: boolean;
  /** Whether there is a status with any value in it. */
  readonly hasStatus: boolean;
  /** The place of `spec`. */
  readonly specAt: At;
}

/** One of a Service's ports. */
export interface ServicePort {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly port: Field<number> | undefined;
  readonly targetPort: Field<number | string> | undefined;
  /** As written; absent means TCP. */
  readonly protocol: Field<string> | undefined;
  readonly nodePort: Field<number> | undefined;
  readonly appProtocol: Field<string> | undefined;
}

/** Reads a Service from its object. */
export function readService(base: ResourceBase, object: View): Service {
  const spec = fieldOf(object, 'spec');
  return {
    ...base,
    kind: 'Service',
    type: readString(fieldOf(spec, 'type')),
    clusterIP: readString(fieldOf(spec, 'clusterIP')),
    clusterIPs: readStrings(fieldOf(spec, 'clusterIPs')),
    selector: readStringMap(fieldOf(spec, 'selector')),
    ports: itemsOf(fieldOf(spec, 'ports')).map(readServicePort),
    externalName: readString(fieldOf(spec, 'externalName')),
    publishNotReadyAddresses: readBoolean(fieldOf(spec, 'publishNotReadyAddresses')),
    ipFamilies: readStrings(fieldOf(spec, 'ipFamilies')),
    ipFamilyPolicy: readString(fieldOf(spec, 'ipFamilyPolicy')),
    externalIPs: readStrings(fieldOf(spec, 'externalIPs')),
    sessionAffinity: readString(fieldOf(spec, 'sessionAffinity')),
    internalTrafficPolicy: readString(fieldOf(spec, 'internalTrafficPolicy')),
    externalTrafficPolicy: readString(fieldOf(spec, 'externalTrafficPolicy')),
    trafficDistribution: readString(fieldOf(spec, 'trafficDistribution')),
    loadBalancerIP: readString(fieldOf(spec, 'loadBalancerIP')),
    hasAffinityConfig: fieldOf(spec, 'sessionAffinityConfig').node?.kind === 'map',
    hasStatus: saysSomething(fieldOf(object, 'status').node),
    specAt: { path: spec.path },
  };
}

/** Whether there is any value in a node. */
function saysSomething(node: YamlNode | undefined): boolean {
  switch (node?.kind) {
    case undefined:
      return false;
    case 'scalar':
      return node.value !== null;
    case 'sequence':
      return node.items.some(saysSomething);
    case 'map':
      return node.entries.some(({ value }) => saysSomething(value));
  }
}

function readServicePort(port: View): ServicePort {
  return {
    at: { path: port.path },
    name: readString(fieldOf(port, 'name')),
    port: readNumber(fieldOf(port, 'port')),
    targetPort: readNumberOrString(fieldOf(port, 'targetPort')),
    protocol: readString(fieldOf(port, 'protocol')),
    nodePort: readNumber(fieldOf(port, 'nodePort')),
    appProtocol: readString(fieldOf(port, 'appProtocol')),
  };
}

/** The type that counts: an absent or empty one is ClusterIP. Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service. */
export function serviceTypeOf(service: Service): string {
  return service.type?.value || 'ClusterIP';
}

/**
 * What a Service is to DNS. A type nobody knows is refused by the API server and has no DNS nature: `invalid`. One that a
 * template leaves open is `unknown`.
 */
export type ServiceNature = 'virtualIp' | 'headless' | 'alias' | 'invalid' | 'unknown';

/**
 * Whether DNS answers for the Service with a virtual IP, with its endpoints, or with an alias. Headless is
 * `clusterIP: None` exactly; `none` or an empty value is not. Source: Kubernetes DNS specification 2.3 to 2.5;
 * kubernetes pkg/apis/core/validation/validation.go, isHeadlessService.
 */
export function serviceNatureOf(service: Service): ServiceNature {
  const type = serviceTypeOf(service);
  if (type === 'ExternalName') return 'alias';
  if (isTemplated(type) || isTemplated(service.clusterIP?.value ?? '')) return 'unknown';
  if (type !== 'ClusterIP' && type !== 'NodePort' && type !== 'LoadBalancer') return 'invalid';
  const headless =
    service.clusterIP?.value === headlessClusterIP ||
    (service.clusterIP === undefined && service.clusterIPs[0]?.value === headlessClusterIP);
  return headless ? 'headless' : 'virtualIp';
}

/** The value of `clusterIP` that makes a Service headless. */
export const headlessClusterIP = 'None';

/** The protocol that counts: an absent or empty one is TCP. */
export function protocolOf(port: { readonly protocol: Field<string> | undefined }): string {
  return port.protocol?.value || 'TCP';
}

/**
 * The port a Service port leads to, number or name: targetPort, or `port` where targetPort is absent, 0 or empty.
 * `undefined` where neither can be read. Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Service.
 */
export function targetPortOf(port: ServicePort): number | string | undefined {
  return port.targetPort?.value || port.port?.value;
}

/** Whether the selector selects anything: an absent one and an empty one are the same. Source: Kubernetes API, ServiceSpec.selector. */
export function hasSelector(service: Service): boolean {
  return service.selector.pairs.size > 0 || !service.selector.known;
}
