import type { Span } from '../text/span.ts';
import { shiftSpan } from '../text/span.ts';
import { addAll } from '../util/collections.ts';
import { anyLabel } from './host-name.ts';
import {
  commentsOf,
  endOfUserInfo,
  isPortVariable,
  mayStandFree,
  portBehind,
  standsInUrl,
  upstreamsOf,
} from './surroundings.ts';
import { defaultsIn, variable } from './variables.ts';

/** A host name found in a string. */
export interface ScannedHost {
  /** Lower case, without a final dot; a label that holds a variable or a template's action is `*`. */
  readonly host: string;
  /** Whether it is written with a final dot. */
  readonly absolute: boolean;
  /** What tells that it is a host: it stands in a URL, before a port, makes up the string with others like it, or only looks like one. */
  readonly standing: 'url' | 'port' | 'whole' | 'text';
  /** The scheme of its URL, in lower case; absent where it stands in none, or behind another host of it. */
  readonly scheme: string | undefined;
  /** The host without its final dot, in the string. */
  readonly within: Span;
  /** The port behind it, where one is written in digits. */
  readonly port: number | undefined;
  readonly portWithin: Span | undefined;
  /**
   * Why nobody may ever ask for it: it stands behind a sign that starts a comment, on its own line of a longer text; or it is what a
   * variable is put in for where that has no value (`${DB_HOST:-db}`).
   */
  readonly aside: 'comment' | 'default' | undefined;
}

/**
 * The host names in a decoded string: names of at least two labels, and single labels where they stand as a host, in a URL or
 * before a port. Whether such a name belongs to a Service is for the reader to say. Linear in the length of the text.
 */
export function scanHosts(text: string): readonly ScannedHost[] {
  return scan(text, 'read');
}

function scan(text: string, defaults: 'read' | 'ignored'): readonly ScannedHost[] {
  if (!mayHoldHost.test(text)) return [];
  const isCommented = text.includes('\n') ? commentsOf(text) : () => false;
  const upstreams = upstreamsOf(text);
  const hosts: ScannedHost[] = [];
  const { word, next } = hasVariables.test(text) ? withVariables : plain;
  let skipTo = 0;
  let authorityEnd = -1;
  for (const match of text.matchAll(word)) {
    const start = match.index;
    const written = match[0];
    if (start < skipTo) continue;
    if (defaults === 'read' && written.includes('${')) addAll(hosts, defaultHosts(text, start, written, isCommented));
    const isNextOfUrl = text[start - 1] === ',' && authorityEnd === start - 1;
    const place = isNextOfUrl ? undefined : standsInUrl(text, start);
    const userInfoEnd = isNextOfUrl || place !== undefined ? endOfUserInfo(text, start) : undefined;
    const isAuthority = isNextOfUrl || place?.part === 'host';
    const scheme = place?.scheme;
    const host =
      userInfoEnd === undefined
        ? readHost(text, { start, written, isAuthority, scheme })
        : readBehindUserInfo(text, (skipTo = userInfoEnd), next, scheme);
    if (host === undefined || (host.standing === 'url' && host.port === undefined && upstreams.has(host.host)))
      continue;
    if (userInfoEnd !== undefined) skipTo = host.within.end;
    if (host.standing === 'url') authorityEnd = host.portWithin?.end ?? host.within.end + (host.absolute ? 1 : 0);
    hosts.push(isCommented(host.within.start) ? { ...host, aside: 'comment' } : host);
  }
  if (!hosts.some((host) => host.standing === 'text') || !isListOfHosts(text)) return hosts;
  return hosts.map((host) => (host.standing === 'text' ? { ...host, standing: 'whole' } : host));
}

