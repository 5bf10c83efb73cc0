import { treeOf } from '../objects/places.ts';
import { nodeAt } from '../yaml/path.ts';
import type { ReadMention } from './mentions.ts';

/** Schemes by which clients ask for all addresses behind a name, to spread over them. Source: gRPC Name Resolution; Thanos documentation, DNS Service Discovery. */
const schemes: ReadonlySet<string> = new Set(['dns', 'headless', 'dnssrv', 'dnssrvnoa', 'dns+srv', 'srv']);

/**
 * Whether who reads a string asks for all that is behind a name, as its scheme, a template of servers (HAProxy) or a list of names to
 * discover (Prometheus) say.
 */
export function asksForAll({ from, mention }: ReadMention): boolean {
  const { scheme, at } = mention;
  if (scheme !== undefined && schemes.has(scheme)) return true;
  if (at.path.includes('dnsSDConfigs')) return true;
  const before = textBefore({ from, mention });
  return serverTemplate.test(before) || discovered.test(before);
}

/**
 * The names of the ports of which clients ask for the SRV record below a name, one after the other until there is one. Source: MongoDB
 * documentation, SRV Connection Format; etcd documentation, DNS discovery.
 */
export function portsAskedFor({ from, mention }: Pick<ReadMention, 'from' | 'mention'>): readonly string[] {
  if (mention.scheme === 'mongodb+srv') return ['mongodb'];
  if (mention.called === 'ETCD_DISCOVERY_SRV') return etcdPorts;
  // A domain has neither scheme nor port; the text before it is looked up in the tree, which may be parsed again for it.
  const mayBeDomain = mention.scheme === undefined && mention.port === undefined;
  const isEtcd = mayBeDomain && discoverySrv.test(textBefore({ from, mention }));
  return isEtcd ? etcdPorts : [];
}

const etcdPorts: readonly string[] = ['etcd-server-ssl', 'etcd-server'];

const discoverySrv = /\bdiscovery-srv["']?[=: \t]+["']?$/;

/** What stands before a name in its string, as far as it says who asks for it. */
function textBefore({ from, mention: { at } }: Pick<ReadMention, 'from' | 'mention'>): string {
  const node = at.within === undefined ? undefined : nodeAt(treeOf(from), at.path);
  if (node?.kind !== 'scalar') return '';
  return node.text.slice(Math.max(0, (at.within?.start ?? 0) - farthest), at.within?.start);
}

/** How far before a name is looked for what asks for it. */
const farthest = 400;

const serverTemplate = /\bserver-template[ \t]+\S+[ \t]+\S+[ \t]+$/;

/** No other list of Prometheus begins between. */
const discovered = /\bdns_sd_configs:(?!(?:.|\n)*_configs:)(?!(?:.|\n)*\bjob_name:)(?:.|\n)*$/;
