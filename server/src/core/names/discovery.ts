import type { Mention } from './mention.ts';

/**
 * What the text around a name says that is looked for behind it: all servers that there are, the SRV records of etcd's members, a seed
 * that every member asks for, any server that can be queried, or what nginx asks its own resolver for, which has no search list.
 */
export type Sought = 'servers' | 'etcd' | 'seed' | 'any' | 'resolver';

/**
 * What is looked for behind a name, by where it starts in a text: a template of servers (HAProxy), a list of names to discover
 * (Prometheus), the flag of etcd. Most texts have none of these, and are looked through once.
 */
export function soughtIn(text: string, called: string | undefined): (start: number) => Sought | undefined {
  if (called !== undefined && annotationsOfVariables.has(called)) return () => 'resolver';
  if (!telltales.test(text)) return nothing;
  const passed = variablesPassed(text);
  return (start) => {
    const before = text.slice(Math.max(0, start - farthest), start);
    if (passed.has(setVariable.exec(before)?.[1] ?? '')) return 'resolver';
    if (discoverySrv.test(before)) return 'etcd';
    if (seed.test(before)) return 'seed';
    if (query.test(before)) return 'any';
    return serverTemplate.test(before) || discovered.test(before) ? 'servers' : undefined;
  };
}

const nothing = (): undefined => undefined;

const telltales = /server-template|dns_sd_configs|discovery-srv|seed|--query|\bresolver[ \t]/i;

/** How far before a name is looked for what asks for it. */
const farthest = 400;

const serverTemplate = /\bserver-template[ \t]+\S+[ \t]+\S+[ \t]+$/;

/** No other list of Prometheus begins between. */
const discovered = /\bdns_sd_configs:(?!(?:.|\n)*_configs:)(?!(?:.|\n)*\bjob_name:)(?:.|\n)*$/;

/** A key or flag such as `--seeds=`, `seed-nodes = [` or `- seeds: "`. */
const seed = /seed[\w.-]*["']?[=: \t]{1,4}["'[]{0,2}$/i;

/** The flag of a ruler, for which each server answers alike. Source: Thanos documentation, Rule, `--query`. */
const query = /--query[= ]["']?(?:dns(?:srv(?:noa)?)?\+)?$/;

/** The variables of nginx that requests are passed to: it looks their hosts up as it runs. Source: nginx, ngx_http_proxy_module, proxy_pass. */
function variablesPassed(text: string): ReadonlySet<string> {
  if (!/^[ \t]*resolver[ \t]/m.test(text)) return noVariables;
  return new Set([...text.matchAll(passedTo)].flatMap(([, name]) => name ?? []));
}

const noVariables: ReadonlySet<string> = new Set();

const passedTo = /\b(?:proxy|grpc|fastcgi|uwsgi|scgi)_pass[ \t]{1,16}["']?(?:\w{1,16}:\/\/)?\$\{?(\w{1,64})/g;

/** Annotations whose URL the controller puts into a variable. Source: ingress-nginx rootfs/etc/nginx/template/nginx.tmpl, `set $target`, mirror. */
const annotationsOfVariables: ReadonlySet<string> = new Set([
  'nginx.ingress.kubernetes.io/auth-url',
  'nginx.ingress.kubernetes.io/mirror-target',
]);

const setVariable = /\bset[ \t]{1,16}\$(\w{1,64})[ \t]{1,16}["']?(?:\w{1,16}:\/\/)?$/;

const discoverySrv = /\bdiscovery-srv["']?[=: \t]+["']?$/;

/**
 * Schemes by which clients ask for all addresses behind a name, to spread over them. Source: gRPC Name Resolution; Thanos documentation,
 * DNS Service Discovery.
 */
const schemes: ReadonlySet<string> = new Set(['dns', 'headless', 'dnssrv', 'dnssrvnoa', 'dns+srv', 'srv']);

/** Whether who reads a string asks for all that is behind a name, as its scheme, a field, or the text before it say. */
export function asksForAll({ scheme, sought, at }: Mention): boolean {
  if (sought === 'any') return false;
  return (scheme !== undefined && schemes.has(scheme)) || sought === 'servers' || at.path.includes('dnsSDConfigs');
}

/**
 * Whether a name is that of a seed, which every member of a cluster looks up before it is one, the seed itself included. Source: Apache
 * Cassandra documentation, seed_provider.
 */
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
