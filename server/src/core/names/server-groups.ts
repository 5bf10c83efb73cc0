import type { AskedWord } from './formats/asking.ts';
import type { ScannedHost } from './word-hosts.ts';

/** What a configuration calls groups of servers by itself, in lower case, by where it says them: there it means the group, and asks no DNS. */
interface ServerGroups {
  /** As the host of a URL: `proxy_pass http://web`. Source: nginx, ngx_http_upstream_module. */
  readonly inUrls: ReadonlySet<string>;
  /**
   * Under keys that are called like a group: `backend web` and `use_backend web` (HAProxy), `set req.backend_hint = web` (Varnish),
   * `backend = "web"` (Traefik 1).
   */
  readonly underKeys: ReadonlySet<string>;
  /** Under `host`. Source: Kong, upstream object. */
  readonly asHosts: ReadonlySet<string>;
}

const mayHoldGroup = /upstream|backend|peers/;

/** Nothing is a group. */
const none: ServerGroups = { inUrls: new Set(), underKeys: new Set(), asHosts: new Set() };

const beforeBrace = /\b(upstream|backend)[ \t]{1,16}["']?([\w.-]+)["']?\s{0,16}\{/g;
const underKey = [
  beforeBrace,
  // Sections of HAProxy, and the lines that lead to them, perhaps in another file.
  /^[ \t]*(backend|peers)[ \t]{1,16}([\w.-]+)[ \t]*(?:from[ \t]|#|\r?$)/gm,
  /\b(use|default)_backend[ \t]{1,16}([\w.-]+)/g,
  // Traefik 1.
  /\[(backends)\.["']?([\w-]+)/g,
];

/** The groups of servers that a text names. Linear in the text. */
export function serverGroupsOf(text: string): ServerGroups {
  if (!mayHoldGroup.test(text)) return none;
  const names = (pattern: RegExp, word?: string): readonly string[] =>
    [...text.matchAll(pattern)].flatMap(([, before, name = '']) =>
      word === undefined || word === before ? [name.toLowerCase()] : [],
    );
  return {
    inUrls: new Set(names(beforeBrace, 'upstream')),
    underKeys: new Set(underKey.flatMap((pattern) => names(pattern))),
    asHosts: new Set(upstreamsOfKong(text)),
  };
}

/** Whether a host only is the name of a group. One with a port is a host all the same. */
export function isServerGroup(
  text: string,
  host: ScannedHost,
  asked: AskedWord | undefined,
  groups: ServerGroups,
): boolean {
  if (host.port !== undefined) return false;
  if (host.evidence === 'url' && mayBeGroupElsewhere(text, host)) return true;
  if (groups === none) return false;
  if (host.evidence === 'url') return groups.inUrls.has(host.host);
  // A command asks for hosts alone.
  if (host.evidence !== 'asked' || asked?.by.stem === undefined) return false;
  const key = /^[\w$.-]{0,80}/.exec(text.slice(asked.by.start, asked.by.start + 80))?.[0] ?? '';
  if (/^host$/i.test(key)) return groups.asHosts.has(host.host);
  return /(?:backend|peers|upstream)$/i.test(key) && groups.underKeys.has(host.host);
}

/** Whether nginx passes requests to a word with `_`: no Service is called so, but groups are, which may be in another file. */
function mayBeGroupElsewhere(text: string, { host, within: { start } }: ScannedHost): boolean {
  return host.includes('_') && /_pass[ \t]{1,16}\w{1,8}:\/\/$/.test(text.slice(Math.max(0, start - 40), start));
}

/** The names of the upstreams in a declarative configuration of Kong, in lower case. */
function upstreamsOfKong(text: string): readonly string[] {
  if (!text.includes('_format_version')) return [];
  const names: string[] = [];
  let heading: number | undefined;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const behind = /^[ \t]*["']?upstreams["']?[ \t]*:(.*)/.exec(line)?.[1];
    if (behind !== undefined) heading = indent;
    else if (line.trim() !== '' && heading !== undefined && !isBelow(line, indent, heading)) heading = undefined;
    if (heading === undefined) continue;
    for (const [, name = ''] of (behind ?? line).matchAll(/\bname["']?[ \t]*:[ \t]*["']?([\w.-]+)/g))
      names.push(name.toLowerCase());
  }
  return names;
}

/** Whether a line is part of what a heading has: deeper, or an item of its list. */
function isBelow(line: string, indent: number, heading: number): boolean {
  return indent > heading || (indent === heading && line[indent] === '-');
}
