import { hostnamesBelow } from '../../dns/from-pods.ts';
import { resolverOf } from '../../dns/resolver.ts';
import { publishesNotReady, type Service, isHeadlessService } from '../../kubernetes/service.ts';
import { dnsPolicies } from '../../kubernetes/kinds/pod-spec.ts';
import { podRangeOf, replicasOf, type Workload, namingFieldOf } from '../../kubernetes/workloads.ts';
import { selectingServices } from '../../relations/linked.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import {
  code,
  listOf,
  paragraph,
  say,
  type HoverContent,
  type Sentence,
  displayText,
  linkTo,
  hoverOf,
} from './content.ts';
import { serviceEffect } from './service-hover.ts';
import { statefulSetHover } from './pod-names-hover.ts';
import type { AnyEndpoints } from '../../kubernetes/endpoints.ts';
import { isStatefulSet, type Placed } from '../../objects/placed.ts';

/** What publishNotReadyAddresses of a Service decides. Source: Kubernetes API core/v1, ServiceSpec; DNS specification 2.4. */
export function notReadyHover(snapshot: Snapshot, service: Placed<Service>): HoverContent {
  if (serviceEffect(snapshot, service, 'publishNotReadyAddresses') !== 'works') return hoverOf(say('notReady.none'));
  return hoverOf(say(publishesNotReady(service.resource) ? 'notReady.on' : 'notReady.off'));
}

/** The names that the number of Pods of a StatefulSet, and the number of the first, make; what it means to DNS for other workloads. */
export function replicasHover(snapshot: Snapshot, workload: Placed<Workload>, path: Path): HoverContent | undefined {
  const [section, field] = path;
  if (section !== 'spec' || (field !== 'replicas' && field !== 'ordinals')) return undefined;
  if (isStatefulSet(workload)) {
    const hover = statefulSetHover(snapshot, workload);
    const { count, first, last } = podRangeOf(workload.resource);
    const range =
      count === 0 ? say('replicas.none') : say('replicas.range', { first: code(first), last: code(last), count });
    return { ...hover, blocks: [...paragraph(range), ...hover.blocks] };
  }
  const { resource } = workload;
  if (field !== 'replicas' || !('replicas' in resource)) return undefined;
  const services = selectingServices(snapshot, workload).filter(
    ({ resource }) => resource.kind === 'Service' && isHeadlessService(resource),
  );
  if (services.length === 0) return undefined;
  const values = { count: replicasOf(resource), services: listOf(services.map(linkTo)) };
  const isAlways = services.every((service) => publishesNotReady(service.resource));
  return hoverOf(say(isAlways ? 'replicas.always' : 'replicas.addresses', values), ownNameSentence(workload, services));
}

/** The name below a Service that all Pods of a template have. */
function ownNameSentence(workload: Placed<Workload>, services: readonly Placed<Service>[]): Sentence {
  for (const service of services) {
    const [hostname] = hostnamesBelow(service, workload);
    if (hostname === undefined) continue;
    const label = hostname ?? displayText(workload.resource.template.hostname?.value ?? '');
    return say('replicas.sameName', { name: code(`${label}.${service.name ?? ''}`) });
  }
  return say('replicas.unnamed');
}

