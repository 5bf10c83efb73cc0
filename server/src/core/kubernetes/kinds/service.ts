import { keyAt } from '../../yaml/path.ts';
import { put, remove, renameKey } from '../../yaml/edit.ts';
import {
  any,
  countOf,
  displayNameIn,
  type Effect,
  endpointAddress,
  fieldOf,
  flag,
  inCore,
  inlineAt,
  isText,
  type Judged,
  kind,
  labelRows,
  list,
  map,
  type Marks,
  metadataOf,
  numberOf,
  object,
  oneOf,
  onlySince,
  qualifiedName,
  rangeIn,
  ranges,
  row,
  type Row,
  type RowFix,
  text,
  textAt,
  textOf,
  unread,
  type View,
  viewAt,
  where,
  whole,
  writing,
} from '../table/vocabulary.ts';
import { ipv6MeantBy, isDns1123Subdomain, isRejectedExternalName } from '../formats.ts';
import { headlessClusterIP, serviceTypes } from '../service.ts';
import { policyOfExternalIPsSince, trafficDistributionSince } from '../versions.ts';
import { clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy } from './service-addresses.ts';
import { healthCheckNodePort, ports } from './service-ports.ts';
import { isAlias, isBalanced, rejected, typeIn, effectiveTypeOf, type ServiceEffects } from './effective-type.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const topologyHints = 'service.kubernetes.io/topology-aware-hints';
const topologyMode = 'service.kubernetes.io/topology-mode';
const defaultAffinity = 'None';

/** Fields that only a proxy in front of the endpoints makes anything of. */
const needsProxy: ServiceEffects = { headless: 'ineffective', alias: 'ineffective' };
/** Source: kubernetes pkg/apis/core/validation/validation.go, ValidateService, validateLoadBalancerClassField, validateLoadBalancerSourceRanges. */
const balancerOnly: ServiceEffects = {
  clusterIP: 'rejected',
  nodePort: 'rejected',
  headless: 'rejected',
  alias: 'rejected',
};

/** The types that there are; headless, as many people call one, is said by clusterIP. */
const serviceTypeRows: readonly Row[] = [
  ...where((_, field) => !isHeadlessWord(field), oneOf(serviceTypes)),
  row('invalid-value', 'headlessType', (field, { object: service }) => {
    const { node, path } = viewAt(service, 'spec.clusterIP');
    const changes =
      node === undefined
        ? [renameKey(field.path, 'clusterIP'), put(field.path, headlessClusterIP)]
        : [put(path, headlessClusterIP), remove(field.path)];
    return isHeadlessWord(field) && { fixes: [{ title: 'fixHeadless', changes }] };
  }),
];

function isHeadlessWord(field: View): boolean {
  return textOf(field)?.toLowerCase() === 'headless';
}

const timeout: Row = row(
  'invalid-value',
  'timeout',
  (field) => {
    const seconds = numberOf(field);
    return seconds !== undefined && (seconds < 1 || seconds > 86400);
  },
  inCore('validateAffinityTimeout'),
);

const annotations = {
  [topologyMode]: text(
    row('invalid-value', 'topology', (mode, { object: service }) => {
      const hints = fieldOf(viewAt(service, 'metadata.annotations'), topologyHints);
      const [value, other] = [textOf(mode), textOf(hints)];
      if (hints.node === undefined || value === undefined || other === undefined) return false;
      return value !== other && { values: { value, other } };
    }),
  ),
  // The annotation counts where the field is empty, and on other types it is rejected even if it says nothing.
  [sourceRanges]: text(
    rejected(
      balancerOnly,
      'balancerAnnotation',
      (judged, { path }) =>
        hasNoRanges(judged) && { at: keyAt(path), values: { field: sourceRanges, ...typeIn(judged) } },
      { pointer: true },
    ),
    where((judged) => isBalanced(judged) && hasNoRanges(judged), ...ranges(rangesInAnnotation)),
  ),
};

