import { env, type ExtensionContext, extensions, type LogOutputChannel, Uri, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient';
import { type InitializationOptions, showLensCommand, showNoteCommand } from '../../server/src/shared/protocol.ts';
import { readFilesFor } from './read-files.ts';
import { linkableCommands, openRulePageCommand } from './ids.ts';
import { manifestSelector } from './manifests.ts';
import { createNoteCommands } from './note.ts';
import { isInBrowser } from './platform.ts';
import { exampleIn } from './walkthrough/example.ts';

/** How the server writes the address of a rule's page; it joins the rule's code and `.md` to it. */
const rulePages = 'headlight-rule:/';

/** What becomes of a server that has ended by itself, and the sentence for the log. */
export interface AfterEnd {
  readonly action: 'startAgain' | 'leaveStopped';
  readonly message: string;
}

/**
 * Makes the one client, for all folders of the workspace. Settings, folders and file events are asked for by the server
 * itself, so none are named here.
 * @param ended is asked when the server has ended by itself; whatever is to be said about that besides the message, it says
 */
export async function createClient(
  context: ExtensionContext,
  output: LogOutputChannel,
  ended: () => AfterEnd,
): Promise<BaseLanguageClient> {
  const notes = createNoteCommands();
  context.subscriptions.push(notes);
  const options: LanguageClientOptions = {
    documentSelector: [...manifestSelector()],
    initializationOptions: {
      commands: [...linkableCommands, showNoteCommand, showLensCommand],
      rulePages,
      syntaxIsChecked: extensions.getExtension('redhat.vscode-yaml') !== undefined,
      readsFiles: true,
      keepsLog: true,
      wholeFiles: [exampleIn(context.globalStorageUri).toString()],
      ...(isInBrowser ? await readTexts(context) : {}),
    } satisfies InitializationOptions,
    outputChannel: output,
    traceOutputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: errorHandler(ended),
    // What went wrong is said once, by whoever started the client.
    initializationFailedHandler: () => false,
    // The server then emphasizes links: VS Code tells them from the words around them by their colour alone.
    markdown: { isTrusted: { enabledCommands: linkableCommands }, supportHtml: true },
    uriConverters: { code2Protocol, protocol2Code },
    middleware: {
      async resolveCodeAction(item, token, next) {
        const action = await next(item, token);
        const note: unknown = action?.command?.arguments?.[0];
        if (action?.command?.command === showNoteCommand && typeof note === 'string') {
          action.command = { title: action.title, command: notes.commandFor(note) };
        }
        return action;
      },
    },
  };
  const client = isInBrowser
    ? (await import('./worker-client.ts')).createWorkerClient(context, options)
    : (await import('./node-client.ts')).createNodeClient(context, options);
  readFilesFor(client);
  return client;
}

/** The translations of the editor's language, which a server in a browser cannot read itself; nothing where there are none. */
async function readTexts({ extensionUri }: ExtensionContext): Promise<Pick<InitializationOptions, 'texts'>> {
  const [tag = ''] = env.language.split('-');
  if (tag === 'en') return {};
  try {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', `texts.${tag}.json`));
    return { texts: JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, string>> };
  } catch {
    return {};
  }
}

function errorHandler(ended: () => AfterEnd): ErrorHandler {
  return {
    // A message that could not be read or written; a connection that is gone for good is closed as well.
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      const { action, message } = ended();
      return {
        action: action === 'startAgain' ? CloseAction.Restart : CloseAction.DoNotRestart,
        message,
        handled: true,
      };
    },
  };
}

/**
 * A problem's code opens its rule's page, which lies in the extension, as a Markdown preview. VS Code runs a `command:`
 * address there in all three places that show one (hover, Problems panel, peek); a `vscode:` address would first ask a
 * person for permission, and a `file:` address would show the page's source. Servers know nothing of commands, so the
 * address is translated here, both ways.
 */
function protocol2Code(value: string): Uri {
  const uri = Uri.parse(value);
  if (!value.startsWith(rulePages)) return uri;
  const code = uri.path.slice(1).replace(/\.md$/, '');
  return Uri.from({ scheme: 'command', path: openRulePageCommand, query: JSON.stringify([code]) });
}

function code2Protocol(uri: Uri): string {
  if (uri.scheme !== 'command' || uri.path !== openRulePageCommand) return uri.toString();
  return `${rulePages}${(JSON.parse(uri.query) as readonly string[]).join()}.md`;
}
