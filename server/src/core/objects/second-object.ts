import type { Path } from '../yaml/path.ts';
import type { Placed } from './placed.ts';

/**
 * Where a second object begins in the document of an object, as no `---` is between them: the keys of both are those of one map.
 * `undefined` where there is but one.
 */
export function secondObjectIn({ document, resource }: Pick<Placed, 'document' | 'resource'>): Path | undefined {
  const repeated = document.facts.repeatedKeys.filter((path) => path.length === 1);
  return resource.root.length === 0 && repeated.some(([key]) => key === 'kind') ? repeated[0] : undefined;
}
