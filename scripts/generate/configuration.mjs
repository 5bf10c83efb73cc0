// What the table of settings says, wherever it is said: the schema and the page of .headlight.yaml, and the settings of the editor
// in package.json and package.nls.json.
import { importText } from '../lib/bundle.mjs';
import { replaceBetween } from '../lib/generated.mjs';
import { loadRules } from '../lib/rules.mjs';
import { languages, textsOfManifest, translationsInto } from '../lib/translations.mjs';

const levels = ['error', 'warning', 'information', 'hint', 'off'];
const page = 'docs/configuration.md';

/** @typedef {{ key: string, type: 'text' | 'bytes' | 'globs' | 'levels' | 'namespaces' | 'outside', fallback: unknown, expected: string, description: string, names: readonly string[], perFolder: boolean, example: string, inEditor: boolean }} Setting */

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const settings = await loadSettings('en');
  files.write(
    'docs/schemas/configuration.schema.json',
    `${JSON.stringify(schema(settings, await loadRules()), null, 2)}\n`,
  );
  const documentation = files.read(page);
  if (documentation !== undefined) files.write(page, replaceBetween(documentation, 'settings', rows(settings)));
  writeManifest(
    files,
    settings.filter(({ inEditor }) => inEditor),
  );
  for (const language of ['en', ...languages]) {
    const own = (await loadSettings(language)).filter(({ inEditor }) => inEditor);
    const texts = own.map((setting) => [`setting.${setting.key}`, editorText(setting)]);
    textsOfManifest(files, language).write(Object.fromEntries(texts));
  }
}

/**
 * The settings with their words in a language.
 * @param {string} language  a tag (BCP 47)
 * @returns {Promise<readonly Setting[]>}
 */
async function loadSettings(language) {
  const { settingDefinitions, formatMessage, speak } = await importText(
    `export { settingDefinitions } from './server/src/core/settings/table.ts';
     export { formatMessage } from './server/src/core/util/format.ts';
     export { speak } from './server/src/core/util/language.ts';`,
    'settings.ts',
  );
  speak({ tag: language, texts: translationsInto(language) });
  return settingDefinitions.map((/** @type {any} */ setting) => ({
    ...setting,
    description: formatMessage(setting.description),
    expected: formatMessage(setting.expected),
  }));
}

/**
 * A description with links to the settings that it names.
 * @param {Setting} setting
 */
function editorText({ description, names }) {
  return names.reduce((text, other) => text.replaceAll(`\`${other}\``, `\`#headlight.${other}#\``), description);
}

/**
 * @param {readonly Setting[]} settings
 * @param {readonly import('../lib/rules.mjs').RuleData[]} rules
 */
function schema(settings, rules) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: '.headlight.yaml',
    description: 'What Headlight is told about the manifests below a folder.',
    type: ['object', 'null'],
    properties: Object.fromEntries(
      settings.map((setting) => [
        setting.key,
        { description: setting.description, ...valueSchema(setting, rules), default: setting.fallback },
      ]),
    ),
    additionalProperties: false,
  };
}

/**
 * @param {Setting} setting
 * @param {readonly import('../lib/rules.mjs').RuleData[]} rules
 */
function valueSchema({ type }, rules) {
  switch (type) {
    case 'text':
      return { type: 'string' };
    case 'bytes':
      return { type: 'integer', minimum: 1 };
    case 'globs':
      return { type: 'array', items: { type: 'string', minLength: 1 } };
    case 'namespaces':
      return {
        type: 'object',
        additionalProperties: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$' },
      };
    case 'outside': {
      const list = { type: 'array', items: { type: 'string', minLength: 1 } };
      const properties = { namespaces: list, services: list, labels: list };
      return { type: 'object', properties, additionalProperties: false };
    }
    case 'levels':
      return {
        type: 'object',
        properties: Object.fromEntries(
          rules.map(({ code, summary, severity }) => [code, { description: `${summary} (${severity})`, enum: levels }]),
        ),
        additionalProperties: false,
      };
  }
}

/** @param {readonly Setting[]} settings */
function rows(settings) {
  const cells = settings.map(
    ({ key, fallback, description }) =>
      `| \`${key}\` | \`${JSON.stringify(fallback)}\` | ${description.replaceAll('|', '\\|')} |`,
  );
  return ['| Setting | Default | |', '|---|---|---|', ...cells].join('\n');
}

/**
 * @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files
 * @param {readonly Setting[]} settings
 */
function writeManifest(files, settings) {
  const manifest = JSON.parse(files.read('package.json') ?? '{}');
  const sections = /** @type {readonly { title: string, properties: Record<string, any> }[]} */ (
    manifest.contributes.configuration
  );
  for (const { key, fallback, perFolder } of settings) {
    const name = `headlight.${key}`;
    const property = sections.map(({ properties }) => properties[name]).find((found) => found !== undefined);
    if (property === undefined) throw new Error(`package.json has no setting "${name}".`);
    property.default = fallback;
    property.scope = perFolder ? 'resource' : 'window';
    property.markdownDescription = `%setting.${key}%`;
  }
  files.write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
}
