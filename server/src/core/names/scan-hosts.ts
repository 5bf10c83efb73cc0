import { shiftSpan, type Span } from '../text/span.ts';
import { addAll } from '../util/collections.ts';
import { Asking, type AskedWord } from './formats/asking.ts';
import { mayAskForHost, type Ask } from './formats/key-formats.ts';
import { portBeside, type AskedSpan } from './formats/port-formats.ts';
import { anyLabel } from './host-name.ts';
import { loopsOf } from './loops.ts';
import {
  commentsOf,
  endOfUserInfo,
  isKeyOfProperty,
  isValue,
  mayBeFree,
  portBehind,
  portVariable,
  placeInUrl,
  upstreamsOf,
} from './surroundings.ts';
import { defaultsIn, expand, ownNamespace, unknownPart, type Values } from './variables.ts';
import { nextWordIn } from './words.ts';

/** A host name found in a string. */
export interface ScannedHost {
  /**
   * Lower case, without a final dot; a label that holds a variable or a template's action is `*`, one that is the namespace of its
   * object `@`.
   */
  readonly host: string;
  /** As it is in the string, where that is more than letters: it holds variables. */
  readonly written: string | undefined;
  /** Whether its first label is the name of the Pod that it is in. */
  readonly isOwn: boolean;
  /** Whether it is written with a final dot. */
  readonly absolute: boolean;
  /**
   * What tells that it is a host: it is in a URL, before a port, where a key or command asks for one, makes up the string with
   * others like it, or only looks like one.
   */
  readonly evidence: 'url' | 'port' | 'asked' | 'whole' | 'text';
  /** The scheme of its URL, in lower case; absent where it is in none, or behind another host of it. */
  readonly scheme: string | undefined;
  /** The host without its final dot, in the string. */
  readonly within: Span;
  /** The port behind it, or beside it under a key of its own. */
  readonly port: number | undefined;
  /** Where the digits of the port are. */
  readonly portWithin: Span | undefined;
  /**
   * Why nobody may ever ask for it: it is behind a sign that starts a comment, on its own line of a longer text; or it is what is put in
   * for a variable where that has no value (`${DB_HOST:-db}`, `getenv("DB_HOST", "db")`).
   */
  readonly aside: 'comment' | 'default' | undefined;
}

/** What is known of a string beside its text. */
interface Surroundings {
  /** What the key asks for that the whole string is the value of. */
  readonly asks?: Ask | undefined;
  /** What variables stand for. */
  readonly values?: Values | undefined;
}

/**
 * The host names in a decoded string: names of at least two labels, and single labels where they are as a host, in a URL, before a
 * port, or where a key or command asks for one. Whether such a name belongs to a Service is for the reader to say. The text is gone
 * through once; linear in its length.
 */
export function scanHosts(text: string, { asks, values = unknownValues }: Surroundings = {}): readonly ScannedHost[] {
  return scan(text, { defaults: 'read', asks, values });
}

interface Scanning {
  readonly defaults: 'read' | 'ignored';
  readonly asks: Ask | undefined;
  readonly values: Values;
}

