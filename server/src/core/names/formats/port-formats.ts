import type { Span } from '../../text/span.ts';
import type { WordAsker } from './asking.ts';
import { startOfLine } from '../../text/lines.ts';

/** A word of a text with what asks for it. */
export interface AskedSpan {
  readonly by: WordAsker;
  readonly within: Span;
}

/**
 * The port that is under a key of its own beside that of a host, or as another argument of its command: of the ports with the same
 * stem the next one, before the next such host; else the one before. Only in the same block of the text.
 */
export function portBeside(
  text: string,
  hosts: readonly AskedSpan[],
  ports: readonly AskedSpan[],
): ReadonlyMap<AskedSpan, AskedSpan> {
  const found = new Map<AskedSpan, AskedSpan>();
  const taken = new Set<AskedSpan>();
  let next = 0;
  for (const [index, host] of hosts.entries()) {
    while ((ports[next]?.within.start ?? Infinity) < host.within.start) next++;
    const rival = hosts.slice(index + 1, index + nearest).find((other) => other.by !== host.by && isPair(host, other));
    const behind = ports
      .slice(next, next + nearest)
      .find((port) => isPair(host, port) && (rival === undefined || port.within.start < rival.within.start));
    const before = ports
      .slice(Math.max(0, next - nearest), next)
      .reverse()
      .find((port) => isPair(host, port) && !taken.has(port));
    const port = [behind, before].find((one) => one !== undefined && isSameBlock(text, host, one));
    if (port === undefined) continue;
    // Of a list of ports, only the first is read: `host=a,b port=1,2`.
    if (hosts[index - 1]?.by === host.by && /^,\d/.test(text.slice(port.within.end, port.within.end + 2))) continue;
    taken.add(port);
    found.set(host, port);
  }
  return found;
}

/** How many ports and hosts around one are looked at. */
const nearest = 8;

/** No block that people write is longer. */
const longestBlock = 400;

function isPair(host: AskedSpan, other: AskedSpan): boolean {
  return host.by.stem === undefined ? host.by === other.by : host.by.stem === other.by.stem;
}

/** Whether two keys are in one line or object, or in lines of one indentation that nothing less indented parts. */
function isSameBlock(text: string, one: AskedSpan, other: AskedSpan): boolean {
  const [first, last] = one.by.start <= other.by.start ? [one, other] : [other, one];
  if (one.by === other.by) return true;
  if (last.by.start - first.by.start > longestBlock) return false;
  const between = text.slice(first.by.start, last.by.start);
  if (leavesBraces(between)) return false;
  if (!between.includes('\n') || between.trimStart().startsWith('<')) return true;
  const lines = `${indentation(text, first.by.start)}${between}`.split('\n');
  const depths = lines.map(depthOf);
  const depth = depths[0] ?? 0;
  if (lines.slice(1, -1).some((line) => /^\s*(?:\[|- )/.test(line) && depthOf(line) <= depth)) return false;
  return (
    depths.at(-1) === depth && depths.slice(1).every((one, index) => one >= depth || lines[index + 1]?.trim() === '')
  );
}

function leavesBraces(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/[{}]/g)) {
    depth += sign === '{' ? 1 : -1;
    if (depth < 0) return true;
  }
  return false;
}

/** The blanks before a place on its line; the dash of a list counts as one. */
function indentation(text: string, offset: number): string {
  const line = text.slice(Math.max(startOfLine(text, offset), offset - longestBlock), offset);
  return ' '.repeat(/^[ \t]*(?:- +)?/.exec(line)?.[0].length ?? 0);
}

function depthOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}
