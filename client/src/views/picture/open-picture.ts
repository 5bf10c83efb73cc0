import {
  type Position,
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
import type { Follows, FromPage, ToPage } from './page-messages.ts';
import { pageOf, pageWords } from './page.ts';
import { askForFormat, saveFile } from './save.ts';
import type { ShownSubject } from './subject.ts';

/** What VS Code calls these pages by, also after it was started anew. */
export const pictureViewType = 'headlight.picture';

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

/** A page with a picture. */
export class OpenPicture {
  readonly panel: WebviewPanel;
  readonly #server: Server;
  #subject: ShownSubject;
  #kept: Omit<Kept, 'subject'>;
  #title = '';
  #turn = 0;
  #isReady = false;
  #isStale = true;
  /** What is to be drawn next, until that is answered or as long as the page cannot show it; a refresh meanwhile draws that, not what was before. */
  #next: Wanted | undefined;
  /** Where this page itself has put the cursor, which is nothing to follow. */
  #ownPlace: string | undefined;

  /** Puts a picture onto a page, whose script is at a URI. `kept` is what another window left. */
  constructor(panel: WebviewPanel, server: Server, script: Uri, first: ShownSubject | undefined, kept?: unknown) {
    this.panel = panel;
    this.#server = server;
    this.#subject = first ?? { kind: 'workspace' };
    this.#kept = keptOf(kept);
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.#answer(message));
    panel.onDidChangeViewState(() => {
      if (panel.visible && this.#isReady && this.#isStale) this.refresh();
      // A page that is hidden is thrown away, and starts anew.
      if (!panel.visible) this.#isReady = false;
    });
    panel.webview.html = pageOf(panel.webview, script);
  }

  get isPinned(): boolean {
    return this.#kept.isPinned;
  }

  /** Shows another subject, and the page itself. */
  show(of: ShownSubject): void {
    this.panel.reveal(undefined, true);
    void this.#draw(of, 'say');
  }

  /** The cursor is somewhere else; only who follows it, and finds something there, draws that. */
  followCursor(of: ShownSubject): void {
    if (of.kind === 'place' && this.#ownPlace === keyOf(of.uri.toString(), of.position)) return;
    this.#ownPlace = undefined;
    if (this.#follows !== 'cursor') return;
    if (this.#isReady && this.panel.visible) return void this.#draw(of, 'keep');
    this.#turn++;
    this.#next = { of, ifNothing: 'keep' };
  }

  /** A document was changed: the place that the picture is about moves along. */
  move(document: Uri, changes: readonly TextDocumentContentChangeEvent[]): void {
    const moved = (of: ShownSubject): ShownSubject => {
      if (of.kind !== 'place' || of.uri.toString() !== document.toString()) return of;
      return {
        ...of,
        position: changes.reduce<Position>((place, change) => positionAfter(place, change), of.position),
      };
    };
    this.#subject = moved(this.#subject);
    if (this.#next !== undefined) this.#next = { ...this.#next, of: moved(this.#next.of) };
  }

  /** Draws what the manifests say now; a page that is not visible waits until it is. */
  refresh(): void {
    if (!this.#isReady || !this.panel.visible) this.#isStale = true;
    else void this.#drawAgain();
  }

  async askFormat(): Promise<void> {
    const format = await askForFormat();
    if (format !== undefined) this.#post({ kind: 'export', format });
  }

  async #draw(of: ShownSubject, ifNothing: Wanted['ifNothing']): Promise<void> {
    const own = ++this.#turn;
    this.#next = { of, ifNothing };
    this.#isStale = false;
    const { opened, closed } = this.#kept;
    const picture = await this.#server.picture({ of, opened, closed }).catch(() => null);
    if (own !== this.#turn) return;
    // The place has moved along with what was typed meanwhile.
    const drawn = this.#next?.of ?? of;
    this.#next = undefined;
    if (picture === null && ifNothing === 'keep') return;
    if (picture === null && ifNothing === 'refresh') return this.#draw(this.#subject, 'say');
    if (this.#title !== '' && picture?.title !== this.#title) this.#regroup([], []);
    this.#subject = drawn;
    if (picture !== null) this.#title = picture.title;
    this.panel.title = picture?.title ?? l10n.t('Picture');
    this.#post({
      kind: 'picture',
      picture,
      follows: this.#follows,
      kept: { subject: keptSubject(this.#subject), ...this.#kept },
      isRegrouped: this.#kept.opened.length + this.#kept.closed.length > 0,
    });
  }

  /** What was found for the cursor may be nothing: then what is shown is drawn anew. */
  #drawAgain(): Promise<void> {
    if (this.#next === undefined) return this.#draw(this.#subject, 'say');
    const { of, ifNothing } = this.#next;
    return this.#draw(of, ifNothing === 'keep' ? 'refresh' : ifNothing);
  }

  get #follows(): Follows {
    if (this.#subject.kind !== 'place') return 'subject';
    return this.isPinned ? 'pinned' : 'cursor';
  }

  #regroup(opened: Kept['opened'], closed: Kept['closed']): void {
    this.#kept = { ...this.#kept, opened, closed };
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  #answer(message: FromPage): unknown {
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        this.#post({ kind: 'words', words: pageWords() });
        return this.#drawAgain();
      case 'open':
        this.#ownPlace = keyOf(message.place.uri, message.place.range.end);
        return openPlace(message.place);
      case 'leave':
        return focusText(this.#subject);
      case 'fold': {
        const { group, state } = message;
        const opened = this.#kept.opened.filter((id) => id !== group);
        const closed = this.#kept.closed.filter((id) => id !== group);
        if (state === 'open') this.#regroup([...opened, group], closed);
        else this.#regroup(opened, [...closed, group]);
        return this.#draw(this.#subject, 'say');
      }
      case 'unfold':
        this.#regroup([], []);
        return this.#draw(this.#subject, 'say');
      case 'pin':
        this.#kept = { ...this.#kept, isPinned: message.isPinned };
        return this.#draw(this.#subject, 'keep');
      case 'askFormat':
        return this.askFormat();
      case 'all':
        return this.#draw({ kind: 'workspace' }, 'say');
      case 'file':
        return saveFile(this.panel.title, message.format, message.content);
    }
  }
}

/** A subject as VS Code can keep it. */
function keptSubject(subject: ShownSubject): unknown {
  return subject.kind === 'place' ? { ...subject, uri: subject.uri.toString() } : subject;
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
