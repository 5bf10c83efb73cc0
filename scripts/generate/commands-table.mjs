// README.md: the table of commands, from package.json and package.nls.json, with what each does.
import { replaceBetween } from '../lib/generated.mjs';

/** What a command does, by its id without `headlight.`. VS Code has a place for titles only. */
const descriptions = {
  showRecords: 'Every DNS record of a Service, a file or the workspace.',
  showAsZone: 'The records in front in zone form, as name servers read them.',
  showAsTable: 'The same records as a table again.',
  resolveName: 'What a name answers to a Pod, or to any Pod of a namespace.',
  showPicture:
    'Who names the Service at the cursor, what is behind it and which names it has; or a namespace, or how a name resolves.',
  exportPicture: 'The picture in front as SVG, PNG, Mermaid or DOT.',
  copyName: 'Puts the full name of the Service or Pod at the cursor on the clipboard.',
  convertToHeadless: 'Makes the Service at the cursor headless.',
  check: 'The problems of a file, or of all manifests in a folder, also where only those of open files are shown.',
  indexAgain: 'Reads the settings and all manifests anew, whatever is known of them.',
  openWalkthrough: 'The first steps, on an example where no manifests are open.',
  showInTree: 'Opens the view *DNS Names* at the Service at the cursor.',
  'tree.filter': 'Leaves only the Services that have such a name in the view.',
  'tree.clearFilter': 'Shows all of them again.',
  'tree.follow': 'Selects the Service at the cursor in the view as the cursor moves.',
  'tree.stopFollowing': 'Leaves the selection in the view alone.',
  openExample: 'A file with two mistakes to try Headlight on.',
  reportProblem: 'Writes a report with versions, settings and output for you to look through. Nothing is sent.',
  restartServer: 'Starts the language server again, and reads everything anew.',
  showOutput: 'What was read, which settings are in force, what was left out and why.',
};

/** Where a command is offered beside the Command Palette, by VS Code's name of the menu. */
const places = {
  'editor/context': 'menu of the editor',
  'editor/title': 'title bar of the editor',
  'explorer/context': 'menu of the Explorer',
  'view/title': 'title bar of *DNS Names*',
  'view/item/context': 'menus of *DNS Names*',
};

/** Commands that are another one for the Explorer, which has arguments of its own. */
const twins = new Map([['headlight.showResourceRecords', 'headlight.showRecords']]);

/** @typedef {Record<string, readonly { command: string, when?: string }[]>} Menus */

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const { contributes } = JSON.parse(files.read('package.json') ?? '{}');
  const strings = JSON.parse(files.read('package.nls.json') ?? '{}');
  const readme = files.read('README.md');
  if (readme === undefined) return;
  const commands = /** @type {readonly { command: string, title: string, category: string }[]} */ (
    contributes.commands
  );
  const menus = /** @type {Menus} */ (contributes.menus);
  const rows = commands
    .filter(({ command }) => isInPalette(menus, command))
    .map((command) => row(command, menus, strings));
  files.write(
    'README.md',
    replaceBetween(readme, 'commands', ['', '| Command | What it does |', '|---|---|', ...rows, ''].join('\n')),
  );
}

/**
 * @param {{ command: string, title: string, category: string }} command
 * @param {Menus} menus
 * @param {Record<string, string>} strings
 */
function row({ command, title, category }, menus, strings) {
  const read = (/** @type {string} */ text) => text.replace(/^%(.*)%$/, (_, key) => strings[key] ?? key);
  const also = Object.entries(places).filter(([menu]) =>
    menus[menu]?.some((item) => command === (twins.get(item.command) ?? item.command)),
  );
  const found = also.map(([, place]) => `the ${place}`);
  const last = found.pop();
  const where =
    last === undefined ? '' : ` Also in ${[...(found.length === 0 ? [] : [found.join(', ')]), last].join(' and ')}.`;
  return `| *${read(category)}: ${read(title)}* | ${descriptionOf(command)}${where} |`;
}

/** @param {string} command */
function descriptionOf(command) {
  const found = Object.entries(descriptions).find(([name]) => command === `headlight.${name}`);
  if (found === undefined) {
    throw new Error(`Say what ${command} does in scripts/generate/commands-table.mjs, for the table in README.md.`);
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
