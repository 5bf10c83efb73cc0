import { existenceOf, isMissing } from '../existence/existence.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { fromVariable, readServiceVariable, type ServiceVariable } from '../names/service-variables.ts';
import { treeOf } from '../objects/places.ts';
import { isWorkload, type Placed } from '../objects/placed.ts';
import { mapKeysOf } from '../objects/map-keys.ts';
import { findNearService, renamedService } from '../relations/near-misses.ts';
import type { Questions } from '../workspace/questions.ts';
import { isAtOrBelow, nodeAt, type Path } from '../yaml/path.ts';
import type { ReadMention, ServiceMention } from './mentions.ts';

/** Why the kubelet does not set a variable that is called as one of a Service. */
export type Unset =
  /** The Service has no cluster IP. */
  | { readonly kind: 'headless' | 'alias'; readonly service: Placed<Service> }
  /** The Pod asks for no variables, with `enableServiceLinks: false`. */
  | { readonly kind: 'noLinks'; readonly service: Placed<Service> }
  /** The Service has no port of the name. */
  | { readonly kind: 'port'; readonly service: Placed<Service>; readonly ports: readonly string[] }
  /** A Service called alike would set one, or that Service would, in its namespace. */
  | { readonly kind: 'alike' | 'otherNamespace'; readonly service: Placed<Service> }
  /** The Service is called otherwise once its kustomization is built. */
  | { readonly kind: 'renamed'; readonly service: Placed<Service> }
  /** Nothing here would. */
  | { readonly kind: 'nowhere' };

/** The variable of a Service that a string refers to; `undefined` for host names, and in a comment. */
export function variableOf({ mention }: ReadMention): ServiceVariable | undefined {
  if (mention.standing !== 'variable' || mention.aside === 'comment') return undefined;
  return readServiceVariable(mention.written ?? '');
}

/** Whether a variable is one of the API server's Service, which the kubelet sets in all containers. Source: kubernetes pkg/kubelet/kubelet_pods.go, masterServices. */
export function isOfApiServer({ service }: ServiceVariable): boolean {
  return service === 'kubernetes';
}

/**
 * Why a variable is not set where a string refers to it, from which Services, as they are written, the kubelet sets some; `undefined` where
 * it is set, or nobody can tell. Source: kubernetes pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap.
 */
export function whyUnset(snapshot: Questions, read: ReadMention | ServiceMention): Unset | undefined {
  const variable = variableOf(read);
  const { from } = read;
  if (variable === undefined || isOfApiServer(variable) || mayBeGiven(snapshot, read)) return undefined;
  const [service, ...others] = 'services' in read ? read.services : [];
  if (service !== undefined) return others.length > 0 ? undefined : whyNotOf(service, from, variable);
  const existence = existenceOf(snapshot, { kind: 'Service', name: variable.service }, from);
  if (!isMissing(existence)) return undefined;
  const renamed = renamedService(snapshot, from, variable.service, from.namespace);
  if (renamed !== undefined) return { kind: 'renamed', service: renamed };
  const place = { name: variable.service, path: read.mention.at.path };
  const near = findNearService(snapshot, from, place, (one) => serviceNatureOf(one) === 'virtualIp');
  if (near !== undefined)
    return { kind: near.differs === 'namespace' ? 'otherNamespace' : 'alike', service: near.service };
  return existence.kind === 'absent' ? { kind: 'nowhere' } : undefined;
}

function whyNotOf(service: Placed<Service>, from: Placed, { holds }: ServiceVariable): Unset | undefined {
  const nature = serviceNatureOf(service.resource);
  if (nature === 'headless' || nature === 'alias') return { kind: nature, service };
  if (isWorkload(from) && from.resource.template.enableServiceLinks?.value === false)
    return { kind: 'noLinks', service };
  if (typeof holds !== 'object' || service.templated) return undefined;
  const ports = service.resource.ports.flatMap(({ name }) => name?.value ?? []);
  return ports.some((port) => fromVariable(port) === holds.port) ? undefined : { kind: 'port', service, ports };
}

/** Whether a variable may come from a map that its container takes all keys of. */
function mayBeGiven(snapshot: Questions, { from, mention }: ReadMention): boolean {
  if (!isWorkload(from)) return true;
  const container = containerOf(mention.at.path);
  if (container === undefined) return true;
  const sources = snapshot.links
    .from(from)
    .filter(({ kind, at }) => kind === 'uses' && isAtOrBelow(at.path, [...container, 'envFrom']));
  return sources.some(({ at, to }) => {
    const isPrefixed = nodeAt(treeOf(from), [...at.path.slice(0, -2), 'prefix']) !== undefined;
    return isPrefixed || to.length === 0 || to.some((map) => mapKeysOf(map).includes(mention.written ?? ''));
  });
}

/** The container that a string is in; `undefined` for strings that are in none, or that it does not read as its command, arguments or environment. */
function containerOf(path: Path): Path | undefined {
  const index = path.findIndex((step) => step === 'containers' || step === 'initContainers');
  return index < 0 ? undefined : path.slice(0, index + 2);
}
