import type { Field } from '../kubernetes/field.ts';
import type { Kustomization } from '../kubernetes/kustomization.ts';
import type { FileEdit, SnapshotFile, WorkspaceEdit } from '../files/file.ts';
import { fileIn, isRemote } from '../kustomize/files.ts';
import { rootsFor, sourcePathsOf, type SourcePath } from '../kustomize/source-paths.ts';
import { type Placed, isOfKind } from '../objects/placed.ts';
import { placeOf } from '../objects/places.ts';
import type { TextEdit } from '../text/span.ts';
import { getOrMake } from '../util/collections.ts';
import { fileNameOf, folderOf, isInFolder, joinPath, relativePath } from '../util/paths.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isTemplated } from '../yaml/template.ts';
import { filesNamedIn } from './kustomization-entry.ts';

/** A file or folder that gets another path. */
interface FileMove {
  readonly from: string;
  readonly to: string;
}

/** A path in a text that is to become another one. */
interface NewPath {
  readonly field: Field<string>;
  /** Of the characters of the field. */
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * What has to change in the texts of a workspace, as they are before, when files and folders get other paths: what kustomizations name of them, and
 * what Flux and Argo CD apply. A kustomization that moves itself finds what stays where it is.
 */
export function editsForMoves(snapshot: Snapshot, moves: readonly FileMove[]): WorkspaceEdit {
  const moved = (path: string): string => {
    const move = moves.find(({ from }) => from !== '' && isInFolder(path, from));
    return move === undefined ? path : move.to + path.slice(move.from.length);
  };
  const edits = new Map<SnapshotFile, Map<number, TextEdit>>();
  const change = (object: Placed, { field: { at }, start, end, newText }: NewPath): void => {
    const { file, span } = placeOf(object, { path: at.path, within: { start, end } });
    getOrMake(edits, file, () => new Map<number, TextEdit>()).set(span.start, { span, newText });
  };
  for (const object of snapshot.resources) {
    if (isOfKind(object, 'Kustomization')) for (const one of newEntries(snapshot, object, moved)) change(object, one);
    for (const one of sourcePathsOf(object))
      for (const path of newSourcePath(object.document.file, one, moved)) change(object, path);
  }
  const files = [...edits].map(([file, found]): FileEdit => ({
    file,
    edits: [...found.values()].sort((one, other) => one.span.start - other.span.start),
  }));
  return { files };
}

/** Where a path leads once files have moved. */
type Moved = (path: string) => string;

function newEntries(snapshot: Snapshot, kustomization: Placed<Kustomization>, moved: Moved): readonly NewPath[] {
  const own = kustomization.document.file.path;
  const folder = folderOf(own);
  const newFolder = folderOf(moved(own));
  const generated = new Set(kustomization.resource.generators.flatMap(({ files }) => files));
  return filesNamedIn(snapshot, kustomization).flatMap(({ field, path }): readonly NewPath[] => {
    if (path === '' || path.startsWith('/') || isTemplated(path) || isRemote(path)) return [];
    const target = joinPath(folder, path);
    const newTarget = moved(target);
    if (newTarget === target && newFolder === folder) return [];
    const newPath = spelledAs(path, relativePath(newFolder, newTarget));
    if (newPath === path) return [];
    const start = field.value.length - path.length;
    // A file is the key of what is generated, unless another one is written.
    const [name, newName] = [fileNameOf(target), fileNameOf(newTarget)];
    const key = start === 0 && name !== newName && generated.has(field) ? `${name}=` : '';
    return [{ field, start, end: field.value.length, newText: key + newPath }];
  });
}

function newSourcePath(file: SnapshotFile, source: SourcePath, moved: Moved): readonly NewPath[] {
  const { at, written, start, base, path } = source;
  for (const root of rootsFor(file)) {
    const [target, from] = [fileIn(root, path), fileIn(root, base)];
    const [newTarget, newFrom] = [moved(target), base === '' ? root : moved(from)];
    if (newTarget === target && newFrom === (base === '' ? root : from)) continue;
    const own = written.slice(start);
    const newText = spelledAs(own, relativePath(newFrom, newTarget));
    return newText === own ? [] : [{ field: { value: written, at }, start, end: written.length, newText }];
  }
  return [];
}

/** A path with the `./`, the slash before and the slash behind that the old one has. */
function spelledAs(old: string, path: string): string {
  const before = /^(?:\.\/|\/)/.exec(old)?.[0] ?? '';
  const behind = old.endsWith('/') ? '/' : '';
  return (path.startsWith('..') ? '' : before) + path + behind;
}
