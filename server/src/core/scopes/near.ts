import { folderOf, foldersAbove, isInFolder } from '../util/paths.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { isSameScope, type Group } from './group.ts';
import type { Placed } from '../objects/placed.ts';

/**
 * Whether a resource is near enough to another to be meant by it, in the same scope. Files farther away than the folder of the
 * file, the folder above it and everything below that do not hold the missing end of a reference.
 */
export function isNearby(from: Placed, other: Placed): boolean {
  if (!isSameScope(from, other)) return false;
  const folder = folderNear(from);
  return folder === undefined || isInFolder(other.document.file.path, folder);
}

/** The folder below which everything is nearby to an object; `undefined` in a kustomization, which is one heap wherever its files are. */
export function folderNear({ scope, document }: Placed): string | undefined {
  return scope.kind === 'kustomization' ? undefined : folderAround(document.file.path);
}

/** Whether an object is of an example that another one is no part of, so that hardly it is meant by it. */
export function isOfOtherExample(from: Placed, other: Placed): boolean {
  return isOfExamples.test(other.document.file.path) && !isNearby(from, other);
}

const isOfExamples = /(?:^|\/)(?:\w+[-_])?(?:examples?|samples?|demos?|tutorials?)\//i;

/** Those of a group that are nearby, found without looking at the others; all of them where it is not said from where. */
export function nearbyIn<R extends Resource>(group: Group<R>, from: Placed | undefined): readonly Placed<R>[] {
  return group.below(from && folderNear(from));
}

/** Whether two objects are in one folder or below it, so that they surely are meant for one another. */
export function isClose(from: Placed, other: Placed): boolean {
  return isInFolder(other.document.file.path, folderOf(from.document.file.path));
}

/** Under which keys something that is called so is found from everywhere that is near to its file. */
export function keysNear(what: string, path: string): readonly string[] {
  return foldersAbove(folderOf(path)).map((folder) => `${what} in ${folder}`);
}

/** The key under which what is called so is found if its file is no farther from a file than the end of a reference can be. */
export function nearKey(what: string, path: string): string {
  return `${what} in ${folderAround(path)}`;
}

/** The folder above that of a file, or the top one. */
export function folderAround(path: string): string {
  const folder = folderOf(path);
  return folder === '' || folder === '/' ? folder : folderOf(folder);
}
