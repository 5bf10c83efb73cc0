import type { Documents } from './documents.ts';
import { createPacer } from './timing.ts';

/** Builds the kustomizations of what was read, and lets requests through meanwhile. */
export async function buildAll(documents: Documents): Promise<void> {
  const pace = createPacer();
  while (documents.snapshot.buildNext()) await pace();
}
