import type { KustomizePatch } from '../../kubernetes/kustomization.ts';
import { kustomizationOf } from '../../kustomize/files.ts';
import { mergeKeysAt } from '../../kustomize/merge.ts';
import { stepsOfPointer } from '../../kustomize/json-patch.ts';
import { patchInDocument, patchInText, type PatchAt } from '../../kustomize/patch-at.ts';
import type { KustomizationScope, Placed } from '../../objects/placed.ts';
import { treeOf, writtenTreeOf, nodeIn } from '../../objects/places.ts';
import type { SnapshotFile } from '../../files/file.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isNamePath } from '../../kubernetes/resource.ts';
import { itemsIn, textUnder, type YamlNode } from '../../yaml/node.ts';
import { nodeAt, type Path } from '../../yaml/path.ts';
import { documentIn, type PlaceAtCursor } from '../at-cursor.ts';
import { meantByPatch, objectsMeant, scopesOf } from '../rename/kustomization-names.ts';

interface PatchPlace extends PlaceAtCursor {
  readonly isOfPatch: true;
}

/**
 * The field of an object that a patch changes at an offset, even if there is no new value yet: then no built object has it.
 * `undefined` where no patch is, or it is not known of what.
 */
export function patchPlaceAt(snapshot: Snapshot, uri: string, offset: number): PatchPlace | undefined {
  const file = snapshot.files.get(uri);
  if (file === undefined) return undefined;
  for (const scope of scopesOf(snapshot, file)) {
    for (const one of snapshot.scopes.filesOf(scope)) {
      const kustomization = kustomizationOf(one);
      for (const patch of kustomization?.kustomization.patches ?? []) {
        const isFile = patch.path !== undefined && snapshot.scopes.namedBy(one, patch.path.value) === file;
        const document = isFile ? documentIn(snapshot, uri, offset) : undefined;
        const text = document
          ? patchInDocument(document, offset)
          : kustomization && patchInText(patch, kustomization, { file, offset });
        const found = text && placeInPatch(snapshot, { scope, file: one, patch, text });
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function placeInPatch(
  snapshot: Snapshot,
  {
    scope,
    file,
    patch: { target },
    text: { tree, origin, place, span },
  }: {
    readonly scope: KustomizationScope;
    readonly file: SnapshotFile;
    readonly patch: KustomizePatch;
    readonly text: PatchAt;
  },
): PatchPlace | undefined {
  // Without a target, it is for the object that it says it is.
  const [meant] = meantByPatch({ tree, origin, target }).flatMap((name) =>
    objectsMeant(snapshot, { ...name, file, scope }),
  );
  // Where it is still to say which one, it is for any of its kind.
  const kind = isNamePath(place.path) ? textUnder(tree, 'kind') : undefined;
  const placed = meant ?? (kind === undefined ? undefined : snapshot.contentsOf(scope).ofWrittenKind(kind)[0]);
  const path = placed && (tree.kind === 'sequence' ? pathOfOperation : pathOfMerge)(placed, tree, place.path);
  return placed && path && { placed, path, part: place.part, span, isOfPatch: true };
}

/** The field that the value of an operation of a JSON patch becomes. Source: RFC 6902. */
function pathOfOperation(placed: Placed, tree: YamlNode, [index = 0, key, ...below]: Path): Path | undefined {
  const operation = nodeAt(tree, [index]);
  const pointer = textUnder(operation, 'path');
  if (key !== 'value' || pointer === undefined) return undefined;
  const path: Path[number][] = [];
  for (const step of stepsOfPointer(pointer)) {
    const node = nodeIn(placed, path);
    if (node?.kind !== 'sequence') path.push(step);
    else path.push(step === '-' ? Math.max(0, node.items.length - 1) : Number(step));
  }
  return [...path, ...below];
}

/** The same place in the object that the patch is merged into: items are where those of the same keys are, or in a list that the patch replaces. */
function pathOfMerge(placed: Placed, tree: YamlNode, path: Path): Path {
  const object = treeOf(placed);
  const found: Path[number][] = [];
  for (const [depth, step] of path.entries()) {
    const item = nodeAt(tree, path.slice(0, depth + 1));
    const list = nodeAt(object, found);
    const keys = typeof step === 'number' ? (mergeKeysAt(object, found) ?? []) : [];
    const index = list?.kind === 'sequence' ? list.items.findIndex((one) => hasKeysOf(one, item, keys)) : -1;
    found.push(index < 0 ? step : index);
  }
  return found;
}

/** What an item of a list is told from others by, of all items that a patch can mean; `undefined` where a field is no such key. */
export function mergeKeysWithin(placed: Placed, path: Path): readonly string[] | undefined {
  const [key, list] = [path.at(-1), path.slice(0, -2)];
  const tree = treeOf(placed);
  if (!mergeKeysAt(tree, list)?.includes(String(key))) return undefined;
  // The patch that is being written may have changed what is built.
  return [writtenTreeOf(placed), tree].flatMap((one) =>
    itemsIn(nodeAt(one, list)).flatMap((item) => textUnder(item, String(key)) || []),
  );
}

/** Whether an item of a list has the keys that one of a patch says. */
function hasKeysOf(one: YamlNode, item: YamlNode | undefined, keys: readonly string[]): boolean {
  const said = keys.flatMap((key) => {
    const value = textUnder(item, key);
    return value === undefined || value === '' ? [] : [[key, value] as const];
  });
  return said.length > 0 && said.every(([key, value]) => textUnder(one, key) === value);
}
