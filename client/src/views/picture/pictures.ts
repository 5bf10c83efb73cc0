import {
  Disposable,
  type ExtensionContext,
  type TextDocument,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { isServedDocument } from '../../manifests.ts';
import { createPause } from '../../pause.ts';
import { type Server, hasRead } from '../../server.ts';
import { OpenPicture, pictureViewType } from './open-picture.ts';
import { askForSubject, givenSubject, subjectAtCursor, type ShownSubject } from './subject.ts';

/** The pictures that are open, each on a page of its own. */
export interface Pictures extends Disposable {
  /**
   * Shows the picture of a subject, in the page that is not pinned, or in a new one beside the editor.
   * @param given a subject, or the URI of a manifest with a position in it; else what is at the cursor, or a person is asked
   */
  show(given?: unknown, position?: unknown): Promise<void>;
  /** Asks for the picture in front as a file. */
  exportPicture(): Promise<void>;
}

/** How long typing and the cursor have to pause before a picture is drawn anew, in milliseconds. */
const pause = 150;

/** Makes the pictures' handle; a page and its script are loaded when the first one is shown. */
export function createPictures({ extensionUri }: ExtensionContext, server: Server): Pictures {
  const open = new Set<OpenPicture>();
  const textPause = createPause(pause);
  const cursorPause = createPause(pause);
  const refreshAll = (): void => {
    for (const picture of open) picture.refresh();
  };

  function add(panel: WebviewPanel, subject: ShownSubject | undefined, kept?: unknown): OpenPicture {
    const picture = new OpenPicture(panel, server, Uri.joinPath(extensionUri, 'dist', 'picture.js'), subject, kept);
    open.add(picture);
    panel.onDidDispose(() => open.delete(picture));
    return picture;
  }

  async function show(given?: unknown, position?: unknown): Promise<void> {
    const subject = givenSubject(given, position) ?? subjectAtCursor() ?? (await askForSubject(server));
    if (subject === undefined) return;
    const known = [...open].find((picture) => !picture.isPinned);
    if (known !== undefined) return known.show(subject);
    const panel = window.createWebviewPanel(pictureViewType, '', ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(extensionUri, 'dist')],
    });
    add(panel, subject);
  }

  function follow(document: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void {
    if (open.size === 0 || !isServedDocument(document)) return;
    for (const picture of open) picture.move(document.uri, changes);
    textPause.run(refreshAll);
  }

  function followCursor(editor: TextEditor | undefined): void {
    const subject = open.size === 0 || editor === undefined ? undefined : subjectAtCursor(editor);
    if (subject === undefined) return;
    cursorPause.run(() => {
      for (const picture of open) picture.followCursor(subject);
    });
  }

  const registered = Disposable.from(
    window.registerWebviewPanelSerializer(pictureViewType, {
      deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
        const { of } = (state ?? {}) as { readonly of?: { readonly subject?: unknown } };
        add(panel, givenSubject(of?.subject) ?? subjectAtCursor(), of);
      },
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => follow(document, contentChanges)),
    // Who comes from the page into a text may not be in front yet when its cursor moves.
    window.onDidChangeTextEditorSelection(({ textEditor }) => followCursor(textEditor)),
    window.onDidChangeActiveTextEditor(followCursor),
    // Whatever else makes the server think again (files, folders, settings, its own restart) ends in a new status.
    server.onDidChangeState((state) => {
      if (hasRead(state)) textPause.run(refreshAll);
    }),
    textPause,
    cursorPause,
  );
  return {
    show,
    exportPicture: async () => {
      await [...open].find(({ panel }) => panel.active)?.askFormat();
    },
    dispose: () => void registered.dispose(),
  };
}
