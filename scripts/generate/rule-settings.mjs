// package.json and package.nls.json: what the setting `headlight.rules` says about each rule.
import { loadRules } from '../lib/rules.mjs';

const levels = ['error', 'warning', 'information', 'hint', 'off'];
const prefix = 'rule.';

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const rules = await loadRules();
  const manifest = JSON.parse(files.read('package.json') ?? '{}');
  const strings = JSON.parse(files.read('package.nls.json') ?? '{}');
  const sections = /** @type {readonly { properties: Record<string, any> }[]} */ (manifest.contributes.configuration);
  const setting = sections.map((section) => section.properties['headlight.rules']).find((found) => found !== undefined);
  if (setting === undefined) throw new Error('package.json has no setting "headlight.rules".');
  setting.properties = Object.fromEntries(
    rules.map(({ code }) => [code, { type: 'string', enum: levels, description: `%${prefix}${code}%` }]),
  );
  const kept = Object.entries(strings).filter(([key]) => !key.startsWith(prefix));
  const described = rules.map(({ code, summary, severity }) => [`${prefix}${code}`, `${summary} (${severity})`]);
  files.write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  files.write('package.nls.json', `${JSON.stringify(Object.fromEntries([...kept, ...described]), null, 2)}\n`);
}
