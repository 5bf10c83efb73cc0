/** The folder of a path with `/` between its parts: `a/b` of `a/b/c`, the empty string of a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '';
  return slash === 0 ? (path.length > 1 ? '/' : '') : path.slice(0, slash);
}

/** A relative path below a folder, `.` and `..` taken out. An absolute path stays as it is. */
export function joinPath(folder: string, relative: string): string {
  if (relative.startsWith('/')) return relative;
  const parts = partsOf(folder);
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The parts between the slashes of a folder; the first of an absolute one is empty, and stands for the slash before it. */
export function partsOf(folder: string): string[] {
  return folder === '' ? [] : folder === '/' ? [''] : folder.split('/');
}

/**
 * How near a file is to another: 0 in the same file, 1 in the same folder, and one more for every folder to go up from the
 * first file before the second lies below.
 */
export function nearness(fromPath: string, toPath: string): number {
  return nearnessFrom(fromPath)(toPath);
}

/** How near a file is to each of many, see `nearness`. */
export function nearnessFrom(fromPath: string): (toPath: string) => number {
  const above = foldersAbove(folderOf(fromPath)).map((folder) => (/^\/?$/.test(folder) ? folder : `${folder}/`));
  const [own = ''] = above;
  return (toPath) => {
    if (fromPath === toPath) return 0;
    if (toPath.startsWith(own) && !toPath.includes('/', own.length)) return 1;
    const steps = above.findIndex((folder) => toPath.startsWith(folder));
    return (steps < 0 ? above.length - 1 : steps) + 2;
  };
}

/** The way from a folder to a path: `../base/db.yaml`. Both are absolute, or both relative to the same folder. */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter((part) => part !== '');
  const to = path.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/** Whether a path is a folder, or in or below it; below the top one of relative paths every path is. */
export function isInFolder(path: string, folder: string): boolean {
  if (folder === '' || path === folder) return true;
  return path.startsWith(folder) && (folder.endsWith('/') || path.charCodeAt(folder.length) === slash);
}

const slash = '/'.charCodeAt(0);

/** A folder and those it lies in, up to the top. */
export function foldersAbove(folder: string): readonly string[] {
  const folders = [folder];
  for (let current = folder; current !== '' && current !== '/';) {
    current = folderOf(current);
    folders.push(current);
  }
  return folders;
}

/** The last part of a path, the name of its file. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const asItIs = (folder: string): string => (folder === '' ? '.' : folder);
let told = asItIs;

/** Tells folders in sentences in another way from now on, on a command line as it prints the paths of files, or as usual again. */
export function tellFolders(as = asItIs): void {
  told = as;
}

/** What a folder is called in a sentence. */
export function toldFolder(folder: string): string {
  return told(folder);
}
