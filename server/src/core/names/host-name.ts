import { compact, defined } from '../util/collections.ts';
import { Recent } from '../util/recent.ts';
import { itself, type Below } from './service-name.ts';

/**
 * A host name read as one of the names that the cluster's DNS serves for a Service, as far as it is written: what is not
 * written is for the search list of a Pod's resolver to add. Labels keep their spelling. Source: Kubernetes DNS specification
 * 2.3, 2.4; CoreDNS plugin/kubernetes/parse.go, parseRequest.
 */
export interface HostName {
  /** What is left of the Service: nothing, one label for an endpoint, or two for port and protocol. */
  readonly below: HostNameBelow | undefined;
  readonly service: string;
  readonly namespace: string | undefined;
  /** Whether `svc` is written behind the namespace. */
  readonly svc: 'written' | 'absent';
  /** What is written behind `svc`: the cluster domain. */
  readonly zone: string | undefined;
  /** Whether a final dot keeps the search list away. */
  readonly absolute: boolean;
}

/** An endpoint of a Service, for instance a Pod; or one of its ports, with the underscores as they are written. */
type HostNameBelow =
  | { readonly kind: 'endpoint'; readonly label: string }
  | { readonly kind: 'port'; readonly name: string; readonly protocol: string };

/** Stands for a label that variables or templates make. */
export const anyLabel = '*';

/**
 * The readings of a host name as a name of a Service, in the order in which a Pod's resolver would try them: below its own
 * namespace (`db`, `db-0.db`), below `svc` (`db.prod`), below the cluster domain (`db.prod.svc`), as it is. None where
 * it has too many labels, or labels that no Service has.
 */
export function readHostName(written: string): readonly HostName[] {
  return recentNames.get(written);
}

/** The names that were read last: most names are in many places, and are read the same way in each. */
const recentNames = new Recent<string, readonly HostName[]>(200_000, (written) => written.length, readingsOf);

function readingsOf(written: string): readonly HostName[] {
  const absolute = written.endsWith('.');
  const labels = (absolute ? written.slice(0, -1) : written).split('.');
  if (labels.includes('')) return [];
  const svcs = labels.flatMap((label, index) => (label.toLowerCase() === 'svc' && index >= 2 ? [index] : []));
  const unqualified = svcs.includes(labels.length - 1) ? [] : [reading(labels, 0, 'absent', undefined, absolute)];
  const namespaced =
    labels.length < 2 || svcs.includes(labels.length - 1) ? [] : [reading(labels, 1, 'absent', undefined, absolute)];
  const qualified = svcs.map((index) => {
    const zone = labels.slice(index + 1).join('.');
    return reading(labels.slice(0, index), 1, 'written', zone === '' ? undefined : zone, absolute);
  });
  // A name that says `svc` means it, so the readings by which it would be a label come last.
  const shorter = [...unqualified, ...namespaced];
  return compact(defined(svcs.length > 0 ? [...qualified, ...shorter] : shorter));
}

/** Whether `svc` is among the labels of a name, behind the first. */
export function saysSvc(host: string): boolean {
  return /\.svc(?:\.|$)/.test(host);
}

/** Writes a host name as it was read: reading and printing it is the identity. */
export function printHostName(name: HostName): string {
  const { below, service, namespace, svc, zone, absolute } = name;
  const left = below === undefined ? [] : below.kind === 'endpoint' ? [below.label] : [below.name, below.protocol];
  const right = [namespace, svc === 'written' ? 'svc' : undefined, zone].filter((part) => part !== undefined);
  return `${[...left, service, ...right].join('.')}${absolute ? '.' : ''}`;
}

/** A name of a Service as somebody may shorten it, from its own namespace or from any; `db.prod.svc` last. */
export function shortFormsOf(service: string, namespace: string): readonly string[] {
  const short: HostName = {
    below: undefined,
    service,
    namespace: undefined,
    svc: 'absent',
    zone: undefined,
    absolute: false,
  };
  return [short, { ...short, namespace }, { ...short, namespace, svc: 'written' as const }].map(printHostName);
}

/** What is left of the Service in a name, as whole names have it. */
export function asBelow(below: HostNameBelow | undefined): Below {
  if (below === undefined) return itself;
  if (below.kind === 'endpoint') return { ...itself, endpoint: below.label };
  return { ...itself, port: below.name.replace(/^_/, ''), protocol: below.protocol.replace(/^_/, '') };
}

/** The same name without its endpoint or port. */
export function withoutBelow(name: HostName): HostName {
  return { ...name, below: undefined };
}

/** How many of the last labels are the namespace. */
type NamespaceLabels = 0 | 1;

function reading(
  labels: readonly string[],
  namespaceLabels: NamespaceLabels,
  svc: HostName['svc'],
  zone: string | undefined,
  absolute: HostName['absolute'],
): HostName | undefined {
  const rest = labels.slice(0, labels.length - namespaceLabels);
  const namespace = namespaceLabels === 0 ? undefined : labels.at(-1);
  const service = rest.at(-1);
  const below = belowOf(rest.slice(0, -1));
  const isNamed = service !== undefined && isServiceLabel(service) && (namespace === undefined || isLabel(namespace));
  if (!isNamed || below === 'none') return undefined;
  return { below, service, namespace, svc, zone, absolute };
}

function belowOf(labels: readonly string[]): HostNameBelow | undefined | 'none' {
  const [first, second] = labels;
  if (first === undefined) return undefined;
  if (second === undefined) return isLabel(first) ? { kind: 'endpoint', label: first } : 'none';
  if (labels.length > 2 || !first.startsWith('_') || !second.startsWith('_')) return 'none';
  return { kind: 'port', name: first, protocol: second };
}

/** Whether a label is one, or would be with dashes for its `_`, which no name of the cluster has. */
function isLabel(label: string): boolean {
  return label === anyLabel || /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/i.test(label);
}

/** A Service has a name of its own, so variables cannot make all of it. */
function isServiceLabel(label: string): boolean {
  return label !== anyLabel && isLabel(label);
}
