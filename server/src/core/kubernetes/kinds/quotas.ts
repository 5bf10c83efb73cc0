import {
  any,
  flag,
  inCore,
  kind,
  list,
  mapOf,
  metadataOf,
  nameRows,
  negativeAmount,
  object,
  oneOf,
  quantity,
  required,
  row,
  type Row,
  text,
  unread,
  whole,
} from '../table/vocabulary.ts';
import { isTemplated } from '../../yaml/template.ts';
import { isQualifiedName } from '../formats.ts';

/** What the cluster itself gives out, without a domain. Source: kubernetes pkg/apis/core/helper/helpers.go, standardResources. */
const ownResources: ReadonlySet<string> = new Set([
  ...['', 'requests.', 'limits.'].flatMap((prefix) =>
    ['cpu', 'memory', 'ephemeral-storage'].map((one) => prefix + one),
  ),
  ...[
    'storage',
    'requests.storage',
    'pods',
    'resourcequotas',
    'services',
    'services.nodeports',
    'services.loadbalancers',
  ],
  ...['replicationcontrollers', 'secrets', 'persistentvolumeclaims', 'configmaps'],
]);

function resourceNames(isAllowed: (own: string) => boolean): Row {
  const isResource = (name: string): boolean =>
    isQualifiedName(name) &&
    (name.includes('/') || /^(?:requests\.)?hugepages-/.test(name) || (ownResources.has(name) && isAllowed(name)));
  return row(
    'invalid-value',
    'ownResource',
    ({ node, path }) =>
      node?.kind === 'map' &&
      node.entries
        .filter(({ key }) => !isTemplated(key) && !isResource(key))
        .map(({ key }) => ({ at: { path: [...path, key], part: 'key' as const }, values: { value: key } })),
    inCore('validateResourceName, ValidateResourceQuotaResourceName'),
  );
}

/** What a namespace may use in all. Source: Kubernetes API core/v1, ResourceQuotaSpec. */
export const quotaTable = kind('ResourceQuota', 'v1', {
  metadata: metadataOf('subdomain', inCore('ValidateResourceQuotaName')),
  spec: unread(
    object(
      {
        hard: mapOf(
          quantity(negativeAmount),
          resourceNames((name) => name !== 'storage'),
        ),
        scopes: list(text()),
        scopeSelector: any(),
      },
      inCore('ValidateResourceQuotaSpec'),
    ),
  ),
});

const amounts = mapOf(
  quantity(),
  resourceNames(() => true),
);

const rangeName = inCore('ValidateLimitRangeName');
const rangeMetadata = metadataOf('subdomain', rangeName);

/** What one of its Pods, containers or claims may use. Source: Kubernetes API core/v1, LimitRangeSpec. */
export const limitRangeTable = kind(
  'LimitRange',
  'v1',
  {
    // One without a name gets one.
    metadata: { ...rangeMetadata, fields: { ...rangeMetadata.fields, name: text(nameRows('subdomain', rangeName)) } },
    spec: unread(
      object({
        limits: list(
          object(
            {
              type: text(required),
              max: amounts,
              min: amounts,
              default: amounts,
              defaultRequest: amounts,
              maxLimitRequestRatio: amounts,
            },
            inCore('ValidateLimitRange'),
          ),
        ),
      }),
    ),
  },
  { hasNoStatus: true },
);

const scheduling = { source: 'kubernetes pkg/apis/scheduling/validation/validation.go, ValidatePriorityClass' };

/** Which Pods go first. Source: Kubernetes API scheduling/v1, PriorityClass. */
export const priorityClassTable = kind(
  'PriorityClass',
  'scheduling.k8s.io/v1',
  {
    metadata: metadataOf('subdomain', scheduling, { isClusterWide: true }),
    value: unread(whole()),
    globalDefault: unread(flag()),
    description: unread(text()),
    preemptionPolicy: unread(text({ ...oneOf(['PreemptLowerPriority', 'Never'], 'written'), ...scheduling })),
  },
  { hasNoStatus: true },
);
