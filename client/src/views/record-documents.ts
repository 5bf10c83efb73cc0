import {
  type Position,
  Uri,
  type CancellationToken,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  type QuickPickItem,
  type Tab,
  TabInputText,
  type TextDocument,
  type TextDocumentContentProvider,
  window,
  workspace,
  type Range,
  type DefinitionLink,
  DocumentLink,
  DocumentSymbol,
  SymbolKind,
} from 'vscode';
import { cursorIn, isServedDocument } from '../manifests.ts';
import { createPause } from '../pause.ts';
import type { CursorPosition, RecordsForm, RecordsQuestion } from '../server-questions.ts';
import { type Server, hasRead } from '../server.ts';
import type { RecordsLink, RecordsPlace } from '../../../server/src/shared/protocol.ts';
import { askForName } from './ask.ts';
import { givenPlace, positionAfter, rangeOf } from './position.ts';
import { languageIdOf, recordsSchemes, subjectOf, uriOf } from './records-subject.ts';
import { showRecordsCommand } from '../ids.ts';

/** The documents that show DNS records: read-only, and kept up to date while they are seen. */
export interface RecordDocuments extends Disposable {
  /**
   * Opens the records of a place, or asks which: the Service at the cursor, its file or the workspace.
   * @param uri      a manifest, in text, as links in a hover give it; where it is no such thing, a person is asked
   * @param position the Service's place in it, as LSP has it: `{ line, character }`; left out for the whole file
   */
  show(uri: unknown, position: unknown): Promise<void>;
  /**
   * Opens what a name answers, or asks which.
   * @param name the name, in text; where it is no such thing, a person is asked
   * @param from the namespace of the Pod that asks; left out for an absolute name
   */
  resolve(name: unknown, from: unknown): Promise<void>;
  /** Shows the records of the document in front in another form, in its place. */
  showAs(form: RecordsForm): Promise<void>;
}

/** How long to wait for more changes, in milliseconds; also gives the server the time to hear of them first. */
const pause = 500;

/** What was asked for a document, and the links of the answer. */
interface Shown {
  readonly question: RecordsQuestion;
  readonly links: readonly RecordsLink[];
}

/** Serves the documents and follows the manifests. */
export function registerRecordDocuments(server: Server): RecordDocuments {
  const changes = new EventEmitter<Uri>();
  // A Service moves when lines are put in above it; the documents about one Service move along.
  const places = new Map<string, CursorPosition>();
  const shown = new Map<string, Shown>();
  /** Documents that are not visible, and whose manifests have changed. */
  const stale = new Set<string>();
  const typing = createPause(pause);

  const provider: TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: async (uri: Uri, token: CancellationToken) => {
      const question = questionOf(uri);
      const { text, links } = await server.ask(question);
      if (token.isCancellationRequested) return undefined;
      shown.set(uri.toString(), { question, links });
      return text;
    },
  };

  function questionOf(uri: Uri): RecordsQuestion {
    const subject = subjectOf(uri);
    if (subject.kind === 'answer') return subject;
    return { ...subject, place: places.get(uri.toString()) ?? subject.place };
  }

  const openDocuments = () => workspace.textDocuments.filter(({ uri }) => languageIdOf(uri) !== undefined);
  const isSeen = (uri: Uri) =>
    window.visibleTextEditors.some(({ document }) => document.uri.toString() === uri.toString());
  const refresh = (uris: readonly Uri[]) => {
    for (const uri of uris) {
      if (isSeen(uri)) {
        stale.delete(uri.toString());
        changes.fire(uri);
      } else stale.add(uri.toString());
    }
  };
  const refreshSoon = () => typing.run(() => refresh(openDocuments().map(({ uri }) => uri)));
  const colour = (document: TextDocument) => {
    const language = languageIdOf(document.uri);
    if (language !== undefined) void languages.setTextDocumentLanguage(document, language);
  };

  async function show(uri: unknown, position: unknown): Promise<void> {
    const place = givenPlace(uri, position) ?? (await askForPlace(server));
    if (place !== undefined) await open(place, 'table');
  }

  async function open(place: CursorPosition, form: RecordsForm, tab: 'preview' | 'own' = 'preview'): Promise<void> {
    const subject = { kind: 'records', place, form } as const;
    const { title } = await server.ask(subject);
    const document = uriOf(subject, title);
    if (place.position !== undefined) places.set(document.toString(), place);
    await window.showTextDocument(await workspace.openTextDocument(document), { preview: tab === 'preview' });
  }

  async function resolve(name: unknown, from: unknown): Promise<void> {
    const subject = await askForName(server, name, from);
    if (subject === undefined) return;
    const title = subject.from === undefined ? subject.name : `${subject.name} (${subject.from})`;
    await window.showTextDocument(await workspace.openTextDocument(uriOf(subject, title)), { preview: true });
  }

  async function showAs(form: RecordsForm): Promise<void> {
    const uri = window.activeTextEditor?.document.uri;
    if (uri === undefined || languageIdOf(uri) === undefined) return;
    const question = questionOf(uri);
    if (question.kind !== 'records' || question.form === form) return;
    await open(question.place, form, tabsOf(uri).every(({ isPreview }) => isPreview) ? 'preview' : 'own');
    // A tab in preview has been replaced already.
    await window.tabGroups.close(tabsOf(uri), true);
  }

  for (const document of workspace.textDocuments) colour(document);
  const registered = Disposable.from(
    changes,
    ...Object.values(recordsSchemes).map((scheme) => workspace.registerTextDocumentContentProvider(scheme, provider)),
    registerRecordLinks({
      of: (uri) => shown.get(uri.toString())?.links ?? [],
      follow: async (uri, line) => {
        const question = shown.get(uri.toString())?.question;
        return question && server.recordsPlace(question, line);
      },
    }),
    workspace.onDidOpenTextDocument(colour),
    workspace.onDidCloseTextDocument(({ uri }) => {
      // Giving a document its language closes it and opens it again, without asking for its text once more.
      if (openDocuments().some((document) => document.uri.toString() === uri.toString())) return;
      places.delete(uri.toString());
      shown.delete(uri.toString());
      stale.delete(uri.toString());
    }),
    window.onDidChangeVisibleTextEditors((editors) =>
      refresh(editors.map(({ document }) => document.uri).filter((uri) => stale.has(uri.toString()))),
    ),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isServedDocument(document)) return;
      for (const [key, { uri, position }] of places) {
        if (uri === undefined || position === undefined || uri.toString() !== document.uri.toString()) continue;
        const moved = contentChanges.reduce<Position>((place, change) => positionAfter(place, change), position);
        places.set(key, { uri, position: moved });
      }
      refreshSoon();
    }),
    // Whatever else makes the server think again (files, folders, settings, its own restart) ends in a new status.
    server.onDidChangeState((state) => {
      if (hasRead(state)) refreshSoon();
    }),
    typing,
  );
  return { show, resolve, showAs, dispose: () => void registered.dispose() };
}

