import { isConfigurationPath, pathBelow, type Configuration } from '../core/files/configuration.ts';
import { decodeBytes } from '../shared/text-file.ts';
import type { ReadResult } from './host.ts';
import { hostReason, notRead } from './unread-reasons.ts';
import { globMatcher } from '../core/util/glob.ts';

/** Whether a file of this name, or at this path, may hold manifests. */
export function isManifestName(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path) || /(?:^|[\\/])Kustomization$/.test(path);
}

/** Whether a folder of this name is never searched: what packages and git put there is not a manifest. */
export function isSkippedFolder(name: string): boolean {
  return name === 'node_modules' || name === '.git';
}

/**
 * Whether a file's text is worth indexing. YAML always is; JSON only where it has `apiVersion` and `kind`, or is a patch that a
 * kustomization may name, which spares parsing lock files and data. Looks at the text alone, so a false yes is possible
 * and a false no is not.
 */
export function mayHoldManifests(path: string, text: string): boolean {
  if (!/\.json$/i.test(path) || (text.includes('"apiVersion"') && text.includes('"kind"'))) return true;
  return /^\s*\[\s*\{/.test(text) && text.includes('"op"') && text.includes('"path"');
}

/**
 * Whether a file says something that no kustomization or chart has to name it for: it may hold an object, is a configuration, or has a
 * comment for us, or a flag of kustomize. Looks at the text alone, as `mayHoldManifests` does.
 */
export function saysSomethingItself(path: string, text: string): boolean {
  if (/\.json$/i.test(path) || isConfigurationPath(path)) return true;
  return (text.includes('apiVersion') && text.includes('kind')) || /headlight|LoadRestrictionsNone/.test(text);
}

/** A file's bytes as text without the byte order mark; binary and wrongly encoded files are rejected with the reason. */
export function decodeText(bytes: Uint8Array): ReadResult {
  const decoded = decodeBytes(bytes);
  return decoded.kind === 'text' ? decoded : notRead(hostReason(decoded.why));
}

/** One sentence that says that a file is above the limit; both in bytes. */
export function tooLarge(size: number, maxSize: number): string {
  return hostReason('tooLarge', { size: megabytes(size), limit: megabytes(maxSize) });
}

function megabytes(bytes: number): string {
  const value = bytes / (1024 * 1024);
  return value >= 10 ? value.toFixed(0) : String(Number(value.toPrecision(2)));
}

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
