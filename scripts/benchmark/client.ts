// A small client of the Language Server Protocol over standard streams. It pulls diagnostics as vscode-languageclient does, or has
// them pushed, and knows at any time what the server last said of each file.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** A program, and the arguments that make it a language server on its standard streams. */
export interface Server {
  readonly command: string;
  readonly args: readonly string[];
}

/** A problem, as far as it is looked at. */
export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** How diagnostics come. */
export type Way = 'pulled' | 'pushed';

/** What a server says of a file, in answers to `workspace/diagnostic`. */
interface FileReport {
  readonly uri: string;
  readonly resultId?: string;
  readonly items?: readonly Diagnostic[];
}

/** A message of either side, as far as it is looked at. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly items?: readonly unknown[];
    readonly uri: string;
    readonly diagnostics: readonly Diagnostic[];
    readonly value?: { readonly items?: readonly FileReport[] };
  };
  readonly result?: unknown;
}

/** How long vscode-languageclient waits between an answer to `workspace/diagnostic` and the next question, in milliseconds. */
const pollPause = 2000;

export class Client {
  /** What the server last said, by URI. */
  readonly known = new Map<string, readonly Diagnostic[]>();
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #results = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<number | string, (result: unknown) => void>();
  #way: Way;
  #count = 0;
  #received: Buffer = Buffer.alloc(0);
  #isOver = false;

  constructor({ command, args }: Server, way: Way) {
    this.#way = way;
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#process.stdin.on('error', () => undefined);
  }

  /** The server's process. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Opens a folder as the workspace. */
  async start(folder: string): Promise<void> {
    const uri = pathToFileURL(folder).href;
    const pulling = {
      textDocument: { diagnostic: { dynamicRegistration: false } },
      workspace: { diagnostics: { refreshSupport: true } },
    };
    const answer = await this.request<{ capabilities: { diagnosticProvider?: unknown } }>('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'workspace' }],
      capabilities: this.#way === 'pulled' ? pulling : { textDocument: { publishDiagnostics: {} } },
    });
    if (answer?.capabilities.diagnosticProvider === undefined) this.#way = 'pushed';
    this.notify('initialized', {});
    if (this.#way === 'pulled') void this.#poll();
  }

  /** Asks for something; the result is absent where the server answers with an error. */
  request<T>(method: string, params: unknown): Promise<T | undefined> {
    const id = ++this.#count;
    this.#send({ id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, (result) => resolve(result as T | undefined)));
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /**
   * Waits until what the server says of a file passes a test, and tells how long it took, in milliseconds; not a number where the limit
   * ended it. A pulling client asks again and again, as an editor does.
   */
  async until(uri: string, test: (said: readonly Diagnostic[]) => boolean, limit: number): Promise<number> {
    const started = performance.now();
    while (performance.now() - started < limit) {
      if (this.#way === 'pulled') {
        const answer = await this.request<Omit<FileReport, 'uri'>>('textDocument/diagnostic', {
          textDocument: { uri },
        });
        if (answer?.items !== undefined) this.#learn(uri, answer.items);
      }
      const said = this.known.get(uri);
      if (said !== undefined && test(said)) return performance.now() - started;
      await this.#nextNews(this.#way === 'pulled' ? 10 : 1000);
    }
    return Number.NaN;
  }

  /** Asks the server to end, and ends it where it does not. */
  async stop(): Promise<void> {
    this.#isOver = true;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await Promise.race([this.request('shutdown', null), pause(2000)]);
    this.notify('exit', null);
    await Promise.race([ended, pause(2000)]);
    this.#process.kill('SIGKILL');
  }

  async #poll(): Promise<void> {
    while (!this.#isOver) {
      const previousResultIds = [...this.#results].map(([uri, value]) => ({ uri, value }));
      const params = { previousResultIds, partialResultToken: `poll ${++this.#count}` };
      const answer = await this.request<{ items: readonly FileReport[] }>('workspace/diagnostic', params);
      this.#takeReports(answer?.items ?? []);
      await pause(pollPause);
    }
  }

  #takeReports(reports: readonly FileReport[]): void {
    for (const { uri, resultId, items } of reports) {
      if (resultId !== undefined) this.#results.set(uri, resultId);
      if (items !== undefined) this.#learn(uri, items);
    }
  }

  #learn(uri: string, diagnostics: readonly Diagnostic[]): void {
    this.known.set(uri, diagnostics);
    for (const listener of this.#listeners) listener();
  }

  /** Waits until anything is learnt, at most so many milliseconds. */
  #nextNews(limit: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(end);
        resolve();
      };
      const timer = setTimeout(end, limit);
      this.#listeners.add(end);
    });
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('ascii', 0, end))?.[1]);
      const start = end + 4;
      if (this.#received.length < start + length) return;
      const message = JSON.parse(this.#received.toString('utf8', start, start + length)) as Message;
      this.#received = this.#received.subarray(start + length);
      this.#take(message);
    }
  }

  #take({ id = 0, method, params, result }: Message): void {
    if (method === undefined) {
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    } else if (id !== 0) {
      // What a server asks of its client: settings, which nobody has, and leave, which is given.
      this.#send({ id, result: method === 'workspace/configuration' ? params?.items?.map(() => null) : null });
    } else if (method === 'textDocument/publishDiagnostics' && params !== undefined)
      this.#learn(params.uri, params.diagnostics);
    else if (method === '$/progress') this.#takeReports(params?.value?.items ?? []);
  }
}

/** Waits. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
