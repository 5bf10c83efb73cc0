/**
 * Reads a glob into a test of relative paths with `/` between folders. `*` stands for anything within a name, `**` for any
 * folders, `?` for one character, `[ab]`, `[a-z]` and `[!ab]` for one of some, `{a,b}` for either. A pattern that names a folder
 * matches everything below it. What is no valid group is taken by the letter; nothing is thrown. The time it takes is that of
 * the path's length times the glob's, whatever they are.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const bare = glob.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  const patterns = alternativesOf(bare).map(stepsOf);
  return (path) => patterns.some((steps) => isMatch(steps, path));
}

/** What a glob asks of a path, one thing after the other. */
type Step =
  /** One character. */
  | { readonly kind: 'one'; accepts(character: string): boolean }
  /** Any number of characters within a name, or at all. */
  | { readonly kind: 'many'; accepts(character: string): boolean }
  /** Any number of folders. */
  | { readonly kind: 'folders' };

/** More alternatives than anybody writes; braces beyond them are letters. */
const mostAlternatives = 1000;

function alternativesOf(glob: string): readonly string[] {
  let written = [''];
  for (const part of glob.match(/\{[^{}]*\}|[^{]+|\{/g) ?? []) {
    const options = part.length > 1 && part.startsWith('{') ? part.slice(1, -1).split(',') : [part];
    const isTooMuch = written.length * options.length > mostAlternatives;
    written = written.flatMap((before) => (isTooMuch ? [part] : options).map((option) => before + option));
  }
  return written;
}

function stepsOf(glob: string): readonly Step[] {
  const tokens = glob.match(/\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]/]+\]|[^]/gu) ?? [];
  return tokens.flatMap(stepsOfToken);
}

const isInName = (character: string): boolean => character !== '/';
const isAnything = (): boolean => true;

function stepsOfToken(token: string): readonly Step[] {
  switch (token) {
    case '**/':
      return [{ kind: 'folders' }];
    case '/**':
      return [
        { kind: 'one', accepts: (character) => character === '/' },
        { kind: 'many', accepts: isAnything },
      ];
    case '*':
      return [{ kind: 'many', accepts: isInName }];
    case '?':
      return [{ kind: 'one', accepts: isInName }];
  }
  if (token.startsWith('*')) return [{ kind: 'many', accepts: isAnything }];
  if (token.length > 2 && token.startsWith('[')) return [{ kind: 'one', accepts: memberTest(token.slice(1, -1)) }];
  return [{ kind: 'one', accepts: (character) => character === token }];
}

function memberTest(members: string): (character: string) => boolean {
  const isNegated = members.startsWith('!');
  const ranges = [...members.slice(isNegated ? 1 : 0).matchAll(/([^])-([^])|([^])/gu)].map(
    ([, from, to, single]) => [from ?? single ?? '', to ?? single ?? ''] as const,
  );
  return (character) =>
    isInName(character) && ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** Goes through the path once, with every step that may come next. */
function isMatch(steps: readonly Step[], path: string): boolean {
  let next = withSkipped(steps, [0]);
  for (const character of path) {
    // A folder was named, and this is what lies below it.
    if (character === '/' && next.has(steps.length)) return true;
    const after: number[] = [];
    // In the middle of a folder's name nothing else can begin.
    const inside: number[] = [];
    for (const index of next) {
      const step = steps[index];
      if (step === undefined) continue;
      if (step.kind === 'folders') {
        inside.push(index);
        if (character === '/') after.push(index + 1);
      } else if (step.accepts(character)) after.push(step.kind === 'one' ? index + 1 : index);
    }
    next = new Set([...withSkipped(steps, after), ...inside]);
    if (next.size === 0) return false;
  }
  return next.has(steps.length);
}

/** The steps and those behind them, as far as one may be left out. */
function withSkipped(steps: readonly Step[], indexes: readonly number[]): ReadonlySet<number> {
  const result = new Set<number>();
  for (const first of indexes) {
    for (let index = first; !result.has(index); index++) {
      result.add(index);
      const kind = steps[index]?.kind;
      if (kind !== 'many' && kind !== 'folders') break;
    }
  }
  return result;
}
