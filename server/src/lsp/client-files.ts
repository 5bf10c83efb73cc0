import type { Connection } from 'vscode-languageserver';
import { createClientHost } from '../host/client-host.ts';
import type { Host } from '../host/host.ts';
import { hostReason } from '../host/reasons.ts';
import {
  readFileRequest,
  readFoldersRequest,
  type ReadFileResult,
  type ReadFoldersResult,
} from '../shared/protocol.ts';
import type { Client } from './client.ts';

/**
 * The host that reads by itself what is on this machine, and asks the client for everything else, where it reads files. In a
 * browser nothing is on this machine, and there is no `own`.
 */
export function createHost(connection: Connection, client: Client, own: Host | undefined): Host {
  if (!client.readsFiles) return own ?? nothing;
  const asked = createClientHost({
    async readFolders(uris) {
      return (await connection.sendRequest<ReadFoldersResult>(readFoldersRequest, { uris })).folders;
    },
    readFile: (uri, maxSize) => connection.sendRequest<ReadFileResult>(readFileRequest, { uri, maxSize }),
  });
  if (own === undefined) return asked;
  const hostOf = (uri: string): Host => (/^file:/i.test(uri) ? own : asked);
  return {
    findFiles: (folderUri, exclude, within) => hostOf(folderUri).findFiles(folderUri, exclude, within),
    readFile: (uri, maxSize, within) => hostOf(uri).readFile(uri, maxSize, within),
  };
}

const nothing: Host = {
  findFiles: (uri) =>
    Promise.resolve({ files: [], unread: [{ uri, path: uri, reason: hostReason('notOnDisk') }], leftOut: [] }),
  readFile: () => Promise.resolve({ kind: 'unread', reason: hostReason('notOnDisk') }),
};
