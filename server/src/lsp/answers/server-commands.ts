import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  ShowDocumentRequest,
  type ExecuteCommandParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { saidOf } from '../../core/util/collections.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import {
  serverCommands,
  type ConvertParams,
  type NameParams,
  type NoteParams,
  type RecordsParams,
  type ResolveParams,
} from '../../shared/protocol.ts';
import { tell, type ServerContext } from '../request.ts';
import { atCursor, nameAsked, recordsAsked, arrayOf, objectWith, string, type ValueCheck } from '../wire/params.ts';
import { answerCheck, answerConvert, answerIndex, answerName } from './client-questions.ts';
import { answerRecords, answerResolve, noRecords } from './virtual-documents.ts';

const messages = defineMessages('lsp/answers/server-commands', {
  noManifests: 'There is no manifest at this URI.',
});

/** A command that an editor other than ours can run, with what its one argument has to be. */
interface ServerCommand {
  readonly argument: ValueCheck;
  run(server: ServerContext, argument: never): unknown;
}

/** The answers of the requests of our own, for editors that only know commands. The result is data. */
const commands: Readonly<Record<string, ServerCommand>> = {
  [serverCommands.showRecords]: command(recordsAsked, async (server, params: RecordsParams) => {
    const records = answerRecords(server, params);
    if (records === noRecords)
      throw new ResponseError(LSPErrorCodes.RequestFailed, formatMessage(messages.noManifests));
    await show(server, `${records.title || 'workspace'}.records.txt`, records.text);
    return { title: records.title, text: records.text };
  }),
  [serverCommands.resolveName]: command(nameAsked, async (server, params: ResolveParams) => {
    const answer = answerResolve(server, params);
    await show(server, `${answer.title}.answer.txt`, answer.text);
    return { title: answer.title, text: answer.text };
  }),
  [serverCommands.nameAt]: command(atCursor, (server, params: NameParams) => answerName(server, params)?.name ?? null),
  [serverCommands.convertToHeadless]: command(atCursor, async (server, params: ConvertParams) => {
    const result = answerConvert(server, params);
    if (result.kind === 'rejected') throw new ResponseError(LSPErrorCodes.RequestFailed, result.reason);
    const applied = await apply(server, result.edit as WorkspaceEdit);
    if (result.note !== undefined) tell(server, result.note);
    return { applied, note: result.note ?? null, ...(applied ? {} : { edit: result.edit }) };
  }),
  [serverCommands.check]: command(objectWith({ uris: arrayOf(string) }), answerCheck),
  [serverCommands.indexAgain]: command(objectWith(), answerIndex),
  [serverCommands.showNote]: command(objectWith({ message: string }), (server, { message }: NoteParams) => {
    tell(server, message);
    return null;
  }),
};

/** Runs a command. A command that is not known, and an argument of another form, is an error that says so. */
export async function answerCommand(server: ServerContext, params: ExecuteCommandParams): Promise<unknown> {
  const known = saidOf(commands, params.command);
  if (known === undefined)
    throw new ResponseError(ErrorCodes.InvalidParams, `There is no command "${params.command}".`);
  const argument: unknown = params.arguments?.[0] ?? {};
  const wrong = known.argument(argument, 'arguments[0]');
  if (wrong !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, wrong);
  return known.run(server, argument as never);
}

function command<Params>(argument: ValueCheck, run: (server: ServerContext, params: Params) => unknown): ServerCommand {
  return { argument, run };
}

/** Opens a text to be read where the client can open files; says the first of it where it cannot. */
async function show(server: ServerContext, name: string, written: string): Promise<void> {
  const { client, connection, log, writeScratch } = server;
  if (!client.showsDocuments) {
    tell(server, written.length > mostShown ? `${written.slice(0, mostShown)}…` : written);
    return;
  }
  try {
    await connection.sendRequest(ShowDocumentRequest.type, { uri: writeScratch(name, written), takeFocus: true });
  } catch (error) {
    log.warn(`"${name}" could not be shown: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What of a text fits a message, in UTF-16 units. */
const mostShown = 2000;

async function apply({ client, connection }: ServerContext, edit: WorkspaceEdit): Promise<boolean> {
  if (!client.appliesEdits) return false;
  const { applied } = await connection.workspace.applyEdit(edit);
  return applied;
}
