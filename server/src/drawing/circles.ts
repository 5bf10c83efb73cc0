import { addTo } from '../core/util/collections.ts';
import type { LayoutEdge } from './layout.ts';

/** How edges have to be read so that none of them leads back. */
interface Straightened {
  /** The places of the edges that are laid out the other way round. */
  readonly turned: ReadonlySet<number>;
  /** How many edges lead to a node, at most, one after the other. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** Finds the edges that would close a circle. Of those of a circle one that yields is turned, where there is one. */
export function circlesOf(edges: readonly (LayoutEdge & { readonly place: number })[]): Straightened {
  const led = new Map<string, string[]>();
  const turned = new Set<number>();
  const inOrder = [...edges].sort((one, other) => Number(one.yields) - Number(other.yields) || one.place - other.place);
  for (const { from, to, place } of inOrder) {
    const isBack = leadsTo(led, to, from);
    if (isBack) turned.add(place);
    const [source, target] = isBack ? [to, from] : [from, to];
    addTo(led, source, target);
  }
  return { turned, ranks: ranksOf(led) };
}

function leadsTo(led: ReadonlyMap<string, readonly string[]>, from: string, goal: string): boolean {
  const seen = new Set([from]);
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === goal) return true;
    for (const one of led.get(next) ?? []) {
      if (seen.has(one)) continue;
      seen.add(one);
      waiting.push(one);
    }
  }
  return false;
}

function ranksOf(led: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const waitingFor = new Map<string, number>();
  for (const [from, targets] of led) {
    if (!waitingFor.has(from)) waitingFor.set(from, 0);
    for (const target of targets) waitingFor.set(target, (waitingFor.get(target) ?? 0) + 1);
  }
  const ranks = new Map<string, number>();
  const ready = [...waitingFor].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    const rank = ranks.get(id) ?? 0;
    ranks.set(id, rank);
    for (const target of led.get(id) ?? []) {
      ranks.set(target, Math.max(ranks.get(target) ?? 0, rank + 1));
      const left = (waitingFor.get(target) ?? 0) - 1;
      waitingFor.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return ranks;
}
