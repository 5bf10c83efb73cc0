import type { Position } from 'vscode';
import {
  l10n,
  type TextDocumentContentChangeEvent,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { RecordsPlace } from '../../../../server/src/shared/protocol.ts';
import { isServedDocument } from '../../manifests.ts';
import type { Server } from '../../server.ts';
import { positionAfter, rangeOf } from '../position.ts';
import type { Follows, FromPage, PictureFormat, ToPage } from './page-messages.ts';
import { pageOf, pageWords } from './page.ts';
import { askForFormat, saveFile } from './save.ts';
import type { ShownSubject } from './subject.ts';

/** What VS Code calls these pages by, also after it was started anew. */
export const pictureViewType = 'headlight.picture';

/** A page with a picture. */
export interface OpenPicture {
  readonly panel: WebviewPanel;
  readonly isPinned: boolean;
  /** Shows another subject, and the page itself. */
  show(subject: ShownSubject): void;
  /** The cursor is somewhere else; only who follows it, and finds something there, draws that. */
  followCursor(subject: ShownSubject): void;
  /** A document was changed: the place that the picture is about moves along. */
  move(document: Uri, changes: readonly TextDocumentContentChangeEvent[]): void;
  /** Draws what the manifests say now; a page that nobody sees waits until somebody does. */
  refresh(): void;
  askFormat(): Promise<void>;
}

interface PictureContext {
  readonly panel: WebviewPanel;
  readonly server: Server;
  readonly script: Uri;
}

/** A picture that is asked for. */
interface Wanted {
  readonly of: ShownSubject;
  /** Where there is nothing to draw: to say so, to leave what is shown, or to draw that anew. */
  readonly ifNothing: 'say' | 'keep' | 'refresh';
}

/** What the page keeps for this side. */
interface Kept {
  readonly subject: unknown;
  readonly isPinned: boolean;
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** Puts a picture onto a page. `kept` is what another window left. */
export function openPicture(
  { panel, server, script }: PictureContext,
  first: ShownSubject | undefined,
  kept?: unknown,
): OpenPicture {
  let subject: ShownSubject = first ?? { kind: 'workspace' };
  let { isPinned, opened, closed } = keptOf(kept);
  let turn = 0;
  let isReady = false;
  let isStale = true;
  let title = '';
  /** What is to be drawn next, until that is answered or as long as the page cannot show it; a refresh meanwhile draws that, not what was before. */
  let next: Wanted | undefined;
  /** Where this page itself has put the cursor, which is nothing to follow. */
  let ownPlace: string | undefined;

  const post = (message: ToPage): void => void panel.webview.postMessage(message);

  async function draw(of: ShownSubject, ifNothing: Wanted['ifNothing']): Promise<void> {
    const own = ++turn;
    next = { of, ifNothing };
    isStale = false;
    const picture = await server.picture({ of, opened, closed }).catch(() => null);
    if (own !== turn) return;
    // The place has moved along with what was typed meanwhile.
    const drawn = next?.of ?? of;
    next = undefined;
    if (picture === null && ifNothing === 'keep') return;
    if (picture === null && ifNothing === 'refresh') return draw(subject, 'say');
    if (picture?.title !== title) [opened, closed] = title === '' ? [opened, closed] : [[], []];
    subject = drawn;
    if (picture !== null) title = picture.title;
    panel.title = picture?.title ?? l10n.t('Picture');
    post({
      kind: 'picture',
      picture,
      follows: followsWhat(),
      kept: keep(),
      isRegrouped: opened.length + closed.length > 0,
    });
  }

  function followsWhat(): Follows {
    if (subject.kind !== 'place') return 'subject';
    return isPinned ? 'pinned' : 'cursor';
  }

  function keep(): Kept {
    const of = subject.kind === 'place' ? { ...subject, uri: subject.uri.toString() } : subject;
    return { subject: of, isPinned, opened, closed };
  }

  function refresh(): void {
    if (!isReady || !panel.visible) isStale = true;
    else void drawAgain();
  }

  /** What was found for the cursor may be nothing: then what is shown is drawn anew. */
  function drawAgain(): Promise<void> {
    if (next === undefined) return draw(subject, 'say');
    return draw(next.of, next.ifNothing === 'keep' ? 'refresh' : next.ifNothing);
  }

  function answer(message: FromPage): unknown {
    switch (message.kind) {
      case 'ready':
        isReady = true;
        post({ kind: 'words', words: pageWords() });
        return drawAgain();
      case 'open':
        ownPlace = keyOf(message.place.uri, message.place.range.end);
        return openPlace(message.place);
      case 'leave':
        return focusText(subject);
      case 'fold':
        opened = opened.filter((id) => id !== message.group);
        closed = closed.filter((id) => id !== message.group);
        if (message.state === 'open') opened = [...opened, message.group];
        else closed = [...closed, message.group];
        return draw(subject, 'say');
      case 'unfold':
        [opened, closed] = [[], []];
        return draw(subject, 'say');
      case 'pin':
        ({ isPinned } = message);
        return draw(subject, 'keep');
      case 'askFormat':
        return askFormat();
      case 'all':
        return draw({ kind: 'workspace' }, 'say');
      case 'file':
        return saveFile(panel.title, message.format, message.content);
    }
  }

  async function askFormat(): Promise<void> {
    const format: PictureFormat | undefined = await askForFormat();
    if (format !== undefined) post({ kind: 'export', format });
  }

  panel.webview.onDidReceiveMessage((message: FromPage) => void answer(message));
  panel.onDidChangeViewState(() => {
    if (panel.visible && isReady && isStale) refresh();
    // A page that is hidden is thrown away, and starts anew.
    if (!panel.visible) isReady = false;
  });
  panel.webview.html = pageOf(panel.webview, script);

  return {
    panel,
    get isPinned() {
      return isPinned;
    },
    show(of) {
      panel.reveal(undefined, true);
      void draw(of, 'say');
    },
    followCursor(of) {
      const isOwn = of.kind === 'place' && ownPlace === keyOf(of.uri.toString(), of.position);
      if (isOwn) return;
      ownPlace = undefined;
      if (followsWhat() !== 'cursor') return;
      if (isReady && panel.visible) return void draw(of, 'keep');
      turn++;
      next = { of, ifNothing: 'keep' };
    },
    move(document, changes) {
      const moved = (of: ShownSubject): ShownSubject => {
        if (of.kind !== 'place' || of.uri.toString() !== document.toString()) return of;
        return {
          ...of,
          position: changes.reduce<Position>((place, change) => positionAfter(place, change), of.position),
        };
      };
      subject = moved(subject);
      if (next !== undefined) next = { ...next, of: moved(next.of) };
    },
    refresh,
    askFormat,
  };
}

function keptOf(kept: unknown): Omit<Kept, 'subject'> {
  const { isPinned, opened, closed } = (kept ?? {}) as Partial<Kept>;
  const texts = (list: unknown): readonly string[] =>
    Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
  return { isPinned: isPinned === true, opened: texts(opened), closed: texts(closed) };
}

function keyOf(uri: string, { line, character }: { readonly line: number; readonly character: number }): string {
  return `${Uri.parse(uri).toString()}#${line},${character}`;
}

/** Shows a line in the editor that has the file, else in the column of the text that was last in front. */
async function openPlace({ uri, range }: RecordsPlace): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const showing = window.visibleTextEditors.find((editor) => editor.document === document);
  const other = window.visibleTextEditors.find((editor) => isServedDocument(editor.document));
  await window.showTextDocument(document, {
    viewColumn: showing?.viewColumn ?? other?.viewColumn ?? ViewColumn.One,
    selection: rangeOf(range),
  });
}

/** Gives the keys to a manifest that is seen, to the picture's own before any other. */
async function focusText(subject: ShownSubject): Promise<void> {
  const seen = window.visibleTextEditors.filter(({ document }) => isServedDocument(document));
  const own = subject.kind === 'place' ? subject.uri.toString() : undefined;
  const editor = seen.find(({ document }) => document.uri.toString() === own) ?? seen[0];
  if (editor !== undefined) await window.showTextDocument(editor.document, editor.viewColumn);
}
