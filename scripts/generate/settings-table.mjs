// README.md: the table of settings, from package.json and package.nls.json.
import { replaceBetween } from '../lib/generated.mjs';

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const { contributes } = JSON.parse(files.read('package.json') ?? '{}');
  const strings = JSON.parse(files.read('package.nls.json') ?? '{}');
  const readme = files.read('README.md');
  if (readme === undefined) return;
  const sections = /** @type {readonly { properties: Record<string, Setting> }[]} */ (contributes.configuration);
  const rows = sections.flatMap(({ properties }) =>
    Object.entries(properties).map(
      ([name, setting]) =>
        `| \`${name}\` | ${describe(setting, strings)} Default: \`${JSON.stringify(setting.default)}\`. |`,
    ),
  );
  files.write(
    'README.md',
    replaceBetween(readme, 'settings', ['', '| Setting | What it does |', '|---|---|', ...rows, ''].join('\n')),
  );
}

/** @typedef {{ default: unknown, markdownDescription: string }} Setting */

/**
 * @param {Setting} setting
 * @param {Record<string, string>} strings
 */
function describe(setting, strings) {
  const text = setting.markdownDescription.replace(/^%(.*)%$/, (_, key) => strings[key] ?? key);
  return text
    .replaceAll('\n', ' ')
    .replaceAll('|', '\\|')
    .replace(/`#([\w.]+)#`/g, '`$1`');
}
