import { Console } from 'node:console';
import { createConnection } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { compileLittle } from '../host/compiling.ts';
import { nodeHost } from '../host/node-host.ts';
import { realUriOf } from '../host/reach.ts';
import { writeScratch } from '../host/scratch.ts';
import { readLanguage } from '../host/translations.ts';
import { createLog, describeError } from './log.ts';
import { requestParams } from './requests.ts';
import { serve } from './session.ts';
import type { GivenSettingValues } from './client-settings.ts';
import { createGate } from './wire/gate.ts';
import { cancelUndispatched } from './wire/guard.ts';
import { notificationParams } from './wire/params.ts';
import { channelTransport, streamTransport } from './wire/transport.ts';
import { setFlagsFromString } from 'node:v8';

/**
 * Starts the language server on the connection the process was started with (`--node-ipc`, else standard input and output) and over
 * this machine's files, with the settings given for a client that sends none. It ends with its client: on `exit`, when the
 * connection closes, and when the client's process is gone.
 */
export function startServer(settings: GivenSettingValues = {}): void {
  keepHeapSmall();
  compileLittle();
  const onRejected = (reason: string): void => log.warn(reason);
  const gate = createGate({ ...notificationParams, ...requestParams });
  const { reader, writer } = process.argv.includes('--node-ipc')
    ? channelTransport(process, gate, onRejected)
    : streamTransport(process.stdin, process.stdout, gate, onRejected);
  const connection = createConnection(reader, writer, { cancelUndispatched });
  const log = createLog(connection);
  // Standard output belongs to the messages.
  globalThis.console = new Console(process.stderr);
  // A mistake of ours costs one answer, never the server.
  process.on('uncaughtException', (error) => log.error(`Unexpected error: ${describeError(error)}`));
  process.on('unhandledRejection', (reason) => log.error(`Unexpected rejection: ${describeError(reason)}`));
  process.on('disconnect', () => process.exit(0));
  reader.onClose(() => process.exit(gate.isShutDown ? 0 : 1));
  const { platform, arch, versions, pid } = process;
  serve(connection, log, {
    process: { node: versions.node, platform, arch, pid: String(pid) },
    version,
    host: nodeHost,
    realUri: realUriOf,
    settings,
    writeScratch,
    readLanguage,
  });
}

/**
 * Keeps V8's heap small.
 *
 * New objects have the 8 MB that V8 has given them by the time the server is loaded, which never grow: reading makes most of them, drops
 * them at once, and V8 would give them 32 MB and keep that. Collecting so little takes about a millisecond. With less the first scan takes
 * longer.
 *
 * Old objects are looked through once they have grown by three fifths, not by more. Less growth would save more memory, and cost more time after a
 * change that thousands of files feel.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=60');
}
