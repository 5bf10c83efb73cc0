import type { Field } from './field.ts';
import type { NameReference } from './object-references.ts';
import type { Resource } from './resource.ts';

/**
 * What naming a Service does: it governs a StatefulSet, Endpoints and slices back it, Pods are published under it as their subdomain,
 * a route leads to it.
 */
export type ServiceLinkKind = 'governedBy' | 'backs' | 'publishedUnder' | 'routesTo';

/** A field that names a Service. */
export interface ServiceReference extends NameReference {
  readonly as: ServiceLinkKind;
}

const service = ['Service'];

/** The Services that the fields of an object name, beside its `references`. A field that is empty names none. */
export function serviceReferencesOf(resource: Resource): readonly ServiceReference[] {
  const named = (as: ServiceLinkKind, name?: Field<string>, namespace?: Field<string>): readonly ServiceReference[] =>
    name === undefined || name.value === '' ? [] : [{ as, kinds: service, name, namespace }];
  if (resource.kind === 'Endpoints') return named('backs', resource.metadata.name);
  if (resource.kind === 'EndpointSlice') return named('backs', resource.serviceName);
  if (resource.kind === 'StatefulSet') return named('governedBy', resource.serviceName);
  if ('template' in resource) return named('publishedUnder', resource.template.subdomain);
  if (!('backends' in resource)) return [];
  return resource.backends.flatMap(({ serviceName, namespace }) => named('routesTo', serviceName, namespace));
}