const spec = object(
  {
    type: text(...serviceTypeRows),
    clusterIP,
    clusterIPs,
    ipFamilies,
    ipFamilyPolicy,
    ports,
    selector: map(labelRows, { effects: { alias: 'ineffective' }, labels: { of: 'selector', create: true } }),
    sessionAffinity: text(oneOf(['None', 'ClientIP']), {
      default: defaultAffinity,
      effects: needsProxy,
      together: ['sessionAffinityConfig'],
    }),
    sessionAffinityConfig: unread(
      object(
        {
          clientIP: object({
            timeoutSeconds: whole(where(({ object: service }) => affinityOf(service) === 'ClientIP', timeout)),
          }),
        },
        { effects: { any: ({ object: service }) => (affinityOf(service) === defaultAffinity ? 'dropped' : 'works') } },
      ),
    ),
    externalIPs: list(text(endpointAddress), { effects: needsProxy, together: ['externalTrafficPolicy'] }),
    externalTrafficPolicy: text(
      where(({ object: service }) => reachOf(service) !== 'none', oneOf(['Cluster', 'Local'])),
      rejected(
        { clusterIP: policyEffect('works'), headless: policyEffect('ineffective'), alias: 'rejected' },
        'trafficPolicy',
        (judged) => reachOf(judged.object) === 'none' && { values: typeIn(judged) },
        { default: 'Cluster', ...inCore('validateServiceExternalTrafficPolicy') },
      ),
      row(
        'forbidden-field',
        'trafficPolicyVersion',
        (policy, { object: service }) => reachOf(service) === 'externalIPs' && isText(policy, () => false),
        { until: 28 },
      ),
    ),
    healthCheckNodePort: whole(
      healthCheckNodePort,
      rejected(
        { ...balancerOnly, loadBalancer: ({ object: service }) => (hasHealthCheck(service) ? 'works' : 'rejected') },
        'healthCheck',
        () => ({}),
        inCore('validateServiceExternalTrafficFieldsValue'),
      ),
    ),
    internalTrafficPolicy: text(oneOf(['Cluster', 'Local'], 'written'), { default: 'Cluster', effects: needsProxy }),
    trafficDistribution: text(distribution(), {
      since: 30,
      effects: { ...needsProxy, any: ({ minor }) => (minor < trafficDistributionSince ? 'dropped' : 'works') },
      ...inCore('validateServiceTrafficDistribution'),
    }),
    loadBalancerIP: text({ effects: { clusterIP: 'ineffective', nodePort: 'ineffective', ...needsProxy } }),
    loadBalancerClass: text(rejectedOffBalancer({ pointer: true }), where(isBalanced, qualifiedName)),
    allocateLoadBalancerNodePorts: flag(rejectedOffBalancer({ pointer: true })),
    loadBalancerSourceRanges: list(text(where(isBalanced, ...ranges(rangeIn))), rejectedOffBalancer()),
    publishNotReadyAddresses: flag({ effects: { alias: 'ineffective', selectorless: 'ineffective' } }),
    externalName: text({
      effects: {
        clusterIP: 'ineffective',
        nodePort: 'ineffective',
        loadBalancer: 'ineffective',
        headless: 'ineffective',
      },
      rows: where(
        isAlias,
        row('invalid-host-name', 'externalName', (field) => {
          const value = textOf(field) ?? '';
          const isOther = ipv6MeantBy(value) === undefined;
          return isOther && isRejectedExternalName(value) && { fixes: hostFixes(field, value) };
        }),
        row('unreachable-external-name', 'aliasIpv6', (field) => {
          const address = ipv6MeantBy(textOf(field) ?? '');
          return address !== undefined && { values: { address } };
        }),
        row('missing-external-name', 'missing', (field, { object: service }) => {
          const value = textOf(field);
          return (value === '' || value === '.') && { values: { service: displayNameIn(service) } };
        }),
      ),
    }),
  },
  inCore('ValidateService'),
);

