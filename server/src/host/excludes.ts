import { globMatcher } from '../core/util/glob.ts';
import { isConfigurationPath, pathBelow, type Configuration } from '../core/files/configuration.ts';

/**
 * Tells which paths (of the snapshot that the configurations are of) configuration files leave out: each by its own globs, in
 * the manner of `files.exclude`, relative to its folder. No configuration file is left out.
 */
export function createExclusion(configurations: readonly Configuration[]): (path: string) => boolean {
  const excluding = configurations.flatMap(({ folder, given }) =>
    given.exclude === undefined || given.exclude.length === 0 ? [] : [{ folder, matches: globMatcher(given.exclude) }],
  );
  if (excluding.length === 0) return () => false;
  return (path) =>
    !isConfigurationPath(path) &&
    excluding.some(({ folder, matches }) => {
      const relative = pathBelow(folder, path);
      return relative !== undefined && matches(relative);
    });
}
