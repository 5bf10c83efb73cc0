import { partsOf } from '../util/paths.ts';

/**
 * Where a path of a kustomization leads from its folder; `undefined` where it leaves the files that are known, or begins at the
 * root of the machine. Relative folders start with no slash, as those of a workspace do.
 */
export function resolvePath(folder: string, written: string): string | undefined {
  if (written.startsWith('/')) return undefined;
  const parts = partsOf(folder);
  const isAbsolute = parts[0] === '';
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length <= (isAbsolute ? 1 : 0)) return undefined;
    else parts.pop();
  }
  if (isAbsolute && parts.length === 1) return '/';
  return parts.join('/');
}

/** The path of a file in a folder. */
export function fileIn(folder: string, name: string): string {
  if (folder === '') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/**
 * Whether an entry names something in the network: a URL, a git remote, or a host and a path.
 * Source: kustomize api/internal/git/repospec.go.
 */
export function isRemote(written: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i.test(written) ||
    /^[\w.-]+@[\w.-]+:/.test(written) ||
    /^(?:github\.com|gitlab\.com|bitbucket\.org|dev\.azure\.com|ssh\.dev\.azure\.com)[/:]/.test(written) ||
    /^[\w-]+(?:\.[\w-]+)+\/.+(?:\/\/|\.git(?:\/|$)|\?)/.test(written) ||
    written.includes('?ref=')
  );
}