/** The tabs of the group in front that show a document. */
function tabsOf(uri: Uri): readonly Tab[] {
  return window.tabGroups.activeTabGroup.tabs.filter(
    ({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString(),
  );
}

/** Asks which records to show where the editor in front leaves a choice. */
async function askForPlace(server: Server): Promise<CursorPosition | undefined> {
  const here = cursorIn();
  if (here === undefined) return {};
  const { uri } = here;
  const ask = (place: CursorPosition) => server.ask({ kind: 'records', place, form: 'table' });
  const [service, file] = await Promise.all([ask(here), ask({ uri })]);
  const choices: (QuickPickItem & { readonly place: CursorPosition })[] = [];
  // Where none is at the cursor, its records are those of the file.
  if (service.text !== '' && service.title !== file.title)
    choices.push({ label: service.title, description: l10n.t('the Service at the cursor'), place: here });
  if (file.text !== '') choices.push({ label: file.title, description: l10n.t('this file'), place: { uri } });
  if (choices.length === 0) return {};
  choices.push({ label: l10n.t('Workspace'), description: l10n.t('all manifests'), place: {} });
  const choice = await window.showQuickPick(choices, { placeHolder: l10n.t('Show the DNS records of') });
  return choice?.place;
}

/** What is known of a document as it is shown now. */
interface ShownLinks {
  of(document: Uri): readonly RecordsLink[];
  /** Where the link in a line leads; `undefined` where the manifests have changed since. */
  follow(document: Uri, line: number): Promise<RecordsPlace | undefined>;
}

/**
 * Leads from records back to their manifests: places are links, *Go to Definition* works on the whole line, and the Services
 * are the symbols of the document.
 */
function registerRecordLinks(links: ShownLinks): Disposable {
  const selector = Object.values(recordsSchemes).map((scheme) => ({ scheme }));
  return Disposable.from(
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: ({ uri }: TextDocument) =>
        links.of(uri).map((link) => new OwnLink(rangeOf(link.range), uri, link)),
      resolveDocumentLink: async (link: DocumentLink) => {
        if (!(link instanceof OwnLink)) return link;
        const place = await links.follow(link.document, link.range.start.line);
        if (place !== undefined) link.target = link.opens === 'manifest' ? addressOf(place) : recordsCommandOf(place);
        return link;
      },
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: async ({ uri }: TextDocument, { line }: Position): Promise<DefinitionLink[]> => {
        const link = links.of(uri).find(({ range, opens }) => range.start.line === line && opens === 'manifest');
        const place = link && (await links.follow(uri, line));
        if (link === undefined || place === undefined) return [];
        const targetRange = rangeOf(place.range);
        return [{ originSelectionRange: rangeOf(link.range), targetUri: Uri.parse(place.uri), targetRange }];
      },
    }),
    languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (document: TextDocument) => symbolsOf(document, links.of(document.uri)),
    }),
  );
}

class OwnLink extends DocumentLink {
  readonly document: Uri;
  readonly opens: RecordsLink['opens'];

  constructor(range: Range, document: Uri, { opens }: RecordsLink) {
    super(range);
    this.document = document;
    this.opens = opens;
  }
}

/** The headings: the lines with a link that are not indented. Each reaches to the next one. */
function symbolsOf(document: TextDocument, links: readonly RecordsLink[]): DocumentSymbol[] {
  const headings = links
    .map(({ range }) => document.lineAt(range.start.line))
    .filter(({ text }) => /^[^\s]/.test(text));
  return headings.map(({ text, range }, index) => {
    const next = headings[index + 1]?.lineNumber ?? document.lineCount;
    const whole = range.union(document.lineAt(Math.max(range.start.line, next - 1)).range);
    const [name = '', ...detail] = text.replace(/^; /, '').split(', ');
    return new DocumentSymbol(name, detail.join(', '), SymbolKind.Interface, whole, range);
  });
}

/** A file and a stretch in it, in the way VS Code opens addresses: `#L4,7-4,9`, counted from 1. */
function addressOf({ uri, range: { start, end } }: RecordsPlace): Uri {
  const fragment = `L${start.line + 1},${start.character + 1}-${end.line + 1},${end.character + 1}`;
  return Uri.parse(uri).with({ fragment });
}

function recordsCommandOf({ uri, range }: RecordsPlace): Uri {
  return Uri.parse(`command:${showRecordsCommand}?${encodeURIComponent(JSON.stringify([uri, range.start]))}`);
}
