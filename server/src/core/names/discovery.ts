import type { Mention } from './mention.ts';

/** What the text before a name says that is looked for behind it: all servers that there are, the SRV records of etcd's members, or a seed that every member asks for. */
export type Sought = 'servers' | 'etcd' | 'seed';

/**
 * What is looked for behind a name, by where it starts in a text: a template of servers (HAProxy), a list of names to discover (Prometheus), the flag of
 * etcd. Most texts have none of these, and are looked through once.
 */
export function soughtIn(text: string): (start: number) => Sought | undefined {
  if (!telltales.test(text)) return nothing;
  return (start) => {
    const before = text.slice(Math.max(0, start - farthest), start);
    if (discoverySrv.test(before)) return 'etcd';
    if (seed.test(before)) return 'seed';
    return serverTemplate.test(before) || discovered.test(before) ? 'servers' : undefined;
  };
}

const nothing = (): undefined => undefined;

const telltales = /server-template|dns_sd_configs|discovery-srv|seed/i;

/** How far before a name is looked for what asks for it. */
const farthest = 400;

const serverTemplate = /\bserver-template[ \t]+\S+[ \t]+\S+[ \t]+$/;

/** No other list of Prometheus begins between. */
const discovered = /\bdns_sd_configs:(?!(?:.|\n)*_configs:)(?!(?:.|\n)*\bjob_name:)(?:.|\n)*$/;

/** A key or flag such as `--seeds=`, `seed-nodes = [` or `- seeds: "`. */
const seed = /seed[\w.-]*["']?[=: \t]{1,4}["'[]{0,2}$/i;

const discoverySrv = /\bdiscovery-srv["']?[=: \t]+["']?$/;

/** Schemes by which clients ask for all addresses behind a name, to spread over them. Source: gRPC Name Resolution; Thanos documentation, DNS Service Discovery. */
const schemes: ReadonlySet<string> = new Set(['dns', 'headless', 'dnssrv', 'dnssrvnoa', 'dns+srv', 'srv']);

/** Whether who reads a string asks for all that is behind a name, as its scheme, a field, or the text before it say. */
export function asksForAll({ scheme, sought, at }: Mention): boolean {
  return (scheme !== undefined && schemes.has(scheme)) || sought === 'servers' || at.path.includes('dnsSDConfigs');
}

/** Whether a name is that of a seed, which every member of a cluster looks up before it is one, the seed itself included. Source: Apache Cassandra documentation, seed_provider. */
export function asksForSeed({ sought, called }: Mention): boolean {
  return sought === 'seed' || /seed/i.test(called ?? '');
}

/**
 * The names of the ports of which clients ask for the SRV record below a name, one after the other until there is one. Source: MongoDB
 * documentation, SRV Connection Format; etcd documentation, DNS discovery.
 */
export function portsAskedFor({ scheme, called, sought, port }: Mention): readonly string[] {
  if (scheme === 'mongodb+srv') return ['mongodb'];
  if (called === 'ETCD_DISCOVERY_SRV') return etcdPorts;
  // A domain has neither scheme nor port.
  return sought === 'etcd' && scheme === undefined && port === undefined ? etcdPorts : [];
}

const etcdPorts: readonly string[] = ['etcd-server-ssl', 'etcd-server'];
