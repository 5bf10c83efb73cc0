import { globMatcher } from '../core/util/glob.ts';
import { isConfigurationPath, pathBelow, type Configuration } from '../core/files/configuration.ts';

/**
 * Tells which paths (of the snapshot that the configurations are of) configuration files leave out: each by its own globs, in
 * the manner of `files.exclude`, relative to its folder. No configuration file is left out.
 */
export function createExclusion(configurations: readonly Configuration[]): (path: string) => boolean {
  const excluding = excludesOf(configurations).map(({ folder, exclude }) => ({
    folder,
    matches: globMatcher(exclude),
  }));
  if (excluding.length === 0) return () => false;
  return (path) =>
    !isConfigurationPath(path) &&
    excluding.some(({ folder, matches }) => {
      const relative = pathBelow(folder, path);
      return relative !== undefined && matches(relative);
    });
}

/** The globs of the configuration files that leave out anything, with their folders: other files are read once these differ. */
export function excludesOf(
  configurations: readonly Configuration[],
): readonly { readonly folder: string; readonly exclude: readonly string[] }[] {
  return configurations.flatMap(({ folder, given: { exclude = [] } }) =>
    exclude.length === 0 ? [] : [{ folder, exclude }],
  );
}
