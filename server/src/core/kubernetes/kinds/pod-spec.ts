import {
  any,
  countOf,
  fieldOf,
  flag,
  flagOf,
  follows,
  formed,
  hostLabel,
  inCore,
  isPresent,
  judgedAlone,
  labelRows,
  list,
  long,
  map,
  notNegative,
  numberOf,
  object,
  oneOf,
  onlySince,
  onlyUntil,
  optional,
  others,
  qualifiedName,
  refersTo,
  removal,
  required,
  resolverAddress,
  row,
  type Row,
  subdomainName,
  text,
  textAt,
  textOf,
  textsOf,
  tooMany,
  unread,
  type View,
  whole,
  withRowsSince,
} from '../table/vocabulary.ts';
import { isDns1123Subdomain, isSubdomainWithUnderscores } from '../formats.ts';
import { containerRows, containers, initContainers, usesHostNetwork } from './containers.ts';
import { mountRows } from './mounts.ts';
import { imagePullSecrets } from './pod-sources.ts';
import { anyAmounts, podResources, resourceClaims } from './resources.ts';
import { affinity, tolerations, topologySpreadConstraints } from './scheduling.ts';
import { podSecurityContext } from './security-context.ts';
import { volumes } from './volumes.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

const dnsSource = inCore('validatePodDNSConfig');

/** What the resolver of a container takes. Source: kubernetes pkg/apis/core/validation/validation.go, MaxDNSNameservers and those beside it. */
const most = { nameservers: 3, searches: 32, searchCharacters: 2048 } as const;

/** Whom Pods ask. Source: Kubernetes API core/v1, DNSPolicy. */
export const dnsPolicies: readonly string[] = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

const dnsConfig = optional(
  object(
    {
      nameservers: list(
        text(resolverAddress),
        tooMany('nameservers', most.nameservers),
        row('missing-field', 'nameservers', (servers) => isOwnDns(servers.parent?.parent) && countOf(servers) === 0),
      ),
      searches: list(
        text(
          // Underscores and the lone dot are taken since the gate RelaxedDNSSearchValidation, on since 1.33.
          onlySince(33, formed('invalid-host-name', 'search', isSearch, 'written')),
          onlyUntil(
            32,
            formed('invalid-host-name', 'search', (name) => isDns1123Subdomain(withoutFinalDot(name)), 'written'),
          ),
        ),
        tooMany('searches', most.searches),
        row('too-many-items', 'searchCharacters', (searches) => {
          const count = textsOf(searches)
            .map((one) => one.text)
            .join(' ').length;
          return count > most.searchCharacters && { values: { count, most: most.searchCharacters } };
        }),
      ),
      options: list(
        object(
          { name: text(), value: text() },
          row(
            'missing-field',
            'optionName',
            (option) => textAt(option, 'name') === '' && { at: { path: [...option.path, 'name'] } },
          ),
        ),
      ),
    },
    row('missing-field', 'dnsConfig', (config) => isOwnDns(config.parent) && !isPresent(config)),
    dnsSource,
  ),
);

const hostAliases = list(
  object(
    {
      ip: text(resolverAddress),
      hostnames: list(text(formed('invalid-host-name', 'alias', isDns1123Subdomain, 'written'))),
    },
    inCore('ValidateHostAliases'),
  ),
);

const hostnameOverride = text(
  onlySince(35, formed('invalid-host-name', 'override', isDns1123Subdomain)),
  row(
    'invalid-host-name',
    'tooLong',
    (field) => {
      const value = textOf(field) ?? '';
      return value.length > 64 && isDns1123Subdomain(value) && { values: { count: value.length } };
    },
    { since: 35 },
  ),
  overrideRow('overrideAndFqdn', (spec) => spec !== undefined && flagOf(fieldOf(spec, 'setHostnameAsFQDN')) === true),
  overrideRow('overrideOnHost', usesHostNetwork),
  { since: 34, ...inCore('validatePodHostName') },
);

/** Whose Pods a spec is of, as far as that matters. */
export interface PodSpecOwner {
  /** Whether its defaults are filled in, as for a Pod of its own, or it is a template. */
  readonly of: 'pod' | 'template';
  /** What is rejected about `restartPolicy`. */
  readonly restart: readonly Row[];
  /** Whether its Pods run until they are deleted, so that they can have no deadline. */
  readonly endless?: true;
  /** The version since which the rest of it is looked at. */
  readonly since?: number;
}

