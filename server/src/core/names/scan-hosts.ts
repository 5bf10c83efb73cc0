import { shiftSpan, type Span, spanAt } from '../text/span.ts';
import { addAll, madeOnce } from '../util/collections.ts';
import { Asking, type AskedWord } from './formats/asking.ts';
import { mayAskForHost, type Ask } from './formats/key-formats.ts';
import { portBeside, type AskedSpan } from './formats/port-formats.ts';
import { loopsOf } from './loops.ts';
import { isServerGroup, serverGroupsOf } from './server-groups.ts';
import { commentsOf, endOfUserInfo, isKeyOfProperty, placeInUrl } from './around-word.ts';
import { defaultsIn, type Values } from './variables.ts';
import { portAt, readHosts, type ScannedHost, type Tell } from './word-hosts.ts';
import { Words } from './words.ts';

/** What is known of a string besides its text. */
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

/** Whether a command of a script, or the beginning of an address, asks for a host behind a text. */
export function isHostNext(before: string): boolean {
  const text = `${before}x`;
  const asking = new Asking(text, undefined);
  let asked: AskedWord | undefined;
  for (const word = new Words(text); word.next();) asked = asking.next(word);
  return asked?.role === 'host' && asked.by.stem === undefined;
}

interface Scanning {
  readonly defaults: 'read' | 'ignored';
  readonly asks: Ask | undefined;
  readonly values: Values;
}

/** Hosts that were found in a word, and where one of them was asked for by a key that may have its port beside it. */
interface Found {
  readonly hosts: readonly ScannedHost[];
  readonly asked: AskedSpan | undefined;
}

function scan(text: string, { defaults, asks, values }: Scanning): readonly ScannedHost[] {
  const isAsked = asks?.role === 'host' && valueOfHosts.test(text);
  if (!isAsked && isOneWord.test(text)) return [];
  if (!isAsked && !mayHoldHost.test(text) && !mayAskForHost.test(text)) return [];
  const isCommented = commentsOf(text);
  const groups = serverGroupsOf(text);
  const known = withLoops(text, values);
  const asking = new Asking(text, isAsked ? asks : undefined);
  const found: Found[] = [];
  const ports: AskedSpan[] = [];
  let skipTo = 0;
  let authorityEnd = -1;
  const word = new Words(text);
  const behind = madeOnce(() => new Words(text));
  while (word.next()) {
    const { end } = word;
    const told = asking.next(word);
    const start = word.start + (told?.skip ?? encodedStart(text, word));
    if (start < skipTo) continue;
    if (told?.role === 'port' && /^\d{1,5}$/.test(text.slice(start, end))) {
      ports.push({ by: told.by, within: { start, end } });
      continue;
    }
    // What is no number under such a key is read as anywhere else: `hostPort: db:5432`.
    const asked = told?.role === 'port' ? undefined : told;
    const isNextOfUrl = text.charAt(start - 1) === ',' && authorityEnd === start - 1;
    const place = isNextOfUrl ? undefined : placeInUrl(text, start);
    const isTold = asked !== undefined || isNextOfUrl || place !== undefined || text.charAt(end) === ':';
    // Most words of a text are not even dotted, and most that are give a property its name.
    const isOther = word.holds === 'neither' || (word.holds === 'dots' && isKeyOfProperty(text, start, end));
    if (!isTold && isOther) continue;
    const written = text.slice(start, end);
    if (defaults === 'read' && word.holds === 'variables') {
      const hosts = defaultHosts(text, start, written, isCommented);
      if (hosts.length > 0) found.push({ hosts, asked: undefined });
    }
    const isInUrl = isNextOfUrl || place !== undefined;
    const tell: Tell = {
      isAuthority: isNextOfUrl || place?.part === 'host',
      isOfNetwork: place?.isOfNetwork !== false,
      asked,
      scheme: place?.scheme,
      values: known,
    };
    const userInfoEnd = isInUrl ? endOfUserInfo(text, start) : undefined;
    const hosts =
      userInfoEnd === undefined
        ? readHosts(text, start, written, tell)
        : readBehindUserInfo(text, (skipTo = userInfoEnd), behind(), tell);
    const [host] = hosts;
    if (host === undefined) continue;
    if (isServerGroup(text, host, asked, groups)) continue;
    if (userInfoEnd !== undefined) skipTo = host.within.end;
    if (host.evidence === 'url') authorityEnd = host.portWithin?.end ?? host.within.end + (host.absolute ? 1 : 0);
    found.push({
      hosts: isCommented(host.within.start) ? hosts.map((one) => ({ ...one, aside: 'comment' as const })) : hosts,
      asked: asked === undefined || host.port !== undefined ? undefined : { by: asked.by, within: host.within },
    });
  }
  return searchedElsewhere(text, asWhole(text, withPortsBeside(text, found, ports)));
}

