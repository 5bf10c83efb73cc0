import { spanAt } from '../../text/span.ts';
import { scalarText, type YamlSequence } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { nextWordIn } from '../words.ts';
import { Asking } from './asking.ts';
import type { PortBeside } from './beside.ts';
import { firstWordsOfCommands } from './commands.ts';
import type { Ask } from './key-formats.ts';

/** What a command asks for where its host is, and the port that it has beside it. */
interface ListedHost {
  readonly asks: Ask;
  readonly port: PortBeside | undefined;
}

/**
 * The hosts of a command that is a list of its words, by the index of the item: `[nc, -z, db, "5432"]`. `path` is that of the list.
 * `undefined` where the list begins with no command that takes a host.
 */
export function hostsOfListedCommand({ items }: YamlSequence, path: Path): ReadonlyMap<number, ListedHost> | undefined {
  const program = /[^/]*$/.exec(scalarText(items[0]) ?? '')?.[0] ?? '';
  if (!firstWordsOfCommands.has(program)) return undefined;
  const words = [program, ...items.slice(1).map(wordOf)];
  const line = words.join(' ');
  const nextWord = nextWordIn(line);
  const asking = new Asking(line, undefined);
  const hosts: number[] = [];
  let port: PortBeside | undefined;
  for (let word = nextWord(line, 0); word !== undefined; word = nextWord(line, word.end)) {
    const asked = asking.next(word);
    if (asked === undefined || asked.skip > 0) continue;
    const index = line.slice(0, word.start).split(' ').length - 1;
    if (asked.role === 'host') hosts.push(index);
    const text = words[index] ?? '';
    if (asked.role !== 'port' || !/^\d{1,5}$/.test(text)) continue;
    port = { port: Number(text), at: { path: [...path, index], within: spanAt(0, text.length) } };
  }
  return new Map(hosts.map((index) => [index, { asks: { role: 'host', stem: '' }, port }]));
}

/** An item as one word of a command line; a text of several stands for one that asks for nothing. */
function wordOf(item: YamlSequence['items'][number]): string {
  const text = scalarText(item) ?? '';
  return text === '' || /[\s;|&<>()`]/.test(text) ? '+' : text;
}
