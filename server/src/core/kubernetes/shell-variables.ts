import { spanAt, type Span } from '../text/span.ts';

/** A place of a script that reads a variable, or sets it. */
interface ShellPlace {
  readonly name: string;
  readonly span: Span;
  /** Where what is set is there from; absent of what is read. */
  readonly effect?: number;
  /** Whether the script may go on without it: behind a condition, or for one command alone. */
  readonly role: 'read' | 'set' | 'maybeSet' | 'setForOne';
}

/**
 * The names of the variables that a script of a shell takes from its surroundings: where it reads them, and where it sets them on a condition,
 * as it reads them later in any case. What it sets for good is its own from there on. Source: POSIX, Shell Command Language.
 */
export function variablesOfShell(script: string): readonly Span[] {
  const places = placesIn(script);
  const own = new Map<string, number>();
  for (const { name, role, effect } of places) if (role === 'set' && !own.has(name)) own.set(name, effect ?? 0);
  return places
    .filter(
      ({ name, span, role }) => (role === 'read' || role === 'maybeSet') && span.start < (own.get(name) ?? Infinity),
    )
    .map(({ span }) => span);
}

/** What counts in a script: what is behind a backslash, a variable that is read, a sign between commands, a word, and whether it is set. */
const tokens =
  /\\[\s\S]|\$(?<brace>\{[#!]?)?(?<read>[A-Za-z_]\w*)|(?<sign>&&|\|\||[;&|\n(){}])|(?<word>[\w-]+)(?<set>\+?=)?|[^\s]/g;

const opening = /^(?:if|case|while|until|for)$/;
const closing = /^(?:fi|esac|done)$/;
/** Words behind which a command begins, or the name of a variable that is set. */
const leading = /^(?:if|then|else|elif|while|until|do|export|local|readonly|declare|typeset|time)$/;

function placesIn(script: string): readonly ShellPlace[] {
  const places: ShellPlace[] = [];
  let blocks = 0;
  let brackets = 0;
  let isStart = true;
  let isBehindTest = false;
  let names: 'none' | 'one' | 'all' = 'none';
  for (const { 0: whole, index, groups = {} } of script.matchAll(tokens)) {
    const { brace, read, sign, word, set } = groups;
    const end = index + whole.length;
    if (read !== undefined) {
      if (brace !== undefined) brackets++;
      places.push({ name: read, span: spanAt(end - read.length, read.length), role: 'read' });
    } else if (sign !== undefined) {
      if (sign === '(' || sign === '{') brackets++;
      if (sign === ')' || sign === '}') brackets = Math.max(0, brackets - 1);
      isStart = sign !== '}';
      isBehindTest = sign === '&&' || sign === '||';
      names = 'none';
      continue;
    } else if (word !== undefined) {
      const isMaybe = blocks > 0 || brackets > 0 || isBehindTest;
      const span = spanAt(index, word.length);
      if (set !== undefined && isStart) {
        const effect = endOfWord(script, end);
        const isForOne = /^[ \t]+[^\s;&|#)}]/.test(script.slice(effect, effect + 80)) && names === 'none';
        places.push({ name: word, span, effect, role: isForOne ? 'setForOne' : isMaybe ? 'maybeSet' : 'set' });
        continue;
      }
      if (names !== 'none') {
        if (/^[A-Za-z_]/.test(word))
          places.push({ name: word, span, effect: index, role: blocks > 1 ? 'maybeSet' : 'set' });
        if (names === 'one') names = 'none';
      } else if (isStart) {
        if (opening.test(word)) blocks++;
        if (closing.test(word)) blocks = Math.max(0, blocks - 1);
        if (word === 'read') names = 'all';
        if (word === 'for') names = 'one';
        if (leading.test(word)) continue;
      }
    }
    isStart = false;
  }
  return places;
}

/** Where a word of a script ends that has quotes and brackets in it. */
function endOfWord(script: string, start: number): number {
  const word = /(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\$\([^)]*\)|\$\{[^}]*\}|[^\s;&|()"'\\])*/y;
  word.lastIndex = start;
  return start + (word.exec(script)?.[0].length ?? 0);
}

/** Whether a shell can read a variable of this name. Source: POSIX, 3.216 Name. */
export function isNameOfShell(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}