/** A Service as it is created. Source: Kubernetes API core/v1, ServiceSpec. */
export const serviceTable = kind(
  'Service',
  'v1',
  {
    metadata: metadataOf('serviceName', inCore('ValidateServiceName'), { annotations }),
    spec: inlineAt('specAt', spec),
    status: any({ effects: { any: 'dropped' } }),
  },
  { kustomized: { version: 'v1' } },
);

function affinityOf(service: View): string | undefined {
  const affinity = textAt(service, 'spec.sessionAffinity');
  return affinity === '' ? defaultAffinity : affinity;
}

/** What a policy for traffic from outside does on type ClusterIP, by whether a Service with externalIPs may have one. */
function policyEffect(otherwise: Effect): (judged: Judged) => Effect {
  return ({ object: service, minor }) =>
    !hasExternalIPs(service) || minor < policyOfExternalIPsSince ? 'rejected' : otherwise;
}

function hasExternalIPs(service: View): boolean {
  return countOf(viewAt(service, 'spec.externalIPs')) !== 0;
}

/**
 * What makes a Service reachable from outside the cluster, `undefined` where it is not known.
 * Source: kubernetes pkg/api/service/util.go, ExternallyAccessible.
 */
function reachOf(service: View): 'type' | 'externalIPs' | 'none' | undefined {
  const type = effectiveTypeOf(service);
  if (type === undefined) return undefined;
  if (type === 'nodePort' || type === 'loadBalancer') return 'type';
  return type !== 'alias' && hasExternalIPs(service) ? 'externalIPs' : 'none';
}

/** A policy that is misspelt may be meant to be Local. Source: kubernetes pkg/api/service/util.go, NeedsHealthCheck. */
function hasHealthCheck(service: View): boolean {
  const policy = textAt(service, 'spec.externalTrafficPolicy');
  return policy !== '' && policy !== 'Cluster';
}

function rejectedOffBalancer(marks: Marks = {}): ReturnType<typeof rejected> {
  return rejected(balancerOnly, 'balancerOnly', (judged) => ({ values: typeIn(judged) }), marks);
}

/** The values by the version that brought them. */
function distribution(): readonly Row[] {
  const later = ['PreferSameZone', 'PreferSameNode'];
  const isLater = (field: View): boolean => isText(field, (value) => !later.includes(value));
  const first = where((_, field) => !isLater(field), oneOf(['PreferClose'], 'written'));
  return [
    ...first.map((one): Row => ({ ...one, since: 31, until: 33 })),
    row(
      'invalid-value',
      'distribution',
      // PreferSameZone is a new name of PreferClose.
      (field) =>
        isLater(field) && {
          fixes:
            textOf(field) === 'PreferSameZone'
              ? [writing(field, 'PreferClose', 'fixSpelling', { allowed: 'PreferClose' })]
              : [],
        },
      { since: 31, until: 33 },
    ),
    onlySince(34, oneOf(['PreferClose', ...later], 'written')),
  ];
}

function hasNoRanges({ object: service }: Judged): boolean {
  return countOf(viewAt(service, 'spec.loadBalancerSourceRanges')) === 0;
}

function rangesInAnnotation(annotation: View): readonly string[] {
  const written = textOf(annotation)?.trim() ?? '';
  return written === '' ? [] : written.split(',').map((range) => range.trim());
}

/** The host of what is written as a URL, with a port or in capitals. Names in DNS know no case, so that alone is safe. */
function hostFixes(externalName: View, value: string): readonly RowFix[] {
  const written = value.trim();
  const host = written.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/(?::\d+)?(?:\/.*)?$/, '');
  const name = host.toLowerCase();
  if (!isDns1123Subdomain(withoutFinalDot(name))) return [];
  return [writing(externalName, name, 'fixHost', { name }, host === written ? 'safe' : 'suggested')];
}