/** A dot within a word, a port, or what stands before a URL's host: most strings have none, and are done with. */
const mayHoldHost = /[\w)}\uE000*]\.[\w${\uE000]|:[\d$]|\/\/|:\{\{|:\uE000/;

const hasVariables = /[$\uE000]|\{[{\d]/;
const plainWord = /(?:[A-Za-z0-9_]|\*(?=\.))[A-Za-z0-9_.-]*/g;
const wordWithVariables = new RegExp(
  String.raw`(?:[A-Za-z0-9_]|\*(?=\.)|${variable})[A-Za-z0-9_.-]*(?:${variable}[A-Za-z0-9_.-]*)*`,
  'g',
);
const variables = new RegExp(variable, 'g');
/** What a word is; `next` is one that starts where the last one was told to end. */
const plain = { word: plainWord, next: new RegExp(plainWord.source, 'y') } as const;
const withVariables = { word: wordWithVariables, next: new RegExp(wordWithVariables.source, 'y') } as const;

interface Word {
  readonly start: number;
  readonly written: string;
  readonly isAuthority: boolean;
  readonly scheme: string | undefined;
}

function readHost(text: string, { start, written, isAuthority, scheme }: Word): ScannedHost | undefined {
  const bare = written.replace(isAuthority ? /\.{1,4}$/ : /[.-]{1,4}$/, '');
  const host = /[$\uE000{]/.test(bare) ? withAnyLabels(bare) : bare;
  const isDotted = host.includes('.');
  const end = start + bare.length;
  const behind = start + written.length;
  const next = text[behind];
  // Cheap rejections first: most words of a text are neither dotted nor followed by a port.
  if (!isAuthority && !isDotted && next !== ':') return undefined;
  if (isAuthority && /^(?:[={}[%*$]|:\/\/)/.test(text.slice(behind, behind + 3))) return undefined;
  const portWithin = portBehind(text, behind, isDotted ? 'dotted' : 'bare');
  const hasPort = portWithin !== undefined || isPortVariable(text, behind);
  if (!isAuthority && !(isDotted || hasPort)) return undefined;
  if (!isAuthority && !mayStandFree(text, { start, behind, host, hasPort })) return undefined;
  if (!isHostName(host)) return undefined;
  return {
    host: host.toLowerCase(),
    absolute: written.slice(bare.length) === '.',
    standing: isAuthority ? 'url' : hasPort ? 'port' : 'text',
    scheme: isAuthority ? scheme || undefined : undefined,
    within: { start, end },
    port: portWithin === undefined ? undefined : Number(text.slice(portWithin.start, portWithin.end)),
    portWithin,
    aside: undefined,
  };
}

function readBehindUserInfo(
  text: string,
  start: number,
  next: RegExp,
  scheme: string | undefined,
): ScannedHost | undefined {
  next.lastIndex = start;
  const written = next.exec(text)?.[0];
  return written === undefined ? undefined : readHost(text, { start, written, isAuthority: true, scheme });
}

/** The hosts that variables of a word are put in for where they have no value. */
function defaultHosts(
  text: string,
  start: number,
  written: string,
  isCommented: (offset: number) => boolean,
): readonly ScannedHost[] {
  return defaultsIn(written).flatMap(({ whole, fallback }) => {
    // As if the variable were not there, so that what stands before and behind it counts.
    const before = text.slice(Math.max(0, start + whole.start - longestContext), start + whole.start);
    const behind = text.slice(start + whole.end, start + whole.end + longestContext);
    const value = written.slice(fallback.start, fallback.end);
    const inner = { start: before.length, end: before.length + value.length };
    const found = scan(`${before}${value}${behind}`, 'ignored');
    return found.flatMap((host): readonly ScannedHost[] => {
      const { within, portWithin } = host;
      if (within.start < inner.start || within.end > inner.end) return [];
      const shift = start + fallback.start - inner.start;
      const closing = whole.end - fallback.end;
      const portShift = portWithin !== undefined && portWithin.start >= inner.end ? shift + closing : shift;
      const moved = shiftSpan(within, shift);
      return [
        {
          ...host,
          within: moved,
          portWithin: portWithin && shiftSpan(portWithin, portShift),
          aside: isCommented(moved.start) ? 'comment' : 'default',
        },
      ];
    });
  });
}

/** How much of the text around a variable says what it stands for. */
const longestContext = 80;

/** Whether a string holds nothing but hosts and ports, apart by commas or semicolons. */
function isListOfHosts(text: string): boolean {
  if (/[^-\w.*:,;\s$(){}\uE000]/.test(text)) return false;
  return text.split(/[,;]/).every((piece) => /^[^\s.:]*[.:]\S*$/.test(piece.trim()));
}

function withAnyLabels(written: string): string {
  return written
    .replace(variables, '\uE000')
    .split('.')
    .map((label) => (label.includes('\uE000') ? anyLabel : label))
    .join('.');
}

/** Labels apart by dots; `_` may begin one, as in `_sql._tcp`. Addresses are no names. Source: RFC 1035 2.3.1, RFC 2782. */
function isHostName(host: string): boolean {
  if (host.length > 253 || /^[\d.*]+$/.test(host)) return false;
  return host
    .split('.')
    .every((label) => label === anyLabel || (label.length <= 63 && /^_?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/i.test(label)));
}
