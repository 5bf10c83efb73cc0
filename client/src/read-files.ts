import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  readFileRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFoldersRequest,
  type ReadFoldersParams,
  type ReadFoldersResult,
  type WireEntry,
  type WireFolder,
  type WireUnread,
} from '../../server/src/shared/protocol.ts';
import { decodeBytes } from '../../server/src/shared/text-file.ts';

/** Reads files and folders for the server that are not on its machine, through VS Code, which knows file systems of all kinds. */
export function readFilesFor(client: BaseLanguageClient): void {
  client.onRequest(readFoldersRequest, async ({ uris }: ReadFoldersParams): Promise<ReadFoldersResult> => ({
    folders: await Promise.all(uris.map((uri) => readFolder(Uri.parse(uri)))),
  }));
  client.onRequest<ReadFileResult, void>(readFileRequest, ({ uri, maxSize }: ReadFileParams) =>
    readFile(Uri.parse(uri), maxSize),
  );
}

async function readFolder(uri: Uri): Promise<WireFolder> {
  try {
    const entries = await workspace.fs.readDirectory(uri);
    return { kind: 'entries', entries: entries.map(([name, type]) => entryOf(name, type)) };
  } catch (error) {
    return unread(error);
  }
}

/** A link has its own mark beside that of what it points to; what is of no known type is there all the same. */
function entryOf(name: string, type: FileType): WireEntry {
  if (type === FileType.Directory) return { name, kind: 'folder' };
  return { name, kind: type === FileType.File ? 'file' : 'link' };
}

async function readFile(uri: Uri, maxSize: number): Promise<ReadFileResult> {
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0) return { kind: 'unread', why: 'folder' };
    if (size > maxSize) return { kind: 'unread', why: 'tooLarge', size };
    return decodeBytes(await workspace.fs.readFile(uri));
  } catch (error) {
    return unread(error);
  }
}

function unread(error: unknown): WireUnread {
  const code = error instanceof FileSystemError ? error.code : '';
  if (code === 'FileNotFound') return { kind: 'unread', why: 'missing' };
  if (code === 'NoPermissions') return { kind: 'unread', why: 'notReadable' };
  return { kind: 'unread', why: 'readFailed', error: String(error) };
}
