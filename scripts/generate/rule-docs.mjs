// The rules' own words in the documents: the header and the messages of each page, and the table of all rules, in every
// language. Pages in another language than English have the examples of the English ones.
import { replaceBetween } from '../lib/generated.mjs';
import { rulePageWords } from '../lib/rule-page-words.mjs';
import { loadRules } from '../lib/rules.mjs';
import { languages } from '../lib/translations.mjs';

const pages = 'docs/rules';

/** @typedef {import('../lib/rules.mjs').RuleData} RuleData */
/** @typedef {import('../lib/rule-page-words.mjs').RulePageWords} RulePageWords */

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const rules = await loadRules();
  for (const rule of rules) {
    const file = `${pages}/${rule.code}.md`;
    const page = files.read(file);
    // A rule without a page fails its test, which says so in better words.
    if (page !== undefined) files.write(file, withOwnWords(page, rule, rulePageWords.en));
  }
  files.write(`${pages}/README.md`, overview(rules, rulePageWords.en));
  for (const language of languages) await generateTranslated(files, language, rules);
}

/**
 * @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files
 * @param {string} language
 * @param {readonly RuleData[]} english
 */
async function generateTranslated(files, language, english) {
  const words = rulePageWords[language];
  if (words === undefined) throw new Error(`scripts/lib/rule-page-words.mjs has no words for "${language}".`);
  const rules = await loadRules(language);
  for (const [index, rule] of rules.entries()) {
    const file = `${pages}/${language}/${rule.code}.md`;
    const page = files.read(file);
    const source = files.read(`${pages}/${rule.code}.md`);
    if (page === undefined || source === undefined) continue;
    const example = replaceBetween(page, 'example', codeIn(source, 'Example'));
    const [, title] = /\nAfter \*(.+?)\*:/.exec(source) ?? [];
    const whole =
      title === undefined
        ? example
        : replaceBetween(
            example,
            'fixed',
            `${words.after(titleLike(title, english[index], rule))}\n\n${codeIn(source, 'Fixed')}`,
          );
    files.write(file, withOwnWords(whole, rule, words));
  }
  files.write(`${pages}/${language}/README.md`, overview(rules, words));
}

/**
 * The block of YAML below a heading of a page.
 * @param {string} page
 * @param {string} heading
 */
function codeIn(page, heading) {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  return /^```yaml\n[\s\S]*?^```$/m.exec(section)?.[0] ?? '';
}

/**
 * The title of a fix in another language, as it is with the values that the English one shows.
 * @param {string} title
 * @param {RuleData | undefined} english
 * @param {RuleData} rule
 */
function titleLike(title, english, rule) {
  for (const [id, template] of Object.entries(english?.messages ?? {})) {
    const pattern = template
      .split(/(\{\w+\})/)
      .map((part) =>
        /^\{\w+\}$/.test(part) ? `(?<${part.slice(1, -1)}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('');
    const match = isTitle(template) ? new RegExp(`^${pattern}$`).exec(title) : null;
    if (match !== null) return rule.say(id, match.groups ?? {});
  }
  throw new Error(`No fix of ${rule.code} has the title "${title}".`);
}

/**
 * @param {string} page
 * @param {RuleData} rule
 * @param {RulePageWords} words
 */
function withOwnWords(page, rule, words) {
  return replaceBetween(replaceBetween(page, 'header', header(rule, words)), 'messages', messages(rule, words));
}

/** @param {RuleData} rule @param {RulePageWords} words */
function header(rule, words) {
  const facts = [
    words.level(rule.severity),
    words.looksAt(rule.appliesTo.map((kind) => words.kinds[kind] ?? kind).join(', ') || words.wholeFiles),
    rule.needs === 'workspace' ? words.workspace : words.document,
    hasFix(rule) ? words.fix : words.noFix,
    words.since(rule.since),
  ];
  return `${rule.summary}\n\n${facts.join(' · ')}`;
}

/** @param {RuleData} rule @param {RulePageWords} words */
function messages(rule, words) {
  const lines = Object.entries(rule.messages).flatMap(([id, text]) => {
    if (id.startsWith('related') || id.startsWith('note')) return [];
    const shown = text.replace(/\{([^{}/]*)\/([^{}/]*)\}/g, (_, first, second) => words.either(first, second));
    return [isTitle(text) ? `- ${words.remedy(shown)}` : `- ${shown}`];
  });
  return `${lines.join('\n')}\n\n${words.source(rule.source)}`;
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

/** @param {readonly RuleData[]} rules @param {RulePageWords} words */
function overview(rules, words) {
  const rows = rules.map(
    (rule) =>
      `| [\`${rule.code}\`](${rule.code}.md) | ${rule.severity} | ${rule.summary.replaceAll('|', '\\|')} | ${hasFix(rule) ? '💡' : ''} |`,
  );
  return `${words.overview}\n\n${[`| ${words.columns.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n')}\n`;
}
