import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import { codeActions, fixAllKind, sourceActions, type CodeActionOffer } from '../../core/features/facade.ts';
import type { Span } from '../../core/text/span.ts';
import type { WorkspaceEdit } from '../../core/files/file.ts';
import { serverCommands, showNoteCommand } from '../../shared/protocol.ts';
import type { Client } from '../client.ts';
import type { ServerContext } from '../request.ts';
import { diagnosticSource, toDiagnostic, toSpan, toWorkspaceEdit } from '../convert.ts';
import type { Documents, Located } from '../documents.ts';

/** The code actions for a stretch of a document. Their edits are worked out when one is chosen, where the client can wait for that. */
export function offerActions({ documents, client }: ServerContext, params: CodeActionParams): CodeAction[] {
  const located = documents.locate(params.textDocument.uri);
  if (located === undefined || !client.takesCodeActions) return [];
  const span = toSpan(located.file, params.range);
  const { only } = params.context;
  return [...codeActions(located.snapshot, located.file.uri, span), ...sourcesOf(located, only)]
    .filter((offer) => isAskedFor(offer.kind, only))
    .flatMap((offer) => toAction(offer, { documents, client, located, span, params }) ?? []);
}

/**
 * Works out the edit of an action that was offered before, on the workspace as it is now. An action for a text that has
 * changed since stays without an edit.
 */
export function resolveAction({ documents, client }: ServerContext, action: CodeAction): CodeAction {
  const data = readData(action.data);
  const located = data && documents.locate(data.uri);
  if (data === undefined || located === undefined || located.version !== data.version) return action;
  const offers =
    action.kind?.startsWith('source.') === true
      ? sourcesOf(located, [action.kind])
      : codeActions(located.snapshot, located.file.uri, data.span);
  const offer = offers.find((candidate) => isSameOffer(candidate, action, data));
  const edit = offer?.edit();
  if (edit !== undefined) return { ...action, ...applied(edit, documents, client, action.title) };
  return { ...action, ...(offer?.rejection === undefined ? {} : noted(offer.rejection, client, action.title)) };
}

/** What an unresolved action carries: enough to find it again. */
interface ActionData {
  readonly uri: string;
  readonly version: number | undefined;
  readonly span: Span;
  /** The code and place of the problem it fixes. */
  readonly code?: string;
  readonly start?: number;
}

interface Offering {
  readonly documents: Documents;
  readonly client: Client;
  readonly located: Located;
  readonly span: Span;
  readonly params: CodeActionParams;
}

function toAction(
  offer: CodeActionOffer,
  { documents, client, located, span, params }: Offering,
): CodeAction | undefined {
  const action: CodeAction = { title: offer.title, kind: offer.kind };
  if (offer.preferred) action.isPreferred = true;
  if (offer.finding !== undefined) {
    const own = toDiagnostic(offer.finding, client);
    action.diagnostics = [params.context.diagnostics.find((shown) => isSameDiagnostic(shown, own)) ?? own];
  }
  if (client.resolvesEdits) {
    const { file, version } = located;
    const problem = offer.finding && { code: offer.finding.code, start: offer.finding.span.start };
    return { ...action, data: { uri: file.uri, version, span, ...problem } satisfies ActionData };
  }
  const edit = offer.edit();
  return edit && { ...action, ...applied(edit, documents, client, offer.title) };
}

/** The edit, and the command that shows its note afterwards. */
function applied(
  edit: WorkspaceEdit,
  documents: Documents,
  client: Client,
  title: string,
): Pick<CodeAction, 'edit' | 'command'> {
  const wire = toWorkspaceEdit(edit, client, (uri) => documents.locate(uri)?.version);
  return { edit: wire, ...(edit.note === undefined ? {} : noted(edit.note, client, title)) };
}

/** The command that shows a note: the client's own, else the server's. None where a client that resolves edits resolves no commands. */
function noted(note: string, client: Client, title: string): Pick<CodeAction, 'command'> {
  if (client.resolvesEdits && !client.resolvesCommands) return {};
  return client.commands.includes(showNoteCommand)
    ? { command: { title, command: showNoteCommand, arguments: [note] } }
    : { command: { title, command: serverCommands.showNote, arguments: [{ message: note }] } };
}

/** What is done to a whole file is worked out only for who asks for it by its kind: on saving, or from a menu of its own. */
function sourcesOf(located: Located, only: readonly string[] | undefined): readonly CodeActionOffer[] {
  return only !== undefined && isAskedFor(fixAllKind, only) ? sourceActions(located.snapshot, located.file.uri) : [];
}

/** Kinds are a tree: who asks for `refactor` wants `refactor.rewrite` too. */
function isAskedFor(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

function isSameOffer(offer: CodeActionOffer, action: CodeAction, data: ActionData): boolean {
  const isSameKind = offer.title === action.title && offer.kind === action.kind;
  return isSameKind && offer.finding?.code === data.code && offer.finding?.span.start === data.start;
}

function isSameDiagnostic(shown: Diagnostic, own: Diagnostic): boolean {
  const { start } = shown.range;
  return (
    shown.source === diagnosticSource &&
    shown.code === own.code &&
    start.line === own.range.start.line &&
    start.character === own.range.start.character
  );
}

/** The data comes back from the client, so it is looked at before it is believed. */
function readData(data: unknown): ActionData | undefined {
  const given = data as Partial<ActionData> | undefined;
  const isUsable =
    typeof given?.uri === 'string' && typeof given.span?.start === 'number' && typeof given.span.end === 'number';
  return isUsable ? (given as ActionData) : undefined;
}
