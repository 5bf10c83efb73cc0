// package.json and package.nls.json: what the setting `headlight.rules` says about each rule, in every language.
import { loadRules } from '../lib/rules.mjs';
import { languages, textsOfManifest } from '../lib/translations.mjs';

const levels = ['error', 'warning', 'information', 'hint', 'off'];
const prefix = 'rule.';

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const rules = await loadRules();
  const manifest = JSON.parse(files.read('package.json') ?? '{}');
  const sections = /** @type {readonly { properties: Record<string, any> }[]} */ (manifest.contributes.configuration);
  const setting = sections.map((section) => section.properties['headlight.rules']).find((found) => found !== undefined);
  if (setting === undefined) throw new Error('package.json has no setting "headlight.rules".');
  setting.properties = Object.fromEntries(
    rules.map(({ code }) => [code, { type: 'string', enum: levels, description: `%${prefix}${code}%` }]),
  );
  files.write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  for (const language of ['en', ...languages]) {
    const described = (await loadRules(language)).map(({ code, summary, severity }) => [
      `${prefix}${code}`,
      `${summary} (${severity})`,
    ]);
    textsOfManifest(files, language).write(Object.fromEntries(described), (key) => !key.startsWith(prefix));
  }
}
