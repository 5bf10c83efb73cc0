import { isContainerList } from '../../kubernetes/container-lists.ts';
import { existenceOf, isNowhere } from '../../existence/existence.ts';
import { type ReadMention, type ServiceMention, servicesOfMention } from '../../hosts/mentions.ts';
import { isOfApiServer, variableOf } from '../../hosts/set-variables.ts';
import { serviceNatureOf, type Service, hasVirtualIp } from '../../kubernetes/service.ts';
import { fromVariable, type ServiceVariable } from '../../names/service-variables.ts';
import { displayNameOf, mapKeysOf, isWorkload, type Placed } from '../../objects/placed.ts';
import { nodeIn } from '../../objects/places.ts';
import { findNearService, renamedService } from '../../relations/near-services.ts';
import { quotedList } from '../../util/format.ts';
import type { Questions } from '../../workspace/questions.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { nameSourceOf } from '../record.ts';
import { reason, type Reason } from './reason.ts';
import type { ReasonId } from './reasons.ts';

/** Why the kubelet does not set a variable that is called as one of a Service; the place is the Service that is meant, where there is one. */
export interface Unset extends Reason {
  readonly reasonId: Extract<ReasonId, `unset${string}`>;
}

/**
 * Why a variable is not set where a string refers to it, from which Services, as they are written, the kubelet sets some; `undefined` where
 * it is set, or that is not known. Source: kubernetes pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap.
 */
export function whyUnset(snapshot: Questions, read: ReadMention | ServiceMention): Unset | undefined {
  const variable = variableOf(read);
  const { from } = read;
  if (variable === undefined || isOfApiServer(variable) || mayBeGiven(snapshot, read)) return undefined;
  const [service, ...others] = servicesOfMention(read);
  if (service !== undefined) {
    const id = others.length > 0 ? undefined : idOf(service, from, variable);
    return id && unset(read, id, service);
  }
  const existence = existenceOf(snapshot, { kind: 'Service', name: variable.service, from });
  if (!isNowhere(existence)) return undefined;
  const renamed = renamedService(snapshot, from, variable.service, from.namespace);
  if (renamed !== undefined) return unset(read, 'unsetRenamed', renamed);
  const place = { name: variable.service, path: read.mention.at.path };
  const near = findNearService(snapshot, from, place, (one) => hasVirtualIp(one));
  if (near !== undefined)
    return unset(read, near.differs === 'namespace' ? 'unsetInOther' : 'unsetAlike', near.service);
  return existence.kind === 'absent' ? unset(read, 'unsetNowhere', undefined) : undefined;
}

/** The names of a Service's ports, of which some variables are made. */
export function portNamesOf({ ports }: Service): readonly string[] {
  return ports.flatMap(({ name }) => name?.value ?? []);
}

function idOf(service: Placed<Service>, from: Placed, { holds }: ServiceVariable): Unset['reasonId'] | undefined {
  const nature = serviceNatureOf(service.resource);
  if (nature === 'headless') return 'unsetHeadless';
  if (nature === 'alias') return 'unsetAlias';
  if (isWorkload(from) && from.resource.template.enableServiceLinks?.value === false) return 'unsetNoLinks';
  if (typeof holds !== 'object' || service.templated) return undefined;
  const ports = portNamesOf(service.resource);
  if (ports.some((port) => fromVariable(port) === holds.port)) return undefined;
  return ports.length === 0 ? 'unsetNoPort' : 'unsetPort';
}

function unset(
  { from, mention }: ReadMention,
  reasonId: Unset['reasonId'],
  service: Placed<Service> | undefined,
): Unset {
  const values = { variable: mention.written ?? '', wanted: mention.host, namespace: from.namespace };
  if (service === undefined) return { ...reason(reasonId, values), reasonId };
  const ports = quotedList(portNamesOf(service.resource));
  const more = { service: displayNameOf(service), other: service.namespace, ports };
  return { ...reason(reasonId, { ...values, ...more }, nameSourceOf(service)), reasonId };
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
    const isPrefixed = nodeIn(from, [...at.path.slice(0, -2), 'prefix']) !== undefined;
    return isPrefixed || to.length === 0 || to.some((map) => mapKeysOf(map).includes(mention.written ?? ''));
  });
}

/** The container that a string is in; `undefined` for strings that are in none, or that it does not read as its command, arguments or environment. */
function containerOf(path: Path): Path | undefined {
  const index = path.findIndex(isContainerList);
  return index < 0 ? undefined : path.slice(0, index + 2);
}
