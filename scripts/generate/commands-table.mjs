// The README, in each language: the table of commands, from package.json and its texts, with what each does.
import { replaceBetween } from '../lib/generated.mjs';
import { readmeWords } from '../lib/readme-words.mjs';

/** Commands that are another one for the Explorer, which has arguments of its own. */
const twins = new Map([['headlight.showResourceRecords', 'headlight.showRecords']]);

/** @typedef {Record<string, readonly { command: string, when?: string }[]>} Menus */

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const { contributes } = JSON.parse(files.read('package.json') ?? '{}');
  const commands = /** @type {readonly { command: string, title: string, category: string }[]} */ (
    contributes.commands
  );
  const menus = /** @type {Menus} */ (contributes.menus);
  const shown = commands.filter(({ command }) => isInPalette(menus, command));
  for (const words of Object.values(readmeWords)) {
    const readme = files.read(words.file);
    if (readme === undefined) continue;
    const strings = JSON.parse(files.read(words.strings) ?? '{}');
    const rows = shown.map((command) => row(command, menus, strings, words));
    const lines = ['', `| ${words.commandColumns.join(' | ')} |`, '|---|---|', ...rows, ''];
    files.write(words.file, replaceBetween(readme, 'commands', lines.join('\n')));
  }
}

/**
 * @param {{ command: string, title: string, category: string }} command
 * @param {Menus} menus
 * @param {Record<string, string>} strings
 * @param {import('../lib/readme-words.mjs').ReadmeWords} words
 */
function row({ command, title, category }, menus, strings, words) {
  const read = (/** @type {string} */ text) => text.replace(/^%(.*)%$/, (_, key) => strings[key] ?? key);
  const places = Object.entries(words.places).filter(([menu]) =>
    menus[menu]?.some((item) => command === (twins.get(item.command) ?? item.command)),
  );
  const also = places.length === 0 ? '' : ` ${words.also(places.map(([, place]) => place))}`;
  return `| *${read(category)}: ${read(title)}* | ${descriptionOf(command, words)}${also} |`;
}

/**
 * @param {string} command
 * @param {import('../lib/readme-words.mjs').ReadmeWords} words
 */
function descriptionOf(command, words) {
  const found = Object.entries(words.commands).find(([name]) => command === `headlight.${name}`);
  if (found === undefined) {
    throw new Error(`Say what ${command} does in scripts/lib/readme-words.mjs, for the table in ${words.file}.`);
  }
  return found[1];
}

/**
 * @param {Menus} menus
 * @param {string} command
 */
function isInPalette(menus, command) {
  return menus['commandPalette']?.every((item) => item.command !== command || item.when !== 'false') ?? true;
}
