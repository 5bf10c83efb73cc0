import type { WireTreeNode } from '../../../../server/src/shared/tree.ts';

/** A node of the tree at its place. Always the same object for the same place, as VS Code knows it by that. */
export interface TreeElement {
  node: WireTreeNode;
  readonly parent: TreeElement | undefined;
}

/** The keys that lead to a node. */
export function pathOf({ node, parent }: TreeElement): readonly string[] {
  return parent === undefined ? [node.key] : [...pathOf(parent), node.key];
}

/** What a context menu of the tree hands to a command; `undefined` for all else, such as the arguments of a link. */
export function elementGiven(given: unknown): TreeElement | undefined {
  const { node } = (given ?? {}) as Partial<TreeElement>;
  return typeof node?.key === 'string' && typeof node.kind === 'string' ? (given as TreeElement) : undefined;
}

/** The Service that a node is or belongs to; a namespace is itself. */
export function serviceOf(element: TreeElement): TreeElement {
  const isBelow = element.parent?.parent !== undefined;
  return isBelow && element.parent !== undefined ? serviceOf(element.parent) : element;
}
