import { lastWhere } from '../util/collections.ts';
import { mostValues, numbersBetween } from './variables.ts';

/** A loop of a shell script whose values are written out. */
interface Loop {
  readonly name: string;
  readonly start: number;
  readonly values: readonly string[];
}

/**
 * The values that loops of a shell script give their variables: `for i in 0 1 2; do`, `{0..2}`, `$(seq 0 2)`, `((i=0; i<3; i++))`. Of a
 * range of numbers the first and the last. `undefined` for a variable that no loop around the offset has, or none with values that are
 * written out.
 */
export function loopsOf(text: string): (name: string, offset: number) => readonly string[] | undefined {
  if (!mayLoop.test(text)) return () => undefined;
  const loops = [...text.matchAll(loop)].flatMap(readLoop);
  const ends = endsOf(text, loops);
  return (name, offset) =>
    lastWhere(loops, (one) => one.name === name && one.start <= offset && offset < (ends.get(one) ?? Infinity))?.values;
}

/** Where loops end: at the `done` of their `do`. One without it goes on to the end of the text. */
function endsOf(text: string, loops: readonly Loop[]): ReadonlyMap<Loop, number> {
  const ends = new Map<Loop, number>();
  const open: (Loop | undefined)[] = [];
  let next = 0;
  for (const { 0: word, index } of text.matchAll(/\b(?:do|done)\b/g)) {
    if (word === 'done') {
      const ended = open.pop();
      if (ended !== undefined) ends.set(ended, index);
      continue;
    }
    const begun = loops[next];
    const isOfLoop = begun !== undefined && begun.start < index;
    if (isOfLoop) next++;
    open.push(isOfLoop ? begun : undefined);
  }
  return ends;
}

const mayLoop = /\bfor[ \t(]/;

const loop =
  /\bfor[ \t]+(?:(\w{1,60})[ \t]+in[ \t]+([^;\n]{1,400})[;\n]|\(\([ \t]*(\w{1,60})[ \t]*=[ \t]*(\d{1,6});[ \t]*\w{1,60}[ \t]*(<=?)[ \t]*(\d{1,6}))/g;

function readLoop(match: RegExpMatchArray): readonly Loop[] {
  const [, name, list, counter, first, comparison, bound] = match;
  const start = match.index ?? 0;
  if (counter !== undefined) {
    const values = numbersBetween(Number(first), comparison === '<' ? Number(bound) - 1 : Number(bound));
    return values === undefined ? [] : [{ name: counter, start, values }];
  }
  const values = list === undefined ? undefined : valuesOf(list.trim());
  return name === undefined || values === undefined ? [] : [{ name, start, values }];
}

function valuesOf(list: string): readonly string[] | undefined {
  const sequence = /^(?:\$\(|`)[ \t]*seq[ \t]+(\d{1,6})(?:[ \t]+(\d{1,6}))?[ \t]*[)`]$/.exec(list);
  if (sequence !== null) {
    const [, first, last] = sequence;
    return last === undefined ? numbersBetween(1, Number(first)) : numbersBetween(Number(first), Number(last));
  }
  const range = /^\{(\d{1,6})\.\.(\d{1,6})\}$/.exec(list);
  if (range !== null) return numbersBetween(Number(range[1]), Number(range[2]));
  const words = list.split(/[ \t]+/);
  return words.length <= mostValues && words.every((word) => /^[\w.-]+$/.test(word)) ? words : undefined;
}
