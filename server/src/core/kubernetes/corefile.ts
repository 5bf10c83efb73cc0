import { readAddress } from '../names/ip-address.ts';
import { addAll } from '../util/collections.ts';
import type { At } from '../yaml/path.ts';
import { fieldOf, type View } from './field.ts';
import { withoutFinalDot } from '../util/dns-label.ts';

/** A name that CoreDNS is configured to answer, besides those that it makes of Services. */
export interface ConfiguredName {
  /** How a name that is asked for is compared with `text`: as a whole, or a part of it; a pattern is one of Go. */
  readonly match: 'whole' | 'prefix' | 'suffix' | 'substring' | 'pattern';
  /** Lower case, with its final dot where it is a whole name. */
  readonly text: string;
  /** The address of a line of hosts; absent where another name is asked instead. */
  readonly address: string | undefined;
  /** The key of the ConfigMap that says so. */
  readonly at: At;
}

/**
 * The names that the plugins `hosts` and `rewrite` serve, in a ConfigMap with a Corefile or with parts of one: keys `Corefile`, `*.server` and
 * `*.override`, and files of hosts that they name. None of any other ConfigMap, nor of what cannot be read.
 * Source: CoreDNS, plugins hosts and rewrite; AKS and k3s documentation, coredns-custom.
 */
export function readConfiguredNames(configMap: View): readonly ConfiguredName[] {
  const data = fieldOf(configMap, 'data');
  if (data.node?.kind !== 'map' || !data.node.entries.some(({ key }) => isCorefile(key))) return none;
  return data.node.entries.flatMap(({ key, value }) => {
    if (!isCorefile(key) || value.kind !== 'scalar') return none;
    return namesOfCorefile(value.text, data, key);
  });
}

const none: readonly ConfiguredName[] = [];

function isCorefile(key: string): boolean {
  return key === 'Corefile' || key.endsWith('.server') || key.endsWith('.override');
}

function namesOfCorefile(text: string, data: View, key: string): readonly ConfiguredName[] {
  const names: ConfiguredName[] = [];
  const blocks: string[] = [];
  const at = { path: [...data.path, key] };
  for (const words of linesOf(text)) {
    const [first = ''] = words;
    const block = blocks.at(-1);
    if (block === 'hosts') addAll(names, namesOfHosts(words, at));
    else if (first === 'rewrite') addAll(names, namesOfRewrite(words.slice(1), at));
    else if (block === 'rewrite') addAll(names, namesOfRewrite(words, at));
    else if (first === 'hosts') addAll(names, namesOfFile(words[1], data));
    if (words.at(-1) === '{') blocks.push(first);
    if (first === '}') blocks.pop();
  }
  return names;
}

/** A file of hosts that is another key of the ConfigMap, which is mounted beside the Corefile. */
function namesOfFile(path: string | undefined, data: View): readonly ConfiguredName[] {
  const key = path?.slice(path.lastIndexOf('/') + 1) ?? '';
  const { node } = fieldOf(data, key);
  if (node?.kind !== 'scalar') return none;
  const at = { path: [...data.path, key] };
  return linesOf(node.text).flatMap((words) => namesOfHosts(words, at));
}

/** An address and the names that have it. Source: hosts(5). */
function namesOfHosts([address = '', ...names]: readonly string[], at: At): readonly ConfiguredName[] {
  if (readAddress(address) === undefined) return none;
  return names.map((name) => ({ match: 'whole', text: wholeName(name), address, at }));
}

/** `[continue|stop] name [exact|prefix|suffix|substring|regex] FROM TO`. */
function namesOfRewrite(words: readonly string[], at: At): readonly ConfiguredName[] {
  const [field, ...rest] = words[0] === 'continue' || words[0] === 'stop' ? words.slice(1) : words;
  if (field !== 'name') return none;
  const how = rest[0] === undefined ? undefined : matches.get(rest[0]);
  const [from, to] = how === undefined ? rest : rest.slice(1);
  if (from === undefined || to === undefined) return none;
  const match = how ?? 'whole';
  const lower = match === 'pattern' ? from : from.toLowerCase();
  return [{ match, text: match === 'whole' ? wholeName(from) : lower, address: undefined, at }];
}

const matches: ReadonlyMap<string, ConfiguredName['match']> = new Map([
  ['exact', 'whole'],
  ['prefix', 'prefix'],
  ['suffix', 'suffix'],
  ['substring', 'substring'],
  ['regex', 'pattern'],
]);

/** A name as it is compared as a whole: lower case, with its final dot. */
export function wholeName(name: string): string {
  return `${withoutFinalDot(name.toLowerCase())}.`;
}

/** The words of the lines that say something. */
function linesOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/).map((word) => word.replace(/^"|"$/g, '')));
}
