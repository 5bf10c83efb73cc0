import { scalarText, type YamlSequence } from '../../yaml/node.ts';
import type { Path } from '../../yaml/path.ts';
import { Words } from '../words.ts';
import { Asking } from './asking.ts';
import { portOf, type PortBeside } from './beside.ts';
import { firstWordsOfCommands } from './commands.ts';
import type { Ask } from './key-formats.ts';
import { fileNameOf } from '../../util/paths.ts';

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
  const written = scalarText(items[0]) ?? '';
  const program = fileNameOf(written);
  if (!firstWordsOfCommands.has(program)) return undefined;
  const words = [program, ...items.slice(1).map(wordOf)];
  const line = words.join(' ');
  const asking = new Asking(line, undefined);
  const hosts: number[] = [];
  let port: PortBeside | undefined;
  // The item that a word is in, and where that ends in the line.
  let index = 0;
  let end = program.length;
  const word = new Words(line);
  while (word.next()) {
    while (end < word.start) {
      index++;
      end += 1 + (words[index]?.length ?? 0);
    }
    const asked = asking.next(word);
    // The flags that any list may have, such as `--host=db`, are read as those.
    if (asked === undefined || asked.skip > 0 || asked.by.stem !== undefined) continue;
    if (asked.role === 'host') hosts.push(index);
    else port = portOf(items[index], [...path, index]) ?? port;
  }
  return new Map(hosts.map((host) => [host, { asks: { role: 'host', stem: '' }, port }]));
}

/** An item as one word of a command line; a text of several stands for one that asks for nothing. */
function wordOf(item: YamlSequence['items'][number]): string {
  const text = scalarText(item) ?? '';
  return text === '' || /[\s;|&<>()`]/.test(text) ? '+' : text;
}
