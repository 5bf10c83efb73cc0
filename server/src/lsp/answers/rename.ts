import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameResult,
  type RenameParams,
  type TextDocumentPositionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename } from '../../core/features/facade.ts';
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
    if ('rejected' in found) throw rejection(found.rejected);
    return { range: toRange(file, found.span), placeholder: found.name };
  });
}

/** The edit that gives what is at the cursor another name. */
export function answerRename(server: ServerContext, params: RenameParams): WorkspaceEdit | null {
  return at<WorkspaceEdit | null>(server, params, null, (snapshot, uri, offset) => {
    const renaming = rename(snapshot, uri, offset, params.newName);
    if (renaming === undefined) return null;
    if ('rejected' in renaming) throw rejection(renaming.rejected);
    const { edit } = renaming;
    // Who is asked first is told then.
    const isShownBefore = server.client.annotatesChanges && edit.files.length > 1;
    if (edit.note !== undefined && !isShownBefore) tell(server, edit.note);
    return toWorkspaceEdit(edit, server.client, (changed) => server.documents.locate(changed)?.version);
  });
}

function rejection(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
