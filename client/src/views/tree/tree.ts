import {
  Disposable,
  EventEmitter,
  l10n,
  type Memento,
  type Position,
  type TreeDataProvider,
  type TreeView,
  type Uri,
  window,
} from 'vscode';
import type { RecordsPlace } from '../../../../server/src/shared/protocol.ts';
import { contexts, treeView } from '../../ids.ts';
import { createContextKeys } from '../../menus.ts';
import type { Server } from '../../server.ts';
import { registerDecorations } from './decorations.ts';
import { pathOf, type TreeElement, itemOf, createElements } from './items.ts';
import { followEditor } from './follow.ts';

/** The view of the DNS names. */
export interface NamesTree extends Disposable {
  /** The line that a node comes from; `undefined` where it is gone, or comes from nowhere. */
  placeOf(element: TreeElement): Promise<RecordsPlace | undefined>;
  /** Asks for part of a name, and shows only the Services that have such a name. */
  askForFilter(): Promise<void>;
  clearFilter(): void;
  /** Whether the Service at the cursor is selected as the cursor moves. */
  setFollowing(following: 'on' | 'off'): void;
  /** Opens the view at the Service that a place is about. */
  reveal(uri: Uri, position: Position): Promise<void>;
}

/** Up to so many namespaces are unfolded from the start: then the Services are seen at a glance. */
const fewNamespaces = 5;

const followingKey = 'headlight.tree.following';

/**
 * Makes the view. VS Code asks for the children of what is unfolded, the server is asked for them, and says when they have changed.
 * @param memory keeps whether the editor is followed
 */
export function registerNamesTree(server: Server, memory: Memento): NamesTree {
  const changes = new EventEmitter<TreeElement | undefined>();
  const keys = createContextKeys();
  const names = createNames(server, tell);
  const provider: TreeDataProvider<TreeElement> = {
    onDidChangeTreeData: changes.event,
    getChildren: names.childrenOf,
    getParent: ({ parent }) => parent,
    getTreeItem: (element) => itemOf(element, names.isUnfolded(element) ? 'expanded' : 'collapsed'),
  };
  const view: TreeView<TreeElement> = window.createTreeView(treeView, {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  const follower = followEditor(view, names.find);

  /** Says what is shown, or why nothing is: in words of package.json, for which VS Code has room where there is no other text. */
  function tell(): void {
    const content = names.content();
    keys.set(contexts.treeState, content);
    const isCut = content === 'shown' && names.filter() !== '';
    view.message = isCut ? l10n.t('Services with “{0}” in a name', names.filter()) : '';
  }

  function followServer(): void {
    if (!names.settle()) return tell();
    startAnew();
    follower.again();
  }

  function startAnew(): void {
    names.clear();
    tell();
    changes.fire(undefined);
  }

  function setFilter(text: string): void {
    if (text === names.filter()) return;
    names.setFilter(text);
    keys.set(contexts.treeIsFiltered, text !== '');
    startAnew();
  }

  function follow(following: 'on' | 'off'): void {
    keys.set(contexts.treeFollows, following === 'on');
    follower.set(following);
  }

  followServer();
  follow(memory.get<'on' | 'off'>(followingKey) ?? 'on');
  const registered = Disposable.from(
    view,
    changes,
    follower,
    registerDecorations(),
    server.onDidChangeState(followServer),
    server.onDidChangeTree((paths) => {
      for (const path of paths) {
        const element = names.at(path);
        if (path.length === 0) startAnew();
        else if (element !== undefined) changes.fire(element);
      }
    }),
  );
  return {
    placeOf: names.placeOf,
    askForFilter: async () => {
      const text = await askForPart(names.filter());
      if (text !== undefined) setFilter(text.trim());
    },
    clearFilter: () => setFilter(''),
    setFollowing: (following) => {
      follow(following);
      void memory.update(followingKey, following);
    },
    reveal: async (uri, position) => {
      const element = await names.find(uri, position);
      if (element === undefined)
        void window.showInformationMessage(l10n.t('No Service in the view belongs to this location.'));
      else await view.reveal(element, { select: true, focus: true, expand: true });
    },
    dispose: () => void registered.dispose(),
  };
}

function askForPart(value: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Filter DNS Names'),
    prompt: l10n.t('Part of a name: a Service, a namespace, a Pod, a port'),
    value,
  });
}

/**
 * The names that the view shows: those of the server, as a filter leaves them.
 * @param onCount is called when it is known how many namespaces there are
 */
function createNames(server: Server, onCount: () => void) {
  const elements = createElements();
  let filter = '';
  let isSettled = false;
  /** How many namespaces are shown; `undefined` before the first question. */
  let namespaces: number | undefined;

  async function childrenOf(parent?: TreeElement): Promise<TreeElement[]> {
    if (!isSettled) return [];
    const path = parent === undefined ? [] : pathOf(parent);
    const nodes = await server.treeChildren(path, filter).catch(() => []);
    if (parent === undefined) {
      namespaces = nodes.length;
      onCount();
    }
    return nodes.map((node) => elements.of(node, parent));
  }

  /** The Service that a place is about, as an element with its parents. */
  async function find(uri: Uri, position: Position): Promise<TreeElement | undefined> {
    if (!isSettled) return undefined;
    const nodes = await server.treePath(uri, position, filter).catch(() => []);
    return nodes.reduce<TreeElement | undefined>((parent, node) => elements.of(node, parent), undefined);
  }

  return {
    childrenOf,
    find,
    at: (path: readonly string[]) => elements.at(path),
    filter: () => filter,
    setFilter: (text: string) => void (filter = text),
    placeOf: (element: TreeElement) => server.treePlace(pathOf(element), filter),
    content: () => contentOf(server.state, namespaces, filter),
    /** Of many namespaces each is unfolded by hand, unless a filter has left few of them. */
    isUnfolded: ({ parent }: TreeElement) =>
      parent === undefined && ((namespaces ?? 0) <= fewNamespaces || filter !== ''),
    /** Nothing is shown before the server has read everything for the first time, and while it is gone. Tells whether that has changed. */
    settle() {
      const { state } = server;
      const wasSettled = isSettled;
      isSettled = state.kind === 'running' && (wasSettled || !state.status.indexing);
      return isSettled !== wasSettled;
    },
    clear() {
      elements.clear();
      if (!isSettled) namespaces = undefined;
    },
  };
}

/** What there is to see, as the conditions of package.json call it; `namespaces` is `undefined` before the first question. */
function contentOf(state: Server['state'], namespaces: number | undefined, filter: string): string {
  if (state.kind === 'stopped') return 'stopped';
  if (namespaces === undefined) return 'reading';
  if (namespaces > 0) return 'shown';
  if (filter !== '') return 'nothingFound';
  return state.kind === 'running' && state.status.files > 0 ? 'noServices' : 'noManifests';
}
