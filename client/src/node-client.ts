import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';

/** The client of a server that is a process of this machine. */
export function createNodeClient(context: ExtensionContext, options: LanguageClientOptions): LanguageClient {
  const run = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return new LanguageClient('headlight', 'Headlight', { run, debug }, options);
}