function scan(text: string, { defaults, asks, values }: Scanning): readonly ScannedHost[] {
  const isAsked = asks?.role === 'host' && valueOfHosts.test(text);
  if (!isAsked && isOneWord.test(text)) return [];
  if (!isAsked && !mayHoldHost.test(text) && !mayAskForHost.test(text)) return [];
  const isCommented = commentsOf(text);
  const upstreams = upstreamsOf(text);
  const loops = loopsOf(text);
  const known: Values = {
    of: (name, offset) => loops(name, offset) ?? values.of(name, offset),
    isOwnPod: values.isOwnPod,
    declares: values.declares,
  };
  const asking = new Asking(text, isAsked ? asks : undefined);
  const found: { readonly hosts: readonly ScannedHost[]; readonly asked: AskedSpan | undefined }[] = [];
  const ports: AskedSpan[] = [];
  const nextWord = nextWordIn(text);
  let skipTo = 0;
  let authorityEnd = -1;
  for (let word = nextWord(text, 0); word !== undefined; word = nextWord(text, word.end)) {
    const { end } = word;
    const asked = asking.next(word);
    const start = word.start + (asked?.skip ?? encodedStart(text, word));
    if (start < skipTo) continue;
    if (asked?.role === 'port') {
      if (/^\d{1,5}$/.test(text.slice(start, end))) ports.push({ by: asked.by, within: { start, end } });
      continue;
    }
    const isNextOfUrl = text[start - 1] === ',' && authorityEnd === start - 1;
    const place = isNextOfUrl ? undefined : placeInUrl(text, start);
    const isTold = asked !== undefined || isNextOfUrl || place !== undefined || text[end] === ':';
    // Most words of a text are not even dotted, and most that are give a property its name.
    const isOther = word.holds === 'neither' || (word.holds === 'dots' && isKeyOfProperty(text, start, end));
    if (!isTold && isOther) continue;
    const written = text.slice(start, end);
    const aside: ScannedHost[] = [];
    if (defaults === 'read' && word.holds === 'variables')
      addAll(aside, defaultHosts(text, start, written, isCommented));
    if (aside.length > 0) found.push({ hosts: aside, asked: undefined });
    const userInfoEnd = isNextOfUrl || place !== undefined ? endOfUserInfo(text, start) : undefined;
    const isAuthority = isNextOfUrl || place?.part === 'host';
    const isOfNetwork = place?.isOfNetwork !== false;
    const tell: Tell = { isAuthority, isOfNetwork, asked, scheme: place?.scheme, values: known };
    const hosts =
      userInfoEnd === undefined
        ? readHosts(text, start, written, tell)
        : readBehindUserInfo(text, (skipTo = userInfoEnd), nextWord(text, userInfoEnd), tell);
    const [host] = hosts;
    if (host === undefined || (host.evidence === 'url' && host.port === undefined && upstreams.has(host.host)))
      continue;
    if (userInfoEnd !== undefined) skipTo = host.within.end;
    if (host.evidence === 'url') authorityEnd = host.portWithin?.end ?? host.within.end + (host.absolute ? 1 : 0);
    found.push({
      hosts: isCommented(host.within.start) ? hosts.map((one) => ({ ...one, aside: 'comment' as const })) : hosts,
      asked: asked === undefined || host.port !== undefined ? undefined : { by: asked.by, within: host.within },
    });
  }
  const beside =
    ports.length === 0
      ? undefined
      : portBeside(
          text,
          found.flatMap(({ asked }) => asked ?? []),
          ports,
        );
  const all = found.flatMap(({ hosts, asked }) => {
    const port = asked && beside?.get(asked);
    return port === undefined ? hosts : hosts.map((host) => ({ ...host, ...portAt(text, port.within) }));
  });
  if (!all.some((host) => host.evidence === 'text') || !isListOfHosts(text)) return all;
  return all.map((host) => (host.evidence === 'text' ? { ...host, evidence: 'whole' } : host));
}

/** A word without dots: no host, unless a key asks for one. */
const isOneWord = /^[\w-]*$/;

