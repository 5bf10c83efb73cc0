/** A Service as JSON, with what the API server looks at. */
export interface ServiceJson {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
    readonly ipFamilies?: readonly string[];
    readonly ipFamilyPolicy?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly PortJson[];
    readonly externalName?: string;
    readonly externalIPs?: readonly string[];
    readonly externalTrafficPolicy?: string;
    readonly healthCheckNodePort?: number;
    readonly allocateLoadBalancerNodePorts?: boolean;
    readonly loadBalancerClass?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
  };
}

interface PortJson {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly nodePort?: number;
}

/**
 * The fields for which the API server rejects to create a Service: the combinations that a conversion between types can
 * bring about, not the formats of single values. Source: kubernetes pkg/apis/core/validation/validation.go,
 * ValidateServiceCreate; pkg/registry/core/service/storage, initIPFamilyFields.
 */
export function rejectedFieldsOf({ metadata = {}, spec = {} }: ServiceJson): readonly string[] {
  const type = spec.type || 'ClusterIP';
  const clusterIPs = spec.clusterIPs?.length ? spec.clusterIPs : spec.clusterIP ? [spec.clusterIP] : [];
  const headless = clusterIPs.length === 1 && clusterIPs[0] === 'None';
  const ports = spec.ports ?? [];
  const isBalanced = type === 'LoadBalancer';
  const isReachable =
    type === 'NodePort' || isBalanced || (type === 'ClusterIP' && (spec.externalIPs ?? []).length > 0);
  const rejected: (string | false)[] = [
    !['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'].includes(type) && 'spec.type',
    type === 'ExternalName' && clusterIPs.length > 0 && 'spec.clusterIPs',
    type === 'ExternalName' && !spec.externalName && 'spec.externalName',
    type === 'ExternalName' && spec.ipFamilies !== undefined && 'spec.ipFamilies',
    (type === 'NodePort' || isBalanced) && clusterIPs.includes('None') && 'spec.clusterIPs[0]',
    clusterIPs.length > 1 && clusterIPs.includes('None') && 'spec.clusterIPs',
    !spec.clusterIP && clusterIPs.length > 0 && 'spec.clusterIPs',
    !!spec.clusterIP && clusterIPs[0] !== spec.clusterIP && 'spec.clusterIPs',
    clusterIPs.some((ip) => !/^None$|^[\d.]+$|:/.test(ip)) && 'spec.clusterIPs[0]',
    ports.length === 0 && !headless && type !== 'ExternalName' && 'spec.ports',
    (spec.ipFamilies?.length ?? 0) > 1 && needsPolicy(spec, headless) && 'spec.ipFamilyPolicy',
    !isReachable && !!spec.externalTrafficPolicy && 'spec.externalTrafficPolicy',
    !!spec.healthCheckNodePort && !(isBalanced && spec.externalTrafficPolicy === 'Local') && 'spec.healthCheckNodePort',
    !isBalanced && spec.allocateLoadBalancerNodePorts !== undefined && 'spec.allocateLoadBalancerNodePorts',
    !isBalanced && spec.loadBalancerClass !== undefined && 'spec.loadBalancerClass',
    !isBalanced && (spec.loadBalancerSourceRanges ?? []).length > 0 && 'spec.LoadBalancerSourceRanges',
    !isBalanced && sourceRanges in (metadata.annotations ?? {}) && `metadata.annotations[${sourceRanges}]`,
    ...ports.flatMap((port, index) => rejectedPortFields(port, index, ports, type)),
  ];
  return rejected.filter((field): field is string => field !== false);
}

const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function rejectedPortFields(
  port: PortJson,
  index: number,
  ports: readonly PortJson[],
  type: string,
): (string | false)[] {
  const at = `spec.ports[${index}]`;
  const before = ports.slice(0, index);
  const isTwin = (other: PortJson): boolean =>
    other.port === port.port && (other.protocol ?? 'TCP') === (port.protocol ?? 'TCP');
  return [
    ports.length > 1 && !port.name && `${at}.name`,
    !!port.name && before.some((other) => other.name === port.name) && `${at}.name`,
    !(port.port >= 1 && port.port <= 65535) && `${at}.port`,
    before.some(isTwin) && at,
    type === 'ClusterIP' && !!port.nodePort && `${at}.nodePort`,
  ];
}

/** Without a selector a headless Service gets both families by itself. */
function needsPolicy(spec: NonNullable<ServiceJson['spec']>, headless: boolean): boolean {
  if (spec.ipFamilyPolicy) return spec.ipFamilyPolicy === 'SingleStack';
  return !headless || Object.keys(spec.selector ?? {}).length > 0;
}
