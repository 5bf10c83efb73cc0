import type { Span } from '../text/span.ts';
import { anyLabel } from './host-name.ts';

/** A host name found in a string. */
export interface ScannedHost {
  /** Lower case, without a final dot; a label that holds a variable or a template's action is `*`. */
  readonly host: string;
  /** Whether it is written with a final dot. */
  readonly absolute: boolean;
  /** What tells that it is a host: it stands in a URL, before a port, makes up the string with others like it, or only looks like one. */
  readonly standing: 'url' | 'port' | 'whole' | 'text';
  /** The host without its final dot, in the string. */
  readonly within: Span;
  /** The port behind it, where one is written in digits. */
  readonly port: number | undefined;
  readonly portWithin: Span | undefined;
  /** Whether it stands behind a sign that starts a comment, on its own line of a longer text. */
  readonly commented: boolean;
}

/**
 * The host names in a decoded string: names of at least two labels, and single labels where they stand as a host, in a URL or
 * before a port. Whether such a name belongs to a Service is for the reader to say. Linear in the length of the text.
 */
export function scanHosts(text: string): readonly ScannedHost[] {
  if (!mayHoldHost.test(text)) return [];
  const isCommented = text.includes('\n') ? commentsOf(text) : () => false;
  const hosts: ScannedHost[] = [];
  const word = /[$\uE000]|\{\{/.test(text) ? wordWithVariables : plainWord;
  let skipTo = 0;
  let authorityEnd = -1;
  for (const match of text.matchAll(word)) {
    const start = match.index;
    if (start < skipTo) continue;
    const written = match[0];
    const isAuthority = startsAuthority(text, start) || (text[start - 1] === ',' && authorityEnd === start - 1);
    const userInfoEnd = isAuthority ? endOfUserInfo(text, start) : undefined;
    const host =
      userInfoEnd === undefined
        ? readHost(text, { start, written, isAuthority })
        : readBehindUserInfo(text, (skipTo = userInfoEnd));
    if (host === undefined) continue;
    if (userInfoEnd !== undefined) skipTo = host.within.end;
    if (host.standing === 'url') authorityEnd = host.portWithin?.end ?? host.within.end + (host.absolute ? 1 : 0);
    hosts.push(isCommented(host.within.start) ? { ...host, commented: true } : host);
  }
  if (!hosts.some((host) => host.standing === 'text') || !isListOfHosts(text)) return hosts;
  return hosts.map((host) => (host.standing === 'text' ? { ...host, standing: 'whole' } : host));
}

/** A dot within a word, a port, or what stands before a URL's host: most strings have none, and are done with. */
const mayHoldHost = /[\w)}\uE000*]\.[\w${\uE000]|:[\d$]|\/\/|:\{\{|:\uE000/;

/** What is put in later: `$(VAR)`, `${VAR}`, `$VAR`, a template's action, masked or not. No longer than people write them. */
const variable = String.raw`(?:\$\([^()\n]{0,120}\)|\$\{[^{}\n]{0,120}\}|\$[A-Za-z_]\w{0,60}|\{\{[^{}\n]{0,200}\}\}|\uE000+)`;
const plainWord = /(?:[A-Za-z0-9_]|\*(?=\.))[A-Za-z0-9_.-]*/g;
const wordWithVariables = new RegExp(
  String.raw`(?:[A-Za-z0-9_]|\*(?=\.)|${variable})[A-Za-z0-9_.-]*(?:${variable}[A-Za-z0-9_.-]*)*`,
  'g',
);
const variables = new RegExp(variable, 'g');
const sticky = {
  plain: new RegExp(plainWord.source, 'y'),
  withVariables: new RegExp(wordWithVariables.source, 'y'),
} as const;

interface Word {
  readonly start: number;
  readonly written: string;
  readonly isAuthority: boolean;
}

function readHost(text: string, { start, written, isAuthority }: Word): ScannedHost | undefined {
  const bare = written.replace(/[.-]{1,4}$/, '');
  const host = /[$\uE000{]/.test(bare) ? withAnyLabels(bare) : bare;
  const isDotted = host.includes('.');
  const end = start + bare.length;
  const behind = start + written.length;
  const next = text[behind];
  // Cheap refusals first: most words of a text are neither dotted nor followed by a port.
  if (!isAuthority && !isDotted && next !== ':') return undefined;
  const portWithin = portBehind(text, behind, isDotted ? 'dotted' : 'bare');
  const hasPort = portWithin !== undefined || isPortVariable(text, behind);
  if (!isAuthority && !(isDotted || hasPort)) return undefined;
  if (!isAuthority && !mayStandFree(text, start, behind, hasPort ? 'port' : 'none')) return undefined;
  if (!isHostName(host)) return undefined;
  return {
    host: host.toLowerCase(),
    absolute: written.slice(bare.length) === '.',
    standing: isAuthority ? 'url' : hasPort ? 'port' : 'text',
    within: { start, end },
    port: portWithin === undefined ? undefined : Number(text.slice(portWithin.start, portWithin.end)),
    portWithin,
    commented: false,
  };
}

function readBehindUserInfo(text: string, start: number): ScannedHost | undefined {
  const word = /[$\uE000]|\{\{/.test(text) ? sticky.withVariables : sticky.plain;
  word.lastIndex = start;
  const written = word.exec(text)?.[0];
  return written === undefined ? undefined : readHost(text, { start, written, isAuthority: true });
}

/** The longest user info that is looked for before a host; longer ones do not occur in URLs that people write. */
const longestUserInfo = 256;

/** Behind `://`, and behind `@//` as Oracle's JDBC URLs have it. */
function startsAuthority(text: string, start: number): boolean {
  return text[start - 1] === '/' && text[start - 2] === '/' && (text[start - 3] === ':' || text[start - 3] === '@');
}

function endOfUserInfo(text: string, start: number): number | undefined {
  const found = /^[^\s/?#"'<>,@]*@/.exec(text.slice(start, start + longestUserInfo));
  return found === null ? undefined : start + found[0].length;
}

/** Whether a word is free to be a host: not in a path, an e-mail address, a variable, nor the key of a property. */
function mayStandFree(text: string, start: number, behind: number, hasPort: 'port' | 'none'): boolean {
  const before = text[start - 1] ?? '';
  if (before === '@') return hasPort === 'port';
  if (/[/\\.${%#~<]/.test(before)) return false;
  const next = text[behind] ?? '';
  return next !== '@' && next !== '=' && next !== '(' && next !== '\\';
}

/**
 * The digits of a port behind a host: no tag of an image (`redis:7-alpine`) and no time (`20:20:00`). Some lists have a second
 * port (`zk-0.zk:2888:3888`), which is left alone.
 */
function portBehind(text: string, behind: number, host: 'dotted' | 'bare'): Span | undefined {
  if (text[behind] !== ':') return undefined;
  const digits = /^:(\d{1,5})(?![\w-]|\.\w)/.exec(text.slice(behind, behind + 9))?.[1];
  if (digits === undefined) return undefined;
  const end = behind + 1 + digits.length;
  if (host === 'bare' && /^:\d/.test(text.slice(end, end + 2))) return undefined;
  return { start: behind + 1, end };
}

function isPortVariable(text: string, behind: number): boolean {
  if (text[behind] !== ':') return false;
  return /^:(?:\$[({]?|\{\{)[^(){}\n]{0,60}port/i.test(text.slice(behind, behind + 80));
}

/** What begins a comment on a line of its own: of shells and YAML, of C and its kin, of INI files, SQL and XML. */
const commentStart = /^[ \t]*(?:#|\/\/|;|--[ \t]|<!--|\*[ \t])/;

/** Tells of places of a text, asked in ascending order, whether they stand in a comment; looks at each line once. */
function commentsOf(text: string): (offset: number) => boolean {
  let lineEnd = -1;
  let comment = Infinity;
  return (offset) => {
    if (offset > lineEnd) {
      const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
      const newline = text.indexOf('\n', offset);
      lineEnd = newline < 0 ? text.length : newline;
      const behind = / #[ \t]/.exec(text.slice(lineStart, lineEnd))?.index;
      comment = commentStart.test(text.slice(lineStart, lineStart + 200))
        ? lineStart
        : lineStart + (behind ?? Infinity);
    }
    return offset > comment;
  };
}

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
