import { Disposable, window, workspace, commands } from 'vscode';
import { contexts } from './ids.ts';
import { isManifest } from './manifests.ts';
import { createPause } from './pause.ts';
import type { ManifestService } from './server-questions.ts';
import { type Server, hasRead } from './server.ts';

/** How long typing has to pause before the server is asked what can be done, in milliseconds. */
const pause = 300;

/**
 * Keeps the context keys true that `when` clauses ask for, so that menus and the command palette offer only what can be done.
 * The server is asked once a pause which Services the manifest in front declares; where the cursor is among them is found here,
 * as a move of the cursor comes much more often. A context menu opens before a move can be answered, so its entry goes by the file.
 */
export function keepMenus(server: Server): Disposable {
  const keys = createContextKeys();
  let services: readonly ManifestService[] = [];
  let turn = 0;
  const typing = createPause(pause);

  const tellServices = () => {
    const cursor = window.activeTextEditor?.selection.active;
    const convertible = services.filter(({ canConvert }) => canConvert);
    keys.set(contexts.canConvertInFile, convertible.length > 0);
    keys.set(contexts.canConvert, cursor !== undefined && convertible.some(({ range }) => range.contains(cursor)));
  };
  const tell = async () => {
    const own = ++turn;
    const document = window.activeTextEditor?.document;
    const isInFront = document !== undefined && isManifest(document);
    keys.set(contexts.isManifest, isInFront);
    // While the server starts or is gone there is nothing that it could do.
    const found = isInFront ? await server.services(document.uri).catch(() => []) : [];
    if (own !== turn) return;
    services = found;
    tellServices();
  };
  const tellSoon = () => typing.run(tell);

  void tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(() => {
      services = [];
      void tell();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === window.activeTextEditor) tellServices();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) tellSoon();
    }),
    server.onDidChangeState((state) => {
      keys.set(contexts.hasManifests, state.kind === 'running' && state.status.files > 0);
      if (hasRead(state)) tellSoon();
    }),
    typing,
  );
}

/** Keys that `when` clauses of package.json ask for. */
interface ContextKeys {
  /** Sets a key; one that stays what it is costs nothing. */
  set(key: string, value: boolean | string): void;
}

/** Remembers what it has set. */
export function createContextKeys(): ContextKeys {
  const known = new Map<string, boolean | string>();
  return {
    set(key, value) {
      if (known.get(key) === value) return;
      known.set(key, value);
      void commands.executeCommand('setContext', key, value);
    },
  };
}
