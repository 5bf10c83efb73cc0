import { dnsTree, treeNodeAt, treePathAt, type TreeNode, type TreeOptions } from '../core/features/facade.ts';
import { placeOf } from '../core/objects/places.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { RecordsPlace } from '../shared/protocol.ts';
import type { TreeChangedParams, TreeParams, TreePathParams, TreeResult, WireTreeNode } from '../shared/tree.ts';
import { offsetAt, toLocation } from './convert.ts';
import type { Documents } from './documents.ts';

/** The tree of DNS names, as a client shows it. */
export interface Tree {
  /** The children of a node; nothing for one that is gone. */
  children(params: TreeParams): TreeResult;
  place(params: TreeParams): RecordsPlace | null;
  path(params: TreePathParams): TreeResult | null;
  /** Tells the client which of the children it was told are others now. Called when everything is checked after a change. */
  update(): void;
}

/**
 * Prepares the tree. What was answered is remembered until it changes, so that a client asks again for that alone, and for nothing while
 * nothing changed.
 */
export function createTree(documents: Documents, send: (params: TreeChangedParams) => void): Tree {
  /** What was answered, by path. */
  const told = new Map<string, { readonly params: TreeParams; readonly answer: string }>();
  let isChecked = false;

  /** That of the workspace, then those of files from elsewhere. */
  const snapshots = (): readonly Snapshot[] => [
    ...new Set([documents.snapshot, ...documents.openDocuments().map(({ snapshot }) => snapshot)]),
  ];
  const optionsFor = (filter: string | undefined): TreeOptions => ({
    ...(filter === undefined ? {} : { filter }),
    // What no list shows is not counted, and what would have to be found first is counted after the next check.
    countsProblems: ({ uri }) =>
      isChecked && (documents.settings.diagnosticsScope === 'workspace' || documents.isOpen(uri)),
  });
  const nodeOf = ({ path, filter }: TreeParams): TreeNode | undefined =>
    treeNodeAt(dnsTree(snapshots(), optionsFor(filter)), path);
  const answer = (params: TreeParams): TreeResult => {
    const { path, filter } = params;
    const nodes = path.length === 0 ? dnsTree(snapshots(), optionsFor(filter)) : nodeOf(params)?.children?.();
    return { nodes: (nodes ?? []).map(toWireNode) };
  };

  return {
    children(params) {
      const result = answer(params);
      told.set(JSON.stringify(params.path), { params, answer: JSON.stringify(result) });
      return result;
    },
    place(params) {
      const source = nodeOf(params)?.source;
      return source === undefined ? null : toLocation(placeOf(source.resource, source.at));
    },
    path({ uri, position, filter }) {
      const located = documents.locate(uri);
      if (located === undefined) return null;
      const { snapshot, file } = located;
      const options = optionsFor(filter);
      const path = treePathAt(snapshot, { uri: file.uri, offset: offsetAt(file, position) }, options) ?? [];
      const nodes = path.flatMap(
        (_, index) => treeNodeAt(dnsTree(snapshots(), options), path.slice(0, index + 1)) ?? [],
      );
      return nodes.length === 0 || nodes.length < path.length ? null : { nodes: nodes.map(toWireNode) };
    },
    update() {
      isChecked = true;
      const changed = [...told].filter(([, { params, answer: before }]) => JSON.stringify(answer(params)) !== before);
      for (const [key] of changed) told.delete(key);
      if (changed.length > 0) send({ paths: changed.map(([, { params }]) => params.path) });
    },
  };
}

function toWireNode({ name, source, children, ...node }: TreeNode): WireTreeNode {
  return {
    ...node,
    ...(name === undefined ? {} : { name }),
    hasChildren: children !== undefined,
    hasPlace: source !== undefined,
  };
}
