import type { View } from '../../kubernetes/field.ts';
import { isDns1123Subdomain } from '../../kubernetes/formats.ts';
import { parseIp } from '../../names/addresses.ts';
import { isList, removal, type Constraint, type ConstraintFix, type Judged } from './constraint.ts';
import { labelRows, metadataRows } from './metadata.ts';
import { serviceAddressRows } from './service-addresses.ts';
import { servicePortRows } from './service-ports.ts';
import { hasServiceType, isBalanced, serviceTypes, typeOf } from './service-type.ts';
import { endpointAddressRows, isAbsent, isWrittenText, oneOf, qualifiedNameRow, rangeRows } from './values.ts';
import { countOf, flagOf, numberOf, textOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/core/validation/validation.go';
const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const topologyHints = 'service.kubernetes.io/topology-aware-hints';
const topologyMode = 'service.kubernetes.io/topology-mode';

/** What the API server refuses about a Service that is created. */
export const serviceRows: readonly Constraint[] = [
  ...metadataRows('serviceName', `${validation}, ValidateServiceName`),
  {
    code: 'invalid-value',
    message: 'topology',
    at: 'metadata.annotations',
    source: `${validation}, ValidateService`,
    refuses: (annotations) => {
      const mode = annotation(annotations, topologyMode);
      const hints = annotation(annotations, topologyHints);
      if (mode === undefined || hints === undefined || mode === hints) return false;
      return { at: { path: [...annotations.path, topologyMode] }, values: { value: mode, other: hints } };
    },
  },
  oneOf({ at: 'spec.type', source: `${validation}, ValidateService` }, serviceTypes),
  ...serviceAddressRows,
  ...servicePortRows,
  ...labelRows('spec.selector', `${validation}, ValidateService`),
  oneOf({ at: 'spec.sessionAffinity', source: `${validation}, ValidateService` }, ['None', 'ClientIP']),
  {
    code: 'invalid-value',
    message: 'timeout',
    at: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
    source: `${validation}, validateAffinityTimeout`,
    // Without ClientIP the configuration is dropped before anybody looks at it.
    refuses: (timeout, { object }) => {
      const seconds = isAbsent(timeout) ? undefined : numberOf(timeout);
      if (textOf(viewAt(object, 'spec.sessionAffinity')) !== 'ClientIP' || seconds === undefined) return false;
      return seconds < 1 || seconds > 86400;
    },
  },
  ...endpointAddressRows({ at: 'spec.externalIPs[]', source: `${validation}, ValidateService` }),
  ...externalRows(),
  ...balancerRows(),
  oneOf(
    { at: 'spec.internalTrafficPolicy', source: `${validation}, validateServiceInternalTrafficFieldsValue` },
    ['Cluster', 'Local'],
    'refused',
  ),
  ...distributionRows(),
  {
    code: 'invalid-host-name',
    message: 'externalName',
    at: 'spec.externalName',
    source: `${validation}, ValidateService`,
    refuses: (externalName, judged) => {
      if (typeOf(judged) !== 'ExternalName') return false;
      const value = isAbsent(externalName) ? '' : (textOf(externalName) ?? '');
      const name = value.replace(/\.$/, '');
      // That nothing is named, and that an address is, is said by other rules.
      if (name === '' || isIPv6(name) || isDns1123Subdomain(name)) return false;
      return { fixes: hostFixes(externalName, value) };
    },
  },
];

function externalRows(): readonly Constraint[] {
  const row = {
    at: 'spec.externalTrafficPolicy',
    source: `${validation}, validateServiceExternalTrafficPolicy`,
  };
  const unsupported = oneOf(row, ['Cluster', 'Local']);
  return [
    { ...unsupported, refuses: (field, judged) => reachOf(judged) !== 'none' && unsupported.refuses(field, judged) },
    {
      ...row,
      code: 'forbidden-field',
      message: 'trafficPolicy',
      refuses: (field, judged) => {
        if (!isFilled(field) || reachOf(judged) !== 'none') return false;
        return { values: { type: typeOf(judged) ?? '' }, fixes: [removal(field.path)] };
      },
    },
    {
      ...row,
      code: 'forbidden-field',
      message: 'trafficPolicyVersion',
      until: 28,
      refuses: (field, judged) =>
        isFilled(field) && reachOf(judged) === 'externalIPs' && { fixes: [removal(field.path)] },
    },
    {
      code: 'forbidden-field',
      message: 'healthCheck',
      at: 'spec.healthCheckNodePort',
      source: `${validation}, validateServiceExternalTrafficFieldsValue`,
      refuses: (field, judged) => {
        const port = numberOf(field);
        if (port === undefined || port === 0 || !hasServiceType(judged) || mayNeedHealthCheck(judged)) return false;
        return { fixes: [removal(field.path)] };
      },
    },
  ];
}

function isFilled(field: View): boolean {
  return isWrittenText(field, (value) => value !== '');
}

/**
 * What makes a Service reachable from outside the cluster, `undefined` where nobody can say.
 * Source: kubernetes pkg/api/service/util.go, ExternallyAccessible.
 */
function reachOf(judged: Judged): 'type' | 'externalIPs' | 'none' | undefined {
  const type = typeOf(judged);
  if (!hasServiceType(judged)) return undefined;
  if (type === 'NodePort' || type === 'LoadBalancer') return 'type';
  return type === 'ClusterIP' && countOf(viewAt(judged.object, 'spec.externalIPs')) !== 0 ? 'externalIPs' : 'none';
}

/** A policy that is misspelt may be meant to be Local. Source: kubernetes pkg/api/service/util.go, NeedsHealthCheck. */
function mayNeedHealthCheck(judged: Judged): boolean {
  const policy = textOf(viewAt(judged.object, 'spec.externalTrafficPolicy'));
  const isKnown = policy === '' || policy === 'Cluster';
  return isBalanced(judged) && !isKnown;
}

/** What only a load balancer has. */
function balancerRows(): readonly Constraint[] {
  const only = (at: string, source: string, isSet: (field: View) => boolean): Constraint => ({
    code: 'forbidden-field',
    message: 'balancerOnly',
    at,
    source,
    refuses: (field, judged) => {
      if (!isSet(field) || !hasServiceType(judged) || isBalanced(judged)) return false;
      return { values: { type: typeOf(judged) ?? '' }, fixes: [removal(field.path)] };
    },
  });
  const ranges = `${validation}, validateLoadBalancerSourceRanges`;
  return [
    only(
      'spec.allocateLoadBalancerNodePorts',
      `${validation}, ValidateService`,
      (field) => !isAbsent(field) && flagOf(field) !== undefined,
    ),
    only('spec.loadBalancerClass', `${validation}, validateLoadBalancerClassField`, (field) =>
      isWrittenText(field, () => true),
    ),
    only('spec.loadBalancerSourceRanges', ranges, (field) => (countOf(field) ?? 0) > 0),
    {
      code: 'forbidden-field',
      message: 'balancerAnnotation',
      at: 'metadata.annotations',
      source: ranges,
      refuses: (annotations, judged) => {
        const isSet = annotation(annotations, sourceRanges) !== undefined;
        const hasField = countOf(viewAt(judged.object, 'spec.loadBalancerSourceRanges')) !== 0;
        if (!isSet || hasField || !hasServiceType(judged) || isBalanced(judged)) return false;
        const path = [...annotations.path, sourceRanges];
        const values = { field: sourceRanges, type: typeOf(judged) ?? '' };
        return { at: { path, part: 'key' }, values, fixes: [removal(path)] };
      },
    },
    balanced(
      qualifiedNameRow({ at: 'spec.loadBalancerClass', source: `${validation}, validateLoadBalancerClassField` }),
    ),
    ...rangeRows({ at: 'spec.loadBalancerSourceRanges[]', source: ranges }, (field) => {
      const text = textOf(field);
      return text === undefined ? [] : [text.trim()];
    }).map(balanced),
    ...rangeRows({ at: 'metadata.annotations', source: ranges }, (annotations) => {
      const text = annotation(annotations, sourceRanges)?.trim() ?? '';
      return text === '' ? [] : text.split(',').map((range) => range.trim());
    })
      .map(balanced)
      .map(inAnnotation),
  ];
}

function balanced(row: Constraint): Constraint {
  return { ...row, refuses: (field, judged) => isBalanced(judged) && row.refuses(field, judged) };
}

/** The annotation counts where the field is empty. */
function inAnnotation(row: Constraint): Constraint {
  return {
    ...row,
    refuses: (annotations, judged) => {
      if (countOf(viewAt(judged.object, 'spec.loadBalancerSourceRanges')) !== 0) return false;
      const refused = row.refuses(annotations, judged);
      if (typeof refused !== 'object' || isList(refused)) return refused;
      return { values: refused.values ?? {}, at: { path: [...annotations.path, sourceRanges] } };
    },
  };
}

/** The values by the version that brought them; before 1.31 the field is dropped unseen. */
function distributionRows(): readonly Constraint[] {
  const row = { at: 'spec.trafficDistribution', source: `${validation}, validateServiceTrafficDistribution` };
  const later = ['PreferSameZone', 'PreferSameNode'];
  const isLater = (field: View): boolean => isWrittenText(field, (value) => later.includes(value));
  const first = oneOf(row, ['PreferClose'], 'refused');
  return [
    { ...first, since: 31, until: 33, refuses: (field, judged) => !isLater(field) && first.refuses(field, judged) },
    {
      ...row,
      code: 'invalid-value',
      message: 'distribution',
      since: 31,
      until: 33,
      refuses: (field) => isLater(field) && { fixes: textOf(field) === 'PreferSameZone' ? [closeFix(field)] : [] },
    },
    { ...oneOf(row, ['PreferClose', ...later], 'refused'), since: 34 },
  ];
}

/** PreferSameZone is a new name of PreferClose. */
function closeFix(field: View): ConstraintFix {
  const changes = [{ kind: 'put', path: field.path, value: 'PreferClose' }] as const;
  return { title: 'fixSpelling', values: { allowed: 'PreferClose' }, safety: 'suggested', changes };
}

function annotation(annotations: View, key: string): string | undefined {
  const entry = annotations.node?.kind === 'map' ? annotations.node.entries.find((one) => one.key === key) : undefined;
  return entry === undefined ? undefined : textOf({ node: entry.value, path: [...annotations.path, key] });
}

/** The host of what is written as a URL, with a port or in capitals. Names in DNS know no case, so that alone is safe. */
function hostFixes(externalName: View, value: string): readonly ConstraintFix[] {
  const written = value.trim();
  const host = written.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/(?::\d+)?(?:\/.*)?$/, '');
  const name = host.toLowerCase();
  if (!isDns1123Subdomain(name.replace(/\.$/, ''))) return [];
  const changes = [{ kind: 'put', path: externalName.path, value: name }] as const;
  return [{ title: 'fixHost', values: { name }, safety: host === written ? 'safe' : 'suggested', changes }];
}

function isIPv6(name: string): boolean {
  const bare = name.replace(/^\[(.*)\]$/, '$1');
  return bare.includes(':') && parseIp(bare) !== undefined;
}
