import { uniqueBy } from '../util/collections.ts';
import { isTemplated } from '../yaml/template.ts';
import { parseIp, type Family } from './addresses.ts';
import type { Endpoint, Entry, NumberedPort } from './endpoint.ts';
import { checkName, isServable } from './names.ts';

/** One address that a name answers with; `data` is absent where only a running cluster knows it. */
export interface AddressAnswer {
  readonly data: string | undefined;
  readonly endpoint: Endpoint;
}

/** The addresses of one family, each once. Source: CoreDNS plugin/backend_lookup.go, A, AAAA. */
export function addressAnswers(entries: readonly Entry[], family: Family): readonly AddressAnswer[] {
  const fitting = entries.filter(({ endpoint }) => endpoint.family === family);
  const answers = fitting.map(({ endpoint }) => ({ data: dataOf(endpoint), endpoint }));
  return uniqueBy(answers, ({ data, endpoint }) => data ?? endpoint.target);
}

/** One SRV record; `data` is absent where the target or the port number is not known. */
export interface ServiceAnswer {
  readonly data: string | undefined;
  readonly endpoint: Endpoint;
  readonly port: NumberedPort;
}

/**
 * The SRV records over some entries below a Service, given by its name without a final dot. The priority is 0. The weight
 * is 100 shared among all entries, at least 1; then records of equal target and port collapse. An entry without a port
 * counts for the weight and gives no record, nor does a target too long for DNS. Source: CoreDNS plugin/backend_lookup.go, SRV.
 */
export function serviceAnswers(entries: readonly Entry[], service: string): readonly ServiceAnswer[] {
  const total = entries.reduce((sum, { endpoint }) => sum + endpoint.count, 0);
  const weight = Math.max(1, Math.floor(100 / total));
  // Where a template decides on a port, or on the number of Pods, nobody knows how many share the weight.
  const isOpen = entries.some(({ endpoint, port }) => {
    const { resource, document } = endpoint.target;
    return port?.number === 'unknown' || (resource.kind !== 'Service' && document.facts.templated);
  });
  const answers = entries.flatMap(({ endpoint, port }): readonly ServiceAnswer[] => {
    if (port === undefined || port.number === 'none') return [];
    const target = targetOf(endpoint, service);
    if (target !== undefined && !isServable(target)) return [];
    const known = target !== undefined && !isOpen;
    return [{ data: known ? `0 ${weight} ${port.number} ${target}.` : undefined, endpoint, port }];
  });
  return uniqueBy(
    answers,
    ({ data, endpoint, port }) => data ?? `${endpoint.label ?? ''}:${port.name}:${port.protocol}`,
  );
}

/**
 * What the alias of an external name says: the name, made absolute without any search list. `undefined` where it is empty,
 * no name at all, or looks like an address, for which there is no record.
 * Source: CoreDNS plugin/kubernetes findServices, plugin/etcd/msg NewCNAME; kubernetes ValidateService.
 */
export function aliasTarget(externalName: string): string | undefined {
  if (externalName === '.' || parseIp(externalName) !== undefined) return undefined;
  if (checkName(externalName) !== undefined && !isTemplated(externalName)) return undefined;
  return externalName.endsWith('.') ? externalName : `${externalName}.`;
}

/**
 * The name an SRV record leads to: the endpoint's, or that of the Service for a cluster IP. Source: Kubernetes DNS specification
 * 2.3.2, 2.4.2; CoreDNS plugin/kubernetes findServices.
 */
function targetOf(endpoint: Endpoint, service: string): string | undefined {
  if (endpoint.target.resource.kind === 'Service') return service;
  return endpoint.label === undefined ? undefined : `${endpoint.label}.${service}`;
}

function dataOf(endpoint: Endpoint): string | undefined {
  return endpoint.address === undefined ? undefined : parseIp(endpoint.address)?.canonical;
}
