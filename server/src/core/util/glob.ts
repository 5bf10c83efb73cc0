/**
 * Reads globs into one test of relative paths with `/` between folders: whether any of them matches. `*` stands for anything within a
 * name, `**` for any folders, `?` for one character, `[ab]`, `[a-z]` and `[!ab]` for one of some, `{a,b}` for either, also one in
 * the other. A glob that names a folder matches everything below it. What is no valid group is taken by the letter; nothing
 * is thrown. The time it takes is at most that of the path's length times the globs', whatever they are.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap((glob) => alternativesOf(glob).map(patternOf)).filter(({ length }) => length > 0);
  if (patterns.length === 0) return () => false;
  return (path) => {
    const names = path.split('/');
    return patterns.some((pattern) => isMatch(pattern, names));
  };
}

/** What the names of a path have to be, one after the other; `anyFolders` for any number of them. */
type Pattern = readonly NamePattern[];

/** A name as it is written, or what is asked of its characters. */
type NamePattern = string | readonly CharacterPattern[];

type CharacterPattern = typeof anything | ((character: string) => boolean);

const anyFolders = '**';
const anything = '*';

/** More letters than people write; the braces of a glob that comes to more are letters. */
const mostLetters = 100_000;

/** A glob without its braces, innermost first: one for each choice. */
function alternativesOf(glob: string): readonly string[] {
  const done = new Set<string>();
  const open = [glob];
  let letters = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    letters += next.length;
    if (letters > mostLetters) return [glob];
    const group = /\{([^{}]*)\}/.exec(next);
    if (group?.[1] === undefined) done.add(next);
    else for (const option of group[1].split(',')) open.push(next.replace(group[0], () => option));
  }
  return [...done];
}

function patternOf(glob: string): Pattern {
  const names = glob
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .map((name) => (name === anyFolders ? anyFolders : namePatternOf(name)));
  // At the end it stands for what is in the folder, and not for the folder itself.
  return names.at(-1) === anyFolders ? [...names.slice(0, -1), [anything]] : names;
}

function namePatternOf(name: string): NamePattern {
  return /[*?[]/.test(name) ? tokensOf(name).map(characterPatternOf) : name;
}

/** The characters of a name, each group in brackets as one. */
function tokensOf(name: string): readonly string[] {
  const tokens: string[] = [];
  let close = 0;
  for (let at = 0; at < name.length;) {
    const character = String.fromCodePoint(name.codePointAt(at) ?? 0);
    const members = character === '[' && close >= 0 ? (close = name.indexOf(']', at + 2)) : -1;
    const token = members < 0 ? character : name.slice(at, members + 1);
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

function characterPatternOf(token: string): CharacterPattern {
  if (token === anything) return anything;
  if (token === '?') return () => true;
  return token.length > 2 ? memberTest(token.slice(1, -1)) : (character) => character === token;
}

function memberTest(members: string): (character: string) => boolean {
  const isNegated = /^[!^]/.test(members);
  const ranges = [...members.slice(isNegated ? 1 : 0).matchAll(/([^])-([^])|([^])/gu)].map(
    ([, from, to, single]) => [from ?? single ?? '', to ?? single ?? ''] as const,
  );
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** Whether a path's names, or the first of them, are those of a pattern. */
function isMatch(pattern: Pattern, names: readonly string[]): boolean {
  return isCovered<NamePattern, string>(pattern, names, anyFolders, isName, 'beginning');
}

function isName(pattern: NamePattern, name: string): boolean {
  return typeof pattern === 'string'
    ? pattern === name
    : isCovered(pattern, Array.from(name), anything, isCharacter, 'all');
}

function isCharacter(pattern: CharacterPattern, character: string): boolean {
  return pattern !== anything && pattern(character);
}

/**
 * Goes through pattern and items with a pointer each. Where they part, the last wildcard takes one item more; an earlier one
 * could not do better.
 */
function isCovered<Part, Item>(
  pattern: readonly Part[],
  items: readonly Item[],
  wildcard: Part,
  fits: (part: Part, item: Item) => boolean,
  covers: 'all' | 'beginning',
): boolean {
  let at = 0;
  let last = -1;
  let taken = 0;
  for (let index = 0; ;) {
    const part = pattern[at];
    if (part === undefined && (covers === 'beginning' || index === items.length)) return true;
    if (part === wildcard) {
      last = at++;
      taken = index;
    } else if (index === items.length) {
      return false;
    } else if (part !== undefined && fits(part, items[index] as Item)) {
      at++;
      index++;
    } else if (last < 0) {
      return false;
    } else {
      at = last + 1;
      index = ++taken;
    }
  }
}