/** The spec of Pods. Of it only DNS, identity, names and ports are judged. Source: Kubernetes API core/v1, PodSpec. */
export function podSpec({ of, restart, endless, since }: PodSpecOwner) {
  // The controller of a StatefulSet writes hostname and subdomain itself.
  const hostName = since === undefined ? [hostLabel] : [];
  const published = since === undefined ? refersTo('Service', 'publishedUnder') : [];
  const spec = object(
    {
      hostname: text(hostName),
      subdomain: text(hostName, published),
      setHostnameAsFQDN: flag(),
      hostnameOverride,
      hostNetwork: flag(ownUsers),
      dnsPolicy: text(oneOf(dnsPolicies)),
      dnsConfig,
      hostAliases,
      restartPolicy: unread(text(restart)),
      activeDeadlineSeconds: unread(long(endless ? noDeadline : deadline)),
      priorityClassName: unread(text(subdomainName, follows('PriorityClass', 'names'))),
      runtimeClassName: unread(text(subdomainName, refersTo('RuntimeClass', 'names'))),
      serviceAccountName: unread(text(subdomainName, follows('ServiceAccount'))),
      serviceAccount: unread(text(subdomainName, refersTo('ServiceAccount'))),
      nodeName: unread(text(subdomainName)),
      nodeSelector: unread(map(labelRows)),
      enableServiceLinks: flag(),
      containers,
      initContainers,
      imagePullSecrets,
      ...judgedAlone({
        volumes,
        affinity,
        tolerations,
        topologySpreadConstraints,
        securityContext: podSecurityContext,
        terminationGracePeriodSeconds: long(...(of === 'pod' ? [notNegative] : [])),
        automountServiceAccountToken: flag(),
        hostPID: flag(ownUsers),
        hostIPC: flag(ownUsers),
        hostUsers: flag(),
        shareProcessNamespace: flag(),
        schedulerName: text(),
        priority: whole(),
        preemptionPolicy: text(oneOf(['PreemptLowerPriority', 'Never'])),
        os: optional(object({ name: text(required, oneOf(['linux', 'windows'])) })),
        overhead: anyAmounts,
        readinessGates: list(object({ conditionType: text(required, qualifiedName) })),
        schedulingGates: list(object({ name: text(required, qualifiedName) })),
        resourceClaims,
        resources: onlySince(32, optional(podResources)),
        ephemeralContainers: list(any(), noEphemeral),
        ...otherFields,
      }),
    },
    inCore('ValidatePodSpec'),
    [...containerRows(of), ...mountRows],
  );
  return since === undefined ? spec : withRowsSince(spec, since, ['restartPolicy', 'activeDeadlineSeconds']);
}

/** Who has users of their own is not in the namespaces of the node. */
const ownUsers: Row = row(
  'forbidden-field',
  'ownUsers',
  (field) => {
    const hostUsers = field.parent && fieldOf(field.parent, 'hostUsers');
    const isOwn = hostUsers !== undefined && isPresent(hostUsers) && flagOf(hostUsers) === false;
    return isOwn && flagOf(field) === true && { fixes: [removal(field.path), removal(hostUsers.path)] };
  },
  { since: 33, ...inCore('validateHostUsers') },
);

/** Only the kubelet's own request adds them, to a Pod that runs. */
const noEphemeral: Row = row('forbidden-field', 'ephemeral', (field) => (countOf(field) ?? 0) > 0);

const otherFields = others(`workloadRef@35-35 schedulingGroup@36 evictionResponders@37`);

const deadline: Row = row('invalid-value', 'deadline', (field) => {
  const seconds = numberOf(field) ?? 1;
  return seconds < 1 || seconds >= 2 ** 31;
});

const noDeadline: Row = row(
  'forbidden-field',
  'activeDeadline',
  (field, { object: workload }) =>
    numberOf(field) !== undefined && {
      values: { kind: textAt(workload, 'kind') ?? '' },
    },
);

function overrideRow(message: string, isSet: (spec: View | undefined) => boolean): Row {
  return row('forbidden-field', message, (field) => Boolean(textOf(field)) && isSet(field.parent), { since: 35 });
}

/** Whether a Pod has no DNS but the one that is written. */
function isOwnDns(spec: View | undefined): boolean {
  return spec !== undefined && textAt(spec, 'dnsPolicy') === 'None';
}

function isSearch(name: string): boolean {
  return name === '.' || isSubdomainWithUnderscores(withoutFinalDot(name));
}
