import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameResult,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename, type Renaming } from '../../core/features/facade.ts';
import { toRange, toWorkspaceEdit } from '../convert.ts';
import { at, tell, type ServerContext } from '../request.ts';

/** What would be renamed at the cursor. What cannot be is an error whose message is the reason, as editors show it. */
export function answerPrepareRename(
  server: ServerContext,
  params: TextDocumentPositionParams,
): PrepareRenameResult | null {
  return at<PrepareRenameResult | null>(server, params, null, (snapshot, uri, offset, { file }) => {
    const found = prepareRename(snapshot, uri, offset);
    if (found === undefined) return null;
    if ('refused' in found) throw refusal(found.refused);
    return { range: toRange(file, found.span), placeholder: found.name };
  });
}

/** The edit that gives what stands at the cursor another name. */
export function answerRename(server: ServerContext, params: RenameParams): WorkspaceEdit | null {
  return at<WorkspaceEdit | null>(server, params, null, (snapshot, uri, offset) => {
    const renaming = rename(snapshot, uri, offset, params.newName);
    if (renaming === undefined) return null;
    if ('refused' in renaming) throw refusal(renaming.refused);
    return annotated(renaming, server);
  });
}

function refusal(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

const annotation = 'rename';

/** With what it does, where the client shows that before; it asks first where more than one file changes. */
function annotated({ label, edit }: Renaming, server: ServerContext): WorkspaceEdit {
  const { client, documents } = server;
  const wire = toWorkspaceEdit(edit, client, (uri) => documents.locate(uri)?.version);
  const { documentChanges } = wire;
  if (!client.annotatesChanges || documentChanges === undefined) {
    if (edit.note !== undefined) tell(server, edit.note);
    return wire;
  }
  const needsConfirmation = documentChanges.length > 1;
  // Who is not asked first sees no annotation.
  if (!needsConfirmation && edit.note !== undefined) tell(server, edit.note);
  const description = edit.note === undefined ? {} : { description: edit.note };
  return {
    documentChanges: documentChanges.map((change) =>
      'edits' in change
        ? { ...change, edits: change.edits.map((one) => ({ ...one, annotationId: annotation })) }
        : change,
    ),
    changeAnnotations: { [annotation]: { label, needsConfirmation, ...description } },
  };
}
