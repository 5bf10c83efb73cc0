import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, inject, test } from 'vitest';
import {
  createProtocolConnection,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver-protocol/node';

test('the server talks over the channel between processes, as VS Code has it, and ends with it', async () => {
  const server = fork(inject('programs').server, ['--node-ipc']);
  const ended = once(server, 'exit');
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.listen();
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  expect(serverInfo?.name).toBe('headlight');
  connection.dispose();
  server.disconnect();
  expect((await ended)[0]).toBe(0);
});

test('the server ends when the process it was started for is gone', async () => {
  const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const server = fork(inject('programs').server, ['--node-ipc']);
  const ended = once(server, 'exit');
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.listen();
  const processId = parent.pid ?? null;
  await connection.sendRequest(InitializeRequest.type, { processId, rootUri: null, capabilities: {} });
  parent.kill();
  expect((await ended)[0]).toBe(1);
  connection.dispose();
});
