import { hasSelector, serviceNatureOf, type Service } from '../kubernetes/service.ts';
import type { Backend } from '../kubernetes/routing.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import type { Contents } from './contents.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';

/**
 * How one resource refers to another: a Service selects Pods, a StatefulSet is governed by a Service, Endpoints and
 * slices back a Service, a Pod's subdomain publishes it under a Service, a route leads to a Service, anything uses what it names.
 */
export type LinkKind = 'selects' | 'governedBy' | 'backs' | 'publishedUnder' | 'routesTo' | 'uses';

/** A reference that is written in a manifest. An empty `to` means that it dangles. */
export interface Link {
  readonly kind: LinkKind;
  readonly from: Placed;
  /** The place of the reference in `from`. */
  readonly at: At;
  readonly to: readonly Placed[];
}

/** Links, both ways. */
export interface LinkIndex {
  from(resource: Placed): readonly Link[];
  to(resource: Placed): readonly Link[];
}

/** The references that an object writes. */
export function linksFrom(contents: Contents, placed: Placed): readonly Link[] {
  return contents.about(placed, allLinksOf);
}

/** The references that lead to an object. None leaves its scope. */
export function linksTo(contents: Contents, target: Placed): readonly Link[] {
  return contents.about(target, findLinksTo);
}

function findLinksTo(contents: Contents, target: Placed): readonly Link[] {
  return mayReferTo(contents, target).flatMap((one) =>
    linksFrom(contents, one).filter((link) => link.to.includes(target)),
  );
}

/** The resources whose links may lead to one, in the order of the scope. */
function mayReferTo(contents: Contents, target: Placed): readonly Placed[] {
  const { resource, name } = target;
  const users = contents.namersOf(target);
  if (resource.kind === 'Service') return [...new Set([...contents.mayName(target, name ?? ''), ...users])];
  if (!('template' in resource)) return users;
  return [...new Set([...contents.maySelect(target as Placed<Workload>), ...users])];
}

function allLinksOf(contents: Contents, placed: Placed): readonly Link[] {
  const uses = usesOf(contents, placed);
  const links = linksOf(contents, placed);
  return uses.length === 0 ? links : [...links, ...uses];
}

function linksOf(contents: Contents, placed: Placed): readonly Link[] {
  const resource = placed.resource;
  switch (resource.kind) {
    case 'Service':
      return selectorLink(contents, placed as Placed<Service>);
    case 'StatefulSet':
      return resource.serviceName === undefined
        ? []
        : serviceLink(contents, placed, 'governedBy', resource.serviceName);
    case 'Endpoints':
      return resource.metadata.name === undefined ? [] : serviceLink(contents, placed, 'backs', resource.metadata.name);
    case 'EndpointSlice':
      return resource.serviceName === undefined ? [] : serviceLink(contents, placed, 'backs', resource.serviceName);
    case 'Ingress':
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      return resource.backends.flatMap((backend) =>
        serviceLink(contents, placed, 'routesTo', backend.serviceName, backend),
      );
    case 'Pod':
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
      return resource.template.subdomain === undefined
        ? []
        : serviceLink(contents, placed, 'publishedUnder', resource.template.subdomain);
    case 'Namespace':
    case 'ConfigMap':
    case 'Secret':
    case 'NetworkPolicy':
    case 'HorizontalPodAutoscaler':
    case 'Kustomization':
    case 'Unknown':
      return [];
  }
}

/** What an object names beside the Services that `linksOf` finds. */
function usesOf(contents: Contents, placed: Placed): readonly Link[] {
  const { references } = placed.resource;
  return references.flatMap(({ kinds, name, namespace }): readonly Link[] => {
    const own = placed.resource.kind === 'Unknown' ? kinds : kinds.filter((kind) => kind !== 'Service');
    if (own.length === 0) return [];
    const where = namespace?.value ?? placed.namespace;
    const to = own.flatMap((kind) => contents.called(kind, name.value).nearest(placed, where));
    return [{ kind: 'uses', from: placed, at: name.at, to }];
  });
}

function serviceLink(
  contents: Contents,
  from: Placed,
  kind: LinkKind,
  name: { readonly value: string; readonly at: At },
  backend?: Backend,
): readonly Link[] {
  if (name.value === '' || isTemplated(name.value)) return [];
  const namespace = backend?.namespace?.value ?? from.namespace;
  return [{ kind, from, at: name.at, to: contents.named('Service', name.value).nearest(from, namespace) }];
}

/** ExternalName Services have no endpoints, so their selector links nothing; one that a template leaves open may link anything. */
function selectorLink(contents: Contents, service: Placed<Service>): readonly Link[] {
  const { selector } = service.resource;
  if (!hasSelector(service.resource) || serviceNatureOf(service.resource) === 'alias' || !selector.known) return [];
  const to = contents
    .mayBeSelected(selector)
    .nearest(
      service,
      service.namespace,
      (workload) => matchSelector(selector, workload.name, workload.resource) === 'yes',
    );
  return [{ kind: 'selects', from: service, at: selector.at, to }];
}
