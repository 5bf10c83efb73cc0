import { readdirSync } from 'node:fs';
import path from 'node:path';
import { importText } from './bundle.mjs';
import { root } from './prepare.mjs';
import { translationsInto } from './translations.mjs';

/** Where the rules are, relative to the repository. */
export const rulesFolder = 'server/src/core/rules';

/** Files of the folder that are no rule. */
const frame = new Set(['rule.ts', 'known-rules.ts', 'run.ts', 'finding.ts', 'level.ts', 'variants.ts', 'index.ts']);

/**
 * The names of the rules, which are those of their files, in order.
 * @param {string} folder
 * @returns {readonly string[]}
 */
export function codesIn(folder) {
  const files = readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.ts') && !frame.has(file));
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

/**
 * The name a rule is exported under: its code in camel case.
 * @param {string} code
 */
export function exportNameOf(code) {
  return code.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/**
 * @typedef {object} RuleData
 * @property {string} code
 * @property {'error' | 'warning' | 'information' | 'hint'} severity
 * @property {'document' | 'workspace'} needs
 * @property {readonly string[]} appliesTo
 * @property {string} since
 * @property {string} summary
 * @property {string} source
 * @property {Readonly<Record<string, string>>} messages  their places open
 * @property {(id: string, values: Readonly<Record<string, string>>) => string} say
 */

/**
 * What every rule says of itself, by code. Read from the rules' own files, so that the list of them may be stale.
 * @param {string} language  a tag (BCP 47)
 * @returns {Promise<readonly RuleData[]>}
 */
export function loadRules(language = 'en') {
  const loading = loaded.get(language) ?? load(language);
  loaded.set(language, loading);
  return loading;
}

/**
 * By language, which is set in the modules of a bundle. What a generator writes changes nothing of what rules say.
 * @type {Map<string, Promise<readonly RuleData[]>>}
 */
const loaded = new Map();

/** @param {string} language @returns {Promise<readonly RuleData[]>} */
async function load(language) {
  const codes = codesIn(rulesFolder);
  const lines = codes.map((code) => `export * as ${exportNameOf(code)} from './${rulesFolder}/${code}.ts';`);
  const words = [
    `export { formatMessage, templateOf } from './server/src/core/util/format.ts';`,
    `export { speak } from './server/src/core/util/language.ts';`,
  ];
  const { formatMessage, templateOf, speak, ...modules } = await importText(
    [...lines, ...words].join('\n'),
    'all-rules.ts',
  );
  speak({ tag: language, texts: translationsInto(language) });
  return codes.map((code) => {
    const name = exportNameOf(code);
    const rule = modules[name][name];
    if (rule?.code !== code)
      throw new Error(`${rulesFolder}/${code}.ts has to export ${name} with the code "${code}".`);
    const messages = Object.entries(rule.messages).map(([id, message]) => [id, templateOf(message)]);
    return {
      ...rule,
      summary: templateOf(rule.summary),
      messages: Object.fromEntries(messages),
      /** @param {string} id @param {Readonly<Record<string, string>>} values */
      say: (id, values) => formatMessage(rule.messages[id], values),
    };
  });
}
