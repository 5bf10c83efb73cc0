// The README, in each language: the table of settings, from package.json and its texts.
import { replaceBetween } from '../lib/generated.mjs';
import { readmeWords } from '../lib/readme-words.mjs';

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const { contributes } = JSON.parse(files.read('package.json') ?? '{}');
  const sections = /** @type {readonly { properties: Record<string, Setting> }[]} */ (contributes.configuration);
  const settings = sections.flatMap(({ properties }) => Object.entries(properties));
  for (const words of Object.values(readmeWords)) {
    const readme = files.read(words.file);
    if (readme === undefined) continue;
    const strings = JSON.parse(files.read(words.strings) ?? '{}');
    const rows = settings.map(([name, setting]) => {
      const byDefault = words.byDefault(`\`${JSON.stringify(setting.default)}\``);
      return `| \`${name}\` | ${describe(setting, strings)} ${byDefault} |`;
    });
    const lines = ['', `| ${words.settingColumns.join(' | ')} |`, '|---|---|', ...rows, ''];
    files.write(words.file, replaceBetween(readme, 'settings', lines.join('\n')));
  }
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