/** A script that writes its own resolv.conf may search for a name wherever it likes, but for one that says `svc`. Source: resolv.conf(5). */
function searchedElsewhere(text: string, hosts: readonly ScannedHost[]): readonly ScannedHost[] {
  if (!text.includes(resolverFile) || !hosts.some(isSearched) || !writesSearches.test(text)) return hosts;
  return hosts.map((host) => (isSearched(host) ? { ...host, aside: host.aside ?? 'elsewhere' } : host));
}

function isSearched({ host, absolute }: ScannedHost): boolean {
  return !absolute && !host.split('.').includes('svc');
}

const resolverFile = '/etc/resolv.conf';

/** Redirected to it, or by a command that changes a file or puts one in its place. */
const writesSearches =
  /(?:>>?[ \t]{0,4}|\b(?:tee|cp|mv|sed[ \t]+-i)\b[^\n;&|]{0,200}[ \t])["']?\/etc\/resolv\.conf\b["']?[ \t]*(?:$|[\n;&|])/;

/** What variables stand for, those of the loops of a script as well. */
function withLoops(text: string, values: Values): Values {
  const loops = loopsOf(text);
  return {
    of: (name, offset) => loops(name, offset) ?? values.of(name, offset),
    isOwnPod: values.isOwnPod,
    declares: values.declares,
  };
}

/** All hosts, each that a key asks for with the port that another key beside it asks for. */
function withPortsBeside(text: string, found: readonly Found[], ports: readonly AskedSpan[]): readonly ScannedHost[] {
  const all: ScannedHost[] = [];
  const askedOf = (): readonly AskedSpan[] => found.flatMap((one) => one.asked ?? []);
  const beside = ports.length === 0 ? undefined : portBeside(text, askedOf(), ports);
  for (const one of found) {
    const port = one.asked && beside?.get(one.asked);
    addAll(all, port === undefined ? one.hosts : one.hosts.map((host) => ({ ...host, ...portAt(text, port.within) })));
  }
  return all;
}

/** Hosts that only look like some are `whole` where nothing else is in the string. */
function asWhole(text: string, hosts: readonly ScannedHost[]): readonly ScannedHost[] {
  if (!hosts.some(({ evidence }) => evidence === 'text') || !isListOfHosts(text)) return hosts;
  return hosts.map((host) => (host.evidence === 'text' ? { ...host, evidence: 'whole' } : host));
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

function readBehindUserInfo(text: string, start: number, word: Words, tell: Tell): readonly ScannedHost[] {
  if (!word.next(start) || word.start !== start) return [];
  return readHosts(text, start, text.slice(start, word.end), { ...tell, isAuthority: true, isOfNetwork: true });
}

/** How many digits of an encoded sign are before a word: `%2Fdb`. */
function encodedStart(text: string, { start, end }: Span): number {
  return text.charAt(start - 1) === '%' && /^[0-9A-F]{2}/i.test(text.slice(start, end)) ? 2 : 0;
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
    const inner = spanAt(before.length, value.length);
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
