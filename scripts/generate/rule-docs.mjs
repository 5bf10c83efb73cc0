// The rules' own words in the documents: the header and the messages of each page, and the table of all rules.
import { replaceBetween } from '../lib/generated.mjs';
import { loadRules } from '../lib/rules.mjs';

const pages = 'docs/rules';

/** @typedef {import('../lib/rules.mjs').RuleData} RuleData */

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const rules = await loadRules();
  for (const rule of rules) {
    const file = `${pages}/${rule.code}.md`;
    const page = files.read(file);
    // A rule without a page fails its test, which says so in better words.
    if (page === undefined) continue;
    files.write(file, replaceBetween(replaceBetween(page, 'header', header(rule)), 'messages', messages(rule)));
  }
  files.write(`${pages}/README.md`, overview(rules));
}

/** @param {RuleData} rule */
function header(rule) {
  const facts = [
    `Level: **${rule.severity}**`,
    `looks at: ${rule.appliesTo.map((kind) => (kind === 'Unknown' ? 'other kinds' : kind)).join(', ') || 'whole files'}`,
    rule.needs === 'workspace' ? 'waits until the workspace is read' : 'needs the one document only',
    hasFix(rule) ? 'has a fix' : 'has no fix',
    `since ${rule.since}`,
  ];
  return `${rule.summary}\n\n${facts.join(' · ')}`;
}

/** @param {RuleData} rule */
function messages(rule) {
  const lines = Object.entries(rule.messages).flatMap(([id, text]) => {
    if (id.startsWith('related') || id.startsWith('note')) return [];
    return [isTitle(text) ? `- Fix: *${text}*` : `- ${text}`];
  });
  return `${lines.join('\n')}\n\nSource: ${rule.source}.`;
}

/** @param {RuleData} rule */
function hasFix(rule) {
  return Object.values(rule.messages).some(isTitle);
}

/**
 * The title of a fix has no full stop; every other message is a sentence.
 * @param {string} text
 */
function isTitle(text) {
  return !text.endsWith('.');
}

/** @param {readonly RuleData[]} rules */
function overview(rules) {
  return `# Rules

This page is written by \`npm run generate\`. The code of a rule is its setting (\`headlight.rules\`) and the word in a comment that turns
it off (\`# headlight-disable-next-line CODE\`).

**error**: the API server refuses it. **warning**: it is accepted and does not do what it says. **information**: it works and is surely not
meant. **hint**: it rests on something outside the workspace.

${table(rules)}
`;
}

/** @param {readonly RuleData[]} rules */
function table(rules) {
  const rows = rules.map(
    (rule) =>
      `| [\`${rule.code}\`](${rule.code}.md) | ${rule.severity} | ${rule.summary.replaceAll('|', '\\|')} | ${hasFix(rule) ? '💡' : ''} |`,
  );
  return ['| Rule | Level | Finds | Fix |', '|---|---|---|---|', ...rows].join('\n');
}
