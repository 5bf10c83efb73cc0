import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
} from 'vscode-languageclient/browser';

/** What a browser has and the types of Node lack. */
declare class Worker {
  constructor(url: string);
}

/** The client of a server that is a worker of the same browser. */
export function createWorkerClient(context: ExtensionContext, options: LanguageClientOptions): LanguageClient {
  const file = Uri.joinPath(context.extensionUri, 'dist', 'server.js');
  return new LanguageClient('headlight', 'Headlight', () => startWorker(file), options);
}

/** VS Code starts no worker from a file of another machine, where extensions may lie: it is read here, and started from memory. */
async function startWorker(file: Uri): Promise<MessageTransports> {
  const text = new Blob([await workspace.fs.readFile(file)], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(text));
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}
