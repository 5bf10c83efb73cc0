import { isNearMiss } from '../../util/similar-names.ts';
import {
  besides,
  countOf,
  type Effect,
  type Fact,
  type Judged,
  type Marks,
  type Rejection,
  textAt,
  textsOf,
  type View,
  viewAt,
} from '../table/vocabulary.ts';
import { clusterIPsThatCount, defaultServiceType, isHeadlessBy, natureBy, serviceTypes } from '../service.ts';

/** The type of a Service as far as its fields depend on it: being headless is a type of its own, and ExternalName that of an alias. */
export type EffectiveType = 'clusterIP' | 'nodePort' | 'loadBalancer' | 'headless' | 'alias';

/** What a field does, by the traits of its Service: its effective type, `selectorless` for all whose endpoints are written by hand, `any` for all. */
export type ServiceEffects = Readonly<
  Partial<Record<EffectiveType | 'selectorless' | 'any', Effect | ((judged: Judged) => Effect)>>
>;

/** The traits of a Service, as it is or is to become, the narrowest first; none where its type is not known. */
export function traitsOf(object: View, type: EffectiveType | undefined = effectiveTypeOf(object)): readonly string[] {
  if (type === undefined) return [];
  return type !== 'alias' && isSelectorless(object) ? [type, 'selectorless', 'any'] : [type, 'any'];
}

/** A field that Services of some traits have rejected, see `besides`. */
export function rejected(
  effects: ServiceEffects,
  message: string,
  say?: (judged: Judged, field: View) => Rejection | false,
  marks?: Marks,
): Fact {
  return besides(effects, message, ({ object }) => traitsOf(object), say, marks);
}

/**
 * The effective type of a Service, by its nature (`natureBy`); `undefined` where its type is misspelt or put in later. A headless one is of
 * type ClusterIP.
 */
export function effectiveTypeOf(object: View): EffectiveType | undefined {
  const type = typeOf(object);
  const nature = natureBy(type, clusterIPsOf(object));
  if (nature === 'unknown' || nature === 'invalid') return undefined;
  if (nature === 'alias') return 'alias';
  if (type === 'NodePort') return 'nodePort';
  if (type === 'LoadBalancer') return 'loadBalancer';
  return nature === 'headless' ? 'headless' : 'clusterIP';
}

/** The type of a Service, ClusterIP where none is written; `undefined` where it is not known. */
function typeOf(object: View): string | undefined {
  const type = textAt(object, 'spec.type');
  return type === '' ? defaultServiceType : type;
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
  const type = effectiveTypeOf(object);
  return type === 'nodePort' || type === 'loadBalancer';
}

/** Whether its cluster IPs are None alone, so that the API server takes it for headless. The type plays no part, unlike for `isAcceptedHeadless`. */
export function hasHeadlessAddresses(object: View): boolean {
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
