import type { Kustomization } from '../../kubernetes/kustomization.ts';
import { type Placed, scopeLabel } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { sourceFieldAt } from '../../kustomize/source-paths.ts';
import { folderOf } from '../../util/paths.ts';
import { isSamePath, type Path } from '../../yaml/path.ts';
import { entryAt, filesNamedBy, objectsOf } from '../kustomization-entry.ts';
import {
  code,
  listOf,
  paragraph,
  say,
  type HoverContent,
  type Inline,
  type Block,
  linkTo,
  objectTitle,
  hoverOf,
} from './content.ts';

/** What an entry of a kustomization brings in or changes; `undefined` for fields that name nothing. */
export function entryHover(
  snapshot: Snapshot,
  kustomization: Placed<Kustomization>,
  path: Path,
): HoverContent | undefined {
  const entry = entryAt(snapshot, kustomization, path);
  if (entry === undefined) return undefined;
  if (entry.file === undefined) return hoverOf(say(entry.isRemote ? 'kustomization.remote' : 'kustomization.unknown'));
  if (entry.role === 'text') return undefined;
  const objects = objectsOf(snapshot, entry.file, kustomization);
  if (entry.file.role === 'kustomization') {
    const values = { kustomization: code(entry.file.path), count: objects.length };
    return hoverOf(say(entry.isComponent ? 'kustomization.component' : 'kustomization.base', values));
  }
  if (entry.role === 'patch') {
    const changed = snapshot.writtenIn(entry.file).filter(({ scope }) => scope === kustomization.scope);
    return hoverOf(
      changed.length === 0 ? say('kustomization.patch') : say('kustomization.patches', { objects: list(changed) }),
    );
  }
  return hoverOf(
    objects.length === 0 ? say('kustomization.nothing') : say('kustomization.file', { objects: list(objects) }),
  );
}

/** What a path points to that Flux or Argo CD applies; `undefined` for all other fields, and where it leads nowhere. */
export function sourceHover(snapshot: Snapshot, placed: Placed, path: Path): HoverContent | undefined {
  if (placed.resource.kind !== 'Unknown') return undefined;
  const file = filesNamedBy(snapshot, placed).find(({ field }) => isSamePath(field.at.path, path))?.file;
  if (file === undefined) return undefined;
  const folder = code(folderOf(file.path) || '.');
  if (sourceFieldAt(placed.resource, path)?.takes === 'file')
    return hoverOf(say('source.file', { file: code(file.path) }));
  if (file.role === 'chart') return hoverOf(say('source.chart', { folder }));
  if (file.role !== 'kustomization') return hoverOf(say('source.folder', { folder }));
  const scope = snapshot.scopes.bound.find((one) => one.kind === 'kustomization' && one.file === file);
  const count = scope && snapshot.contentsOf(scope).all.length;
  const told =
    count === undefined
      ? say('source.kustomization', { folder })
      : say('kustomization.base', { kustomization: folder, count });
  return hoverOf(told);
}

function list(objects: readonly Placed[]): Inline {
  return listOf(objects.map(linkTo));
}

/** Which scope an object is in, and why, in one line; nothing for what is by itself. */
export function scopeBlocks(placed: Placed): readonly Block[] {
  const { scope } = placed;
  switch (scope.kind) {
    case 'plain':
      return [];
    case 'chart':
      return paragraph(say('scope.chart', { chart: code(scopeLabel(scope)) }));
    case 'kustomization':
      return paragraph(
        say('scope.kustomization', { kustomization: code(scopeLabel(scope)) }),
        scope.open ? say('scope.open') : undefined,
      );
  }
}

/** What an object is called where another kustomization builds it, in one line. */
export function variantBlocks(placed: Placed, content: HoverContent | undefined): readonly Block[] {
  if (content === undefined) return [];
  const name = content.name?.text ?? objectTitle(placed);
  return paragraph(say('scope.variant', { kustomization: code(scopeLabel(placed.scope)), name: code(name) }));
}
