import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Position,
  type QuickPickItem,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { isServed } from '../manifests.ts';
import type { Place, Server } from '../server.ts';
import type { ZoneLink, ZoneResult } from '../../../server/src/shared/protocol.ts';
import { askForName } from './ask.ts';
import { positionAfter } from './position.ts';
import { registerZoneLinks } from './zone-links.ts';
import { subjectOf, zoneScheme, zoneUri } from './zone-subject.ts';

/** The documents that show DNS records: read-only, in the form of a zone file, kept up to date while they are open. */
export interface ZoneDocuments extends Disposable {
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
}

const language = 'headlight-zone';

/** How long to wait for more changes, in milliseconds; also gives the server the time to hear of them first. */
const pause = 500;

/** Serves the documents and follows the manifests. */
export function registerZoneDocuments(server: Server): ZoneDocuments {
  const changes = new EventEmitter<Uri>();
  // A Service moves when lines are put in above it; the documents about one Service move along.
  const places = new Map<string, Place>();
  const links = new Map<string, readonly ZoneLink[]>();
  let timer: NodeJS.Timeout | undefined;

  const provider: TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: async (uri: Uri, token: CancellationToken) => {
      const zone = await ask(uri);
      if (token.isCancellationRequested) return undefined;
      links.set(uri.toString(), zone.links);
      return zone.text;
    },
  };

  function ask(uri: Uri): Promise<ZoneResult> {
    const subject = subjectOf(uri);
    if (subject.kind === 'records') return server.zone(places.get(uri.toString()) ?? subject.place);
    const { name, from } = subject;
    return server.resolve({ name, ...(from === undefined ? {} : { from }) });
  }

  const openZones = () => workspace.textDocuments.filter((document) => document.uri.scheme === zoneScheme);
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const { uri } of openZones()) changes.fire(uri);
    }, pause);
  };
  const colour = (document: TextDocument) => {
    if (document.uri.scheme === zoneScheme) void languages.setTextDocumentLanguage(document, language);
  };

  async function show(uri: unknown, position: unknown): Promise<void> {
    const place = givenPlace(uri, position) ?? (await askForPlace(server));
    if (place === undefined) return;
    const { title } = await server.zone(place);
    const zone = zoneUri({ kind: 'records', place }, title);
    if (place.position !== undefined) places.set(zone.toString(), place);
    await open(zone);
  }

  async function resolve(name: unknown, from: unknown): Promise<void> {
    const subject = await askForName(server, name, from);
    if (subject === undefined) return;
    const title = subject.from === undefined ? subject.name : `${subject.name} (${subject.from})`;
    await open(zoneUri(subject, title));
  }

  async function open(zone: Uri): Promise<void> {
    const document = await workspace.openTextDocument(zone);
    await window.showTextDocument(document, { preview: true });
  }

  for (const document of workspace.textDocuments) colour(document);
  const registered = Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(zoneScheme, provider),
    registerZoneLinks((uri) => links.get(uri.toString()) ?? []),
    workspace.onDidOpenTextDocument(colour),
    workspace.onDidCloseTextDocument(({ uri }) => {
      // Giving a document its language closes it and opens it again, without asking for its text once more.
      if (openZones().some((zone) => zone.uri.toString() === uri.toString())) return;
      places.delete(uri.toString());
      links.delete(uri.toString());
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isServed(document)) return;
      for (const [key, { uri, position }] of places) {
        if (uri === undefined || position === undefined || uri.toString() !== document.uri.toString()) continue;
        const moved = contentChanges.reduce<Position>((place, change) => positionAfter(place, change), position);
        places.set(key, { uri, position: moved });
      }
      refreshSoon();
    }),
    // Whatever else makes the server think again (files, folders, settings, its own restart) ends in a new status.
    server.onDidChangeState((state) => {
      if (state.kind === 'running' && !state.status.indexing) refreshSoon();
    }),
    new Disposable(() => clearTimeout(timer)),
  );
  return { show, resolve, dispose: () => void registered.dispose() };
}

function givenPlace(uri: unknown, position: unknown): Place | undefined {
  if (typeof uri !== 'string') return undefined;
  const { line, character } = (position ?? {}) as { readonly line?: unknown; readonly character?: unknown };
  if (!isCount(line) || !isCount(character)) return { uri: Uri.parse(uri) };
  return { uri: Uri.parse(uri), position: new Position(line, character) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/** Asks which records to show where the editor in front leaves a choice. */
async function askForPlace(server: Server): Promise<Place | undefined> {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isServed(editor.document)) return {};
  const { uri } = editor.document;
  const here: Place = { uri, position: editor.selection.active };
  const [service, file] = await Promise.all([server.zone(here), server.zone({ uri })]);
  const choices: (QuickPickItem & { readonly place: Place })[] = [];
  if (service.text !== '')
    choices.push({ label: service.title, description: l10n.t('the Service at the cursor'), place: here });
  if (file.text !== '') choices.push({ label: file.title, description: l10n.t('this file'), place: { uri } });
  if (choices.length === 0) return {};
  choices.push({ label: l10n.t('Workspace'), description: l10n.t('all manifests'), place: {} });
  const choice = await window.showQuickPick(choices, { placeHolder: l10n.t('Show the DNS records of') });
  return choice?.place;
}