/** A dot within a word, a port, or what is before a URL's host: most strings have none, and are done with. */
const mayHoldHost = /[\w)}\]\uE000*]\.[\w${%[\uE000]|:[\d$]|\/\/|:\{\{|:\uE000|%2F%2F/i;

/** What a key that asks for a host can have for its value: hosts, apart by commas or semicolons. */
const valueOfHosts = /^\s*[\w.*(){}[\]$:/@-]+(?:\s*[,;]\s*[\w.*(){}[\]$:/@-]+)*[,;]?\s*$/;

const unknownValues: Values = {
  of: () => undefined,
  isOwnPod: (name) => name === 'hostname' || name === 'HOSTNAME',
  declares: () => false,
};

/** What tells of a word that it is a host. */
interface Tell {
  readonly isAuthority: boolean;
  /** Whether a single word without a port is a host in its place, as it is not where an unknown scheme is before it. */
  readonly isOfNetwork: boolean;
  readonly asked: AskedWord | undefined;
  readonly scheme: string | undefined;
  readonly values: Values;
}

function readHosts(text: string, start: number, written: string, tell: Tell): readonly ScannedHost[] {
  const { isAuthority, isOfNetwork, asked, scheme, values } = tell;
  const bare = written.replace(isAuthority ? /\.{1,4}$/ : /[.-]{1,4}$/, '');
  const isDotted = bare.includes('.');
  const end = start + bare.length;
  const behind = start + written.length;
  const next = text[behind];
  if (!isAuthority && !isDotted && asked === undefined && next !== ':') return [];
  if (isAuthority && /^(?:[={}[%*$]|:\/\/)/.test(text.slice(behind, behind + 3)) && !isEncoded(text, behind)) return [];
  const portWithin = portBehind(text, behind, isDotted ? 'dotted' : 'bare', asked === undefined ? ':' : ':,');
  const variablePort = portWithin === undefined ? portVariable(text, behind, values) : undefined;
  const hasPort = portWithin !== undefined || variablePort !== undefined;
  const isAsked =
    asked !== undefined && (isDotted || hasPort || asked.by.stem === undefined || isValue(text, start, behind));
  if (!isAuthority && !(isDotted || hasPort || isAsked)) return [];
  if (isAuthority && !isOfNetwork && !isDotted && !hasPort) return [];
  if (!isAuthority && asked === undefined && !mayBeFree(text, { start, behind, host: bare, hasPort })) return [];
  const hasVariable = /[$\uE000{%[]/.test(bare);
  const expanded = hasVariable ? expand(bare, start, values) : [{ text: bare, isOwn: false }];
  const knownPort = variablePort === undefined ? undefined : Number(values.of(variablePort, behind)?.[0] ?? 'none');
  return expanded.flatMap(({ text: full, isOwn }): readonly ScannedHost[] => {
    const host = withAnyLabels(full);
    if (!isHostName(host) || (!isDotted && (host === anyLabel || (isAsked && /^\d+$/.test(host))))) return [];
    return [
      {
        host: host.toLowerCase(),
        written: hasVariable ? bare : undefined,
        isOwn,
        absolute: written.slice(bare.length) === '.',
        evidence: isAuthority ? 'url' : hasPort ? 'port' : isAsked ? 'asked' : 'text',
        scheme: isAuthority ? scheme || undefined : undefined,
        within: { start, end },
        ...(portWithin !== undefined
          ? portAt(text, portWithin)
          : { port: Number.isInteger(knownPort) ? knownPort : undefined, portWithin: undefined }),
        aside: asked?.by.isDefault === true ? 'default' : undefined,
      },
    ];
  });
}

function portAt(text: string, within: Span): Pick<ScannedHost, 'port' | 'portWithin'> {
  return { port: Number(text.slice(within.start, within.end)), portWithin: within };
}

function readBehindUserInfo(text: string, start: number, word: Span | undefined, tell: Tell): readonly ScannedHost[] {
  if (word?.start !== start) return [];
  return readHosts(text, start, text.slice(start, word.end), { ...tell, isAuthority: true, isOfNetwork: true });
}

/** How many digits of an encoded sign are before a word: `%2Fdb`. */
function encodedStart(text: string, { start, end }: Span): number {
  return text[start - 1] === '%' && /^[0-9A-F]{2}/i.test(text.slice(start, end)) ? 2 : 0;
}

/** Whether an encoded sign is behind a host: `%3A`, `%2F`, `%3F`. */
function isEncoded(text: string, behind: number): boolean {
  return /^%(?:3A|2F|3F)/i.test(text.slice(behind, behind + 3));
}

/** The hosts that variables of a word are put in for where they have no value. */
function defaultHosts(
  text: string,
  start: number,
  written: string,
  isCommented: (offset: number) => boolean,
): readonly ScannedHost[] {
  return defaultsIn(written).flatMap(({ whole, fallback }) => {
    // As if the variable were not there, so that what is before and behind it counts.
    const before = text.slice(Math.max(0, start + whole.start - longestContext), start + whole.start);
    const behind = text.slice(start + whole.end, start + whole.end + longestContext);
    const value = written.slice(fallback.start, fallback.end);
    const inner = { start: before.length, end: before.length + value.length };
    const found = scan(`${before}${value}${behind}`, { defaults: 'ignored', asks: undefined, values: unknownValues });
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

function withAnyLabels(expanded: string): string {
  if (!expanded.includes(unknownPart)) return expanded;
  return expanded
    .split('.')
    .map((label) => (label.includes(unknownPart) ? anyLabel : label))
    .join('.');
}

/** Labels apart by dots; `_` may begin one, as in `_sql._tcp`. Addresses are no names. Source: RFC 1035 2.3.1, RFC 2782. */
function isHostName(host: string): boolean {
  if (host.length > 253 || /^[\d.*]+$/.test(host)) return false;
  return host
    .split('.')
    .every(
      (label) =>
        label === anyLabel ||
        label === ownNamespace ||
        (label.length <= 63 && /^_?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/i.test(label)),
    );
}
