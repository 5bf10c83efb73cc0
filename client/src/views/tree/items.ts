import type { WireTreeNode, WireTreeNodeKind } from '../../../../server/src/shared/tree.ts';
import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { openNodeCommand } from '../../ids.ts';
import { decoratedUri, problemsColour, problemsText } from './decorations.ts';

/** A node of the tree at its place. Always the same object for the same place, as VS Code knows it by that. */
export interface TreeElement {
  node: WireTreeNode;
  readonly parent: TreeElement | undefined;
}

/** The elements of all places that were shown, until they are cleared. */
interface Elements {
  /** That of a node below another one, which says from now on what the node says. */
  of(node: WireTreeNode, parent: TreeElement | undefined): TreeElement;
  at(path: readonly string[]): TreeElement | undefined;
  clear(): void;
}

/** Makes an empty store of elements. */
export function createElements(): Elements {
  const elements = new Map<string, TreeElement>();
  const keyOf = (path: readonly string[]): string => JSON.stringify(path);
  return {
    of(node, parent) {
      const element: TreeElement = { node, parent };
      const key = keyOf(pathOf(element));
      const known = elements.get(key);
      if (known === undefined) elements.set(key, element);
      else known.node = node;
      return known ?? element;
    },
    at: (path) => elements.get(keyOf(path)),
    clear: () => elements.clear(),
  };
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

/** What each kind of node looks like: VS Code's own icons, which differ in shape. */
const icons: Readonly<Record<WireTreeNodeKind, string>> = {
  namespace: 'symbol-namespace',
  virtualIpService: 'server',
  headlessService: 'broadcast',
  alias: 'link-external',
  otherService: 'question',
  name: 'tag',
  portName: 'plug',
  reverseName: 'arrow-swap',
  missingName: 'circle-slash',
  note: 'info',
  pod: 'vm',
  pods: 'vm',
  awaitedPods: 'vm-outline',
  address: 'location',
  more: 'ellipsis',
};

/** A node as VS Code shows it. Its id keeps selection and expansion while the text is edited. */
export function itemOf(element: TreeElement, state: 'expanded' | 'collapsed'): TreeItem {
  const { node } = element;
  const path = pathOf(element);
  const item = new TreeItem(node.label, collapsibleState(node, state));
  item.id = JSON.stringify(path);
  // Between both there is only space on the screen; who reads them as one text needs a blank.
  item.description = node.description === '' ? '' : ` ${node.description}`;
  item.iconPath = new ThemeIcon(icons[node.kind], problemsColour(node.problems));
  item.tooltip = tooltipOf(node);
  item.accessibilityInformation = { label: spokenText(node) };
  item.contextValue = [node.kind, ...(node.name === undefined ? [] : ['named'])].join(' ');
  const resource = decoratedUri(path, node.problems);
  if (resource !== undefined) item.resourceUri = resource;
  // A namespace has a manifest at times, and always something to unfold.
  if (node.hasPlace && node.kind !== 'namespace') {
    item.command = { command: openNodeCommand, title: l10n.t('Go to Line'), arguments: [element] };
  }
  return item;
}

function collapsibleState({ hasChildren }: WireTreeNode, state: 'expanded' | 'collapsed'): TreeItemCollapsibleState {
  if (!hasChildren) return TreeItemCollapsibleState.None;
  return state === 'expanded' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function tooltipOf(node: WireTreeNode): string {
  const problems = problemsText(node.problems);
  return [node.name ?? node.label, ...node.details, ...(problems === '' ? [] : [problems])].join('\n');
}

/** All that a person sees of a node, in words. */
function spokenText(node: WireTreeNode): string {
  return [kindText(node), node.description, problemsText(node.problems)].filter((text) => text !== '').join(', ');
}

/** A label with what its icon says. */
function kindText({ kind, label }: WireTreeNode): string {
  switch (kind) {
    case 'namespace':
      return l10n.t('Namespace {0}', label);
    case 'virtualIpService':
    case 'headlessService':
    case 'alias':
    case 'otherService':
      return l10n.t('Service {0}', label);
    case 'name':
      return l10n.t('Name {0}', label);
    case 'portName':
      return l10n.t('Port name {0}', label);
    case 'reverseName':
      return l10n.t('Reverse name {0}', label);
    case 'missingName':
      return l10n.t('Not in DNS: {0}', label);
    case 'address':
      return l10n.t('Address {0}', label);
    case 'note':
    case 'pod':
    case 'pods':
    case 'awaitedPods':
    case 'more':
      return label;
  }
}
