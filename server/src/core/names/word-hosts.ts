import type { Span } from '../text/span.ts';
import type { AskedWord } from './formats/asking.ts';
import { anyLabel } from './host-name.ts';
import { isValue, mayBeFree, portBehind, portVariable } from './around-word.ts';
import { expand, labelsOfWord, ownNamespace, unknownPart, type Values } from './variables.ts';

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
   * Why nobody may ever ask for it: it is behind a sign that starts a comment, on its own line of a longer text, or in a sentence that
   * a script prints; or it is what is put in
   * for a variable where that has no value (`${DB_HOST:-db}`, `getenv("DB_HOST", "db")`). Or why it is not for this place to say
   * whether it is right: it is nothing but a variable, whose value is a host where it is written, or its script writes the search list.
   */
  readonly aside: 'comment' | 'default' | 'elsewhere' | undefined;
}

/** What tells of a word that it is a host. */
export interface Tell {
  readonly isAuthority: boolean;
  /** Whether a single word without a port is a host in its place, as it is not where an unknown scheme is before it. */
  readonly isOfNetwork: boolean;
  readonly asked: AskedWord | undefined;
  readonly scheme: string | undefined;
  readonly values: Values;
}

/** The hosts that a word of a text is, by what is around it; none where it is no host, several where variables stand for several. */
export function readHosts(text: string, start: number, written: string, tell: Tell): readonly ScannedHost[] {
  const { isAuthority, isOfNetwork, asked, scheme, values } = tell;
  const bare = written.replace(isAuthority ? /\.{1,4}$/ : /[.-]{1,4}$/, '');
  const isDotted = bare.includes('.');
  const end = start + bare.length;
  const behind = start + written.length;
  const next = text[behind];
  if (!isAuthority && !isDotted && asked === undefined && next !== ':') return [];
  if (isAuthority && /^(?:[={}[%*$]|:\/\/)/.test(text.slice(behind, behind + 3)) && !isEncoded(text, behind)) return [];
  // A label that somebody fills in: `db.<namespace>.svc`.
  if (written.endsWith('.') && /^<[A-Za-z]/.test(text.slice(behind, behind + 2))) return [];
  const portWithin = portBehind(text, behind, isDotted ? 'dotted' : 'bare', asked === undefined ? ':' : ':,');
  const variablePort = portWithin === undefined ? portVariable(text, behind, values) : undefined;
  const hasPort = portWithin !== undefined || variablePort !== undefined;
  const isAsked =
    asked !== undefined && (isDotted || hasPort || asked.by.stem === undefined || isValue(text, start, behind));
  if (!isAuthority && !(isDotted || hasPort || isAsked)) return [];
  if (isAuthority && !isOfNetwork && !isDotted && !hasPort) return [];
  if (!isAuthority && asked === undefined && !mayBeFree(text, { start, behind, host: bare, hasPort })) return [];
  const hasVariable = /[$\uE000{%[]/.test(bare);
  const expanded = hasVariable ? expand(bare, start, values) : [{ text: bare, isOwn: false, isReadElsewhere: false }];
  const knownPort = variablePort === undefined ? undefined : Number(values.of(variablePort, behind)?.[0] ?? 'none');
  const writtenPort = portWithin && portAt(text, portWithin).port;
  const hosts: ScannedHost[] = [];
  for (const { text: full, isOwn, isReadElsewhere } of expanded) {
    // The host is judged there, so that there is nothing to say but of a port.
    if (isReadElsewhere && !hasPort) continue;
    const host = withAnyLabels(full);
    if (hasVariable && isBelowDomain(host, bare)) continue;
    if (!isHostName(host) || (!isDotted && (host === anyLabel || (isAsked && /^\d+$/.test(host))))) continue;
    const evidence = isAuthority ? 'url' : hasPort ? 'port' : isAsked ? 'asked' : 'text';
    if (evidence === 'text' && /^[^_.]+_/.test(host)) continue;
    hosts.push({
      host: host.toLowerCase(),
      written: hasVariable ? bare : undefined,
      isOwn,
      absolute: written.slice(bare.length) === '.',
      evidence,
      scheme: isAuthority ? scheme || undefined : undefined,
      within: { start, end },
      port: writtenPort ?? (Number.isInteger(knownPort) ? knownPort : undefined),
      portWithin,
      aside: isReadElsewhere ? 'elsewhere' : asked?.by.isDefault === true ? 'default' : undefined,
    });
  }
  return hosts;
}

/** The port in a stretch of digits. */
export function portAt(text: string, within: Span): Pick<ScannedHost, 'port' | 'portWithin'> {
  return { port: Number(text.slice(within.start, within.end)), portWithin: within };
}

/** Whether an encoded sign is behind a host: `%3A`, `%2F`, `%3F`. */
function isEncoded(text: string, behind: number): boolean {
  return /^%(?:3A|2F|3F)/i.test(text.slice(behind, behind + 3));
}

/** Whether a name without `svc` ends with a variable that is called as a domain, `dex.${SECRET_DOMAIN}`: it is a site's, no Service's. */
function isBelowDomain(host: string, written: string): boolean {
  if (!host.endsWith(`.${anyLabel}`) || /\.svc\./i.test(host)) return false;
  return /^(?:\$|\{\{).*(?:domain|zone|fqdn|suffix)/i.test(labelsOfWord(written).at(-1) ?? '');
}

function withAnyLabels(expanded: string): string {
  if (!expanded.includes(unknownPart)) return expanded;
  return expanded
    .split('.')
    .map((label) => (label.includes(unknownPart) ? anyLabel : label))
    .join('.');
}

/**
 * Labels apart by dots; `_` may begin one, as in `_sql._tcp`, and people put it between the words of the first, as Docker Compose
 * allows. Addresses are no names. Source: RFC 1035 2.3.1, RFC 2782.
 */
function isHostName(host: string): boolean {
  if (host.length > 253 || /^[\d.*]+$/.test(host)) return false;
  return !/[^.]{64}/.test(host) && labelsOfHost.test(host);
}

const label = `(?:[${anyLabel}${ownNamespace}]|_?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)`;
const words = '[a-z0-9][-_a-z0-9]*[a-z0-9]';
const labelsOfHost = new RegExp(`^(?:${label}|${words})(?:\\.${label})*$`, 'i');
