import { Recent } from '../../util/recent.ts';
import { hostFormats } from './host-formats.ts';

/** What a key, variable or flag asks for: a host, or the port of the host whose key has the same stem. */
export interface Ask {
  readonly role: 'host' | 'port';
  /** What a key is called but for its last word, such as `db` of `DB_HOST`. A host and its port have one stem. */
  readonly stem: string;
}

/**
 * What a key asks for by its last word, however it is written: `DB_HOST`, `dbHost`, `db-host`, `spring.db.host`, `PGHOST`,
 * `backend_hostname0`. `undefined` where it asks for neither host nor port.
 */
export function askOfKey(key: string): Ask | undefined {
  return key.length > longestKey ? undefined : recentKeys.get(key).asks;
}

/** The stem that the key of a port beside a key has: `DB_PORT` asks for the port of what is under `DB`. */
export function stemBeside(key: string): string {
  return recentKeys.get(key).words.join(' ');
}

/**
 * Whether what is under a key is only compared with other names and never connected to: what is not asked for through a proxy, the names
 * by which a server may be called, the part of a broker, and the one that a backup has its files under. Source: curl, NO_PROXY; Django,
 * ALLOWED_HOSTS; SABnzbd, host_whitelist; RabbitMQ, virtual hosts; Kopia, --override-hostname; Barman, SERVER_NAME.
 */
export function isComparedKey(key: string): boolean {
  return comparedKey.test(key);
}

const comparedKey =
  /^no_proxy$|(?:white|allow)[-_.]?list|(?:allowed|trusted|virtual)[-_.]?(?:hosts?|domains?|origins?)|^(?:kopia|restic)_host(?:name)?$|^barman_server(?:_?name)?$/i;

/** Whether a text holds a word that may ask for a host; a false yes costs time alone. */
export const mayAskForHost = new RegExp(
  hostFormats
    .flatMap(({ told }) => {
      if ('shape' in told) return [];
      return 'keys' in told ? told.keys : 'prefixes' in told ? told.prefixes : told.commands;
    })
    .map((word) => word.replaceAll(' ', '[\\W_]{0,40}'))
    .join('|'),
  'i',
);

const hostKeys: ReadonlySet<string> = new Set(hostFormats.flatMap(({ told }) => ('keys' in told ? told.keys : [])));

const otherKeys: ReadonlySet<string> = new Set(
  hostFormats.flatMap(({ told }) => ('keys' in told ? (told.except ?? []) : [])),
);

/** Longer keys are none that people write. */
const longestKey = 128;

/** A key taken apart: its words in lower case, and the number at its end. */
interface KeyWords {
  readonly words: readonly string[];
  readonly number: string;
}

interface ReadKey {
  readonly words: readonly string[];
  readonly asks: Ask | undefined;
}

/** The keys that were read last: most are in many objects. */
const recentKeys = new Recent<string, ReadKey>(50_000, (key) => key.length, readKey);

function readKey(key: string): ReadKey {
  const split = splitWords(key);
  return { words: split.words, asks: askOf(key, split) };
}

function askOf(key: string, { words, number }: KeyWords): Ask | undefined {
  const last = words.at(-1);
  if (last === undefined || isComparedKey(key) || otherKeys.has(words.slice(-2).join(' '))) return undefined;
  if (hostKeys.has(key.toLowerCase())) return { role: 'host', stem: '' };
  const lastTwo = `${words.at(-2) ?? ''} ${last}`;
  // `hostName` is as good as `hostname`.
  if (hostKeys.has(lastTwo) || hostKeys.has(lastTwo.replace(' ', '')))
    return { role: 'host', stem: words.slice(0, -2).join(' ') };
  const role = last === 'port' ? 'port' : hostKeys.has(last) ? 'host' : undefined;
  if (role === undefined) return undefined;
  return { role, stem: [...words.slice(0, -1), ...(number === '' ? [] : [number])].join(' ') };
}

/** Words before `host` and `port` that people write without a sign between: `PGHOST`. */
const gluedWords =
  /^(pg|db|sql|mysql|mariadb|postgres|redis|mongo|smtp|mail|relay|smart|amqp|rabbit|kafka|nats|zk|es|ldap|proxy)(host|hostname|server|port)$/;

function splitWords(key: string): KeyWords {
  const number = /\d{0,4}$/.exec(key)?.[0] ?? '';
  const bare = key.slice(0, key.length - number.length);
  const words = (bare.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? []).map((word) => word.toLowerCase());
  const last = words.at(-1) ?? '';
  // Envoy calls a port `port_value`.
  if (last === 'value' && words.at(-2) === 'port') return { words: words.slice(0, -1), number };
  const glued = gluedWords.exec(last);
  if (glued === null) return { words, number };
  return { words: [...words.slice(0, -1), ...glued.slice(1)], number };
}
