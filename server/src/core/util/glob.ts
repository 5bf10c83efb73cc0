/**
 * Reads a glob into a test of relative paths with `/` between folders. `*` stands for anything within a name, `**` for any
 * folders, `?` for one character, `[ab]` and `[!ab]` for one of some, `{a,b}` for either. A pattern that names a folder
 * matches everything below it. What is no valid group is taken by the letter; nothing is thrown.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const pattern = new RegExp(`^${sourceOf(glob.replace(/^\.?\/+/, '').replace(/\/+$/, ''))}(?:/.*)?$`, 'su');
  return (path) => pattern.test(path);
}

const token = /\*\*\/|\/\*\*$|\*\*|\*|\?|\[!?[^\]/]+\]|\{[^{}]*\}|[^]/gu;

function sourceOf(glob: string): string {
  return (glob.match(token) ?? []).map(sourceOfToken).join('');
}

function sourceOfToken(part: string): string {
  switch (part) {
    case '**/':
      return '(?:.*/)?';
    case '/**':
      return '/.*';
    case '**':
      return '.*';
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
  }
  if (part.length > 2 && part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map(sourceOf).join('|')})`;
  if (part.length > 2 && part.startsWith('[')) {
    const isNegated = part.startsWith('[!');
    const members = part.slice(isNegated ? 2 : 1, -1).replace(/[\\\][&~^]/g, '\\$&');
    return `[${isNegated ? '^' : ''}${isRange(members) ? members : members.replaceAll('-', '\\-')}]`;
  }
  return part.replace(/[$()*+./?[\\\]^{|}]/gu, '\\$&');
}

/** Whether dashes in a class stand between characters in order, as `a-z` and unlike `z-a`. */
function isRange(members: string): boolean {
  return [...members.matchAll(/(.)-(.)/gu)].every(([, from = '', to = '']) => from <= to);
}
