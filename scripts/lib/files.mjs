import { existsSync, renameSync, rmSync } from 'node:fs';

/**
 * Gives a folder that was made beside its place its final name, all at once: nobody sees it half made.
 * @param {string} made
 * @param {string} place  where another run has put the same meanwhile, that one stays
 */
export function moveIntoPlace(made, place) {
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
}