/** How the Pods of a workload ask DNS, and what they are called, by the fields that decide it; `undefined` for all others. */
export function resolverHover(snapshot: Snapshot, workload: Placed<Workload>, path: Path): HoverContent | undefined {
  const { template } = workload.resource;
  const spec = template.specAt.path;
  if (!isAtOrBelow(path, spec)) return undefined;
  const [field, detail] = path.slice(spec.length);
  if (field === 'hostNetwork') return hoverOf(...networkSentences(snapshot, workload));
  if (field === 'enableServiceLinks')
    return hoverOf(
      template.enableServiceLinks?.value === false
        ? say('serviceLinks.off')
        : say('serviceLinks.on', { variable: code('DB_SERVICE_HOST') }),
    );
  if (field === 'hostAliases') return aliasesHover(workload, detail);
  if (field === 'setHostnameAsFQDN') return hoverOf(fqdnSentence(workload));
  if (field !== 'dnsPolicy' && field !== 'dnsConfig') return undefined;
  // An empty one is the default.
  const policy = template.dnsPolicy?.value ?? '';
  if (field === 'dnsPolicy' && policy !== '' && !dnsPolicies.includes(policy))
    return hoverOf(say('resolver.rejected', { value: code(policy), values: listOf(dnsPolicies.map(code)) }));
  const resolver = resolverOf(workload, snapshot.settingsOf(workload.document.file));
  const search =
    resolver.searches.length === 0
      ? say('resolver.noSearch')
      : say('resolver.search', { domains: listOf(resolver.searches.map(code), mostDomains) });
  const ndots = say('resolver.ndots', { ndots: resolver.ndots });
  if (field === 'dnsConfig' && detail === 'options') return hoverOf(ndots, search);
  if (field === 'dnsConfig' && detail === 'searches') return hoverOf(search, ndots);
  return hoverOf(serversSentence(resolver.servers), search, ndots);
}

const mostDomains = 6;

function serversSentence(servers: ReturnType<typeof resolverOf>['servers']): Sentence {
  if (servers === 'cluster') return say('resolver.cluster');
  if (servers === 'node') return say('resolver.node');
  return servers.length === 0 ? say('resolver.nobody') : say('resolver.own', { servers: listOf(servers.map(code)) });
}

/** Source: Kubernetes API core/v1, PodSpec.hostNetwork, PodSpec.dnsPolicy. */
function networkSentences(snapshot: Snapshot, workload: Placed<Workload>): readonly Sentence[] {
  const { hostNetwork, dnsPolicy } = workload.resource.template;
  if (hostNetwork?.value !== true) return [say('hostNetwork.off')];
  const { servers } = resolverOf(workload, snapshot.settingsOf(workload.document.file));
  const isByDefault = servers === 'node' && dnsPolicy?.value !== 'Default';
  return [
    say('hostNetwork.on'),
    serversSentence(servers),
    ...(isByDefault ? [say('hostNetwork.policy', { policy: code('ClusterFirstWithHostNet') })] : []),
  ];
}

/** The names of a host alias, or of all of them. */
function aliasesHover(workload: Placed<Workload>, index: Path[number] | undefined): HoverContent | undefined {
  const { hostAliases } = workload.resource.template;
  const aliases = typeof index === 'number' ? hostAliases.slice(index, index + 1) : hostAliases;
  const names = aliases.flatMap(({ hostnames }) => hostnames.map(({ value }) => code(value)));
  return names.length === 0 ? undefined : hoverOf(say('hostAliases.names', { names: listOf(names, mostDomains) }));
}

/** Source: Kubernetes API core/v1, PodSpec.setHostnameAsFQDN. */
function fqdnSentence(workload: Placed<Workload>): Sentence {
  if (workload.resource.template.setHostnameAsFQDN?.value !== true) return say('fqdn.off');
  return say(namingFieldOf(workload.resource)?.value ? 'fqdn.on' : 'fqdn.none');
}

/** How subsets of Endpoints, and the type of a slice's addresses, are read; `undefined` for all other fields. */
export function endpointsFieldHover({ resource }: Placed<AnyEndpoints>, path: Path): HoverContent | undefined {
  if (resource.kind === 'Endpoints') return path.join('/') === 'subsets' ? hoverOf(say('subsets')) : undefined;
  if (path.join('/') !== 'addressType') return undefined;
  const type = resource.addressType?.value ?? '';
  if (type === 'IPv4') return hoverOf(say('addressType.ip', { type: code(type), record: code('A') }));
  if (type === 'IPv6') return hoverOf(say('addressType.ip', { type: code(type), record: code('AAAA') }));
  return type === 'FQDN' ? hoverOf(say('addressType.fqdn')) : undefined;
}
