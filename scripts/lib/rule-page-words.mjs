/**
 * @typedef {object} RulePageWords
 * @property {(level: string) => string} level
 * @property {(kinds: string) => string} looksAt
 * @property {Readonly<Record<string, string>>} kinds  those that no manifest writes so
 * @property {string} wholeFiles
 * @property {string} workspace
 * @property {string} document
 * @property {string} fix
 * @property {string} noFix
 * @property {(version: string) => string} since
 * @property {(title: string) => string} remedy
 * @property {(title: string) => string} after
 * @property {(source: string) => string} source
 * @property {(first: string, second: string) => string} either  one of two words, where what decides is open
 * @property {string} overview
 * @property {readonly string[]} columns
 */

/**
 * What is generated into the pages of rules, by language.
 * @type {{ readonly en: RulePageWords } & Readonly<Record<string, RulePageWords>>}
 */
export const rulePageWords = {
  en: {
    level: (level) => `Level: **${level}**`,
    looksAt: (kinds) => `looks at: ${kinds}`,
    kinds: { Unknown: 'other kinds', CustomWorkload: 'custom resources with a Pod template' },
    wholeFiles: 'whole files',
    workspace: 'waits until the workspace is read',
    document: 'needs the one document only',
    fix: 'has a fix',
    noFix: 'has no fix',
    since: (version) => `since ${version}`,
    remedy: (title) => `Fix: *${title}*`,
    after: (title) => `After *${title}*:`,
    source: (source) => `Source: ${source}.`,
    either: (_, second) => second,
    overview: `# Rules

This page is written by \`npm run generate\`. The code of a rule is its setting (\`headlight.rules\`) and the word in a comment that turns
it off (\`# headlight-disable-next-line CODE\`).

**error**: the API server refuses it. **warning**: it is accepted and does not do what it says. **information**: it works and is surely not
meant. **hint**: it rests on something outside the workspace.`,
    columns: ['Rule', 'Level', 'Finds', 'Fix'],
  },
  ko: {
    level: (level) => `수준: **${level}**`,
    looksAt: (kinds) => `대상: ${kinds}`,
    kinds: { Unknown: '그 밖의 종류', CustomWorkload: '파드 템플릿이 있는 사용자 정의 리소스' },
    wholeFiles: '파일 전체',
    workspace: '워크스페이스를 모두 읽은 뒤 검사',
    document: '문서 하나만 보고 검사',
    fix: '수정 제공',
    noFix: '수정 없음',
    since: (version) => `${version}부터`,
    remedy: (title) => `수정: *${title}*`,
    after: (title) => `*${title}* 적용 후:`,
    source: (source) => `출처: ${source}.`,
    either: (first, second) => (first.startsWith('으') ? `(으)${second}` : `${first}(${second})`),
    overview: `# 규칙

이 페이지는 \`npm run generate\`가 작성합니다. 규칙의 코드는 설정(\`headlight.rules\`)의 키이며, 규칙을 끄는 주석
(\`# headlight-disable-next-line CODE\`)에도 씁니다.

**error**: API 서버가 거부합니다. **warning**: 받아들여지지만 쓰인 대로 동작하지 않습니다. **information**: 동작하지만 의도한 것이 아닐 것입니다.
**hint**: 워크스페이스 밖의 것에 달려 있습니다.`,
    columns: ['규칙', '수준', '찾는 내용', '수정'],
  },
};
