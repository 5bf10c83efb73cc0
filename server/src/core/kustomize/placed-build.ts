import { View } from '../kubernetes/field.ts';
import { readObjects } from '../kubernetes/read-resources.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isSamePath } from '../yaml/path.ts';
import type { SharedReads } from '../yaml/shared.ts';
import { documentsOfOrigin, type Origin } from '../objects/origins.ts';
import { type KustomizationScope, placeResource, type Placed } from '../objects/placed.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import type { Build } from './build.ts';
import type { Draft } from './draft.ts';

/**
 * The objects that a kustomization builds, in its order; generated ones are in their kustomization. `shared` knows what was read of those that
 * others build of the same bases.
 */
export function placeBuild(
  build: Build,
  scope: KustomizationScope,
  ambientNamespace: (file: SnapshotFile) => string,
  shared?: SharedReads,
): readonly Placed[] {
  return build.drafts.flatMap((draft) => {
    const ambient = build.order?.namespace?.value ?? ambientNamespace(draft.document.file);
    return placeDraft(draft, scope, ambient, shared) ?? [];
  });
}

function placeDraft(
  draft: Draft,
  scope: KustomizationScope,
  ambient: string,
  shared: SharedReads | undefined,
): Placed | undefined {
  const { tree, document, root, patchedBy } = draft;
  if (tree === undefined) return undefined;
  if (tree === draft.written && draft.origin === 'written') {
    const written = document.forOthers.resources.find((resource) => isSamePath(resource.root, root));
    if (written !== undefined) return placeResource(written, document, scope, ambient);
  }
  const [read] = readObjects(new View(tree), root, shared);
  if (read === undefined) return undefined;
  const placed = placeResource(read, document, scope, ambient);
  const documents = new Set(patchedBy);
  collectDocuments(tree, documents);
  documents.delete(document);
  const all = [document, ...documents];
  return {
    built: { tree, documents: [...documents] },
    ...placed,
    writtenName: draft.writtenName ?? placed.name,
    ...(draft.previous.length > 1 ? { formerNames: draft.previous.slice(1).map(({ name }) => name) } : {}),
    templated: all.some(({ forOthers }) => forOthers.templated),
    broken: all.some(({ forOthers }) => forOthers.syntaxProblems.length > 0),
  };
}

function collectDocuments(node: YamlNode, documents: Set<SnapshotDocument>): void {
  if (node.origin !== undefined) {
    // Only builds give nodes an origin.
    for (const document of documentsOfOrigin(node.origin as Origin)) documents.add(document);
  }
  if (node.kind === 'map') for (const entry of node.entries) collectDocuments(entry.value, documents);
  else if (node.kind === 'sequence') for (const item of node.items) collectDocuments(item, documents);
}
