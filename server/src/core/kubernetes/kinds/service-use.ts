import { isNearMiss } from '../../util/near-miss.ts';
import type { View } from '../field.ts';
import { clusterIPsThatCount, isHeadlessBy, serviceTypes } from '../service.ts';
import { besides } from '../table/effects.ts';
import type { Effect, Fact, Marks } from '../table/fields.ts';
import type { Judged, Rejection } from '../table/row.ts';
import { countOf, textAt, textsOf, viewAt } from '../table/values-of.ts';

/** What a Service is, as far as its fields depend on it. */
export type ServiceUse = 'clusterIP' | 'nodePort' | 'loadBalancer' | 'headless' | 'alias';

/** What a field does, by what its Service is; `selectorless` for all that have endpoints nobody selects, `any` for all. */
export type ServiceEffects = Readonly<
  Partial<Record<ServiceUse | 'selectorless' | 'any', Effect | ((judged: Judged) => Effect)>>
>;

/** What a Service is, or is to become, the narrowest first; none where its type is not known. */
export function naturesOf(object: View, use: ServiceUse | undefined = useOf(object)): readonly string[] {
  if (use === undefined) return [];
  return use !== 'alias' && isSelectorless(object) ? [use, 'selectorless', 'any'] : [use, 'any'];
}

/** A field that Services of some natures have rejected, see `besides`. */
export function rejected(
  effects: ServiceEffects,
  message: string,
  say?: (judged: Judged, field: View) => Rejection | false,
  marks?: Marks,
): Fact {
  return besides(effects, message, ({ object }) => naturesOf(object), say, marks);
}

/** What a Service is; `undefined` where its type is misspelt or put in later. A headless one is of type ClusterIP. */
export function useOf(object: View): ServiceUse | undefined {
  switch (typeOf(object)) {
    case 'ClusterIP':
      return isHeadless(object) ? 'headless' : 'clusterIP';
    case 'NodePort':
      return 'nodePort';
    case 'LoadBalancer':
      return 'loadBalancer';
    case 'ExternalName':
      return 'alias';
    default:
      return undefined;
  }
}

/** The type of a Service, ClusterIP where none is written; `undefined` where nobody can say. */
function typeOf(object: View): string | undefined {
  const type = textAt(object, 'spec.type');
  return type === '' ? 'ClusterIP' : type;
}

/** The type of a Service as a value of messages. */
export function typeIn({ object: service }: Judged): { readonly type: string } {
  return { type: typeOf(service) ?? '' };
}

/** Whether it is a load balancer. */
export function isBalanced({ object }: Judged): boolean {
  return typeOf(object) === 'LoadBalancer';
}

/** Whether it is an alias. */
export function isAlias({ object }: Judged): boolean {
  return typeOf(object) === 'ExternalName';
}

/** Every type but an alias has cluster IPs and families, also one that is misspelt. */
export function hasAddresses({ object }: Judged): boolean {
  const type = typeOf(object);
  if (type === undefined || type === 'ExternalName') return false;
  return serviceTypes.includes(type) || !isNearMiss(type, 'ExternalName');
}

/** Whether it has ports on nodes. */
export function hasNodePorts({ object }: Judged): boolean {
  const use = useOf(object);
  return use === 'nodePort' || use === 'loadBalancer';
}

/** Whether the API server takes a Service for headless. The type plays no part. */
export function isHeadless(object: View): boolean {
  return isHeadlessBy(clusterIPsOf(object));
}

/** The cluster IPs that count. */
export function clusterIPsOf(object: View): readonly string[] {
  const written = textsOf(viewAt(object, 'spec.clusterIPs')).map(({ text }) => text);
  return clusterIPsThatCount(textAt(object, 'spec.clusterIP'), written);
}

/** Whether it is certain that nothing is selected. */
function isSelectorless(object: View): boolean {
  return countOf(viewAt(object, 'spec.selector')) === 0;
}
