import { type ExtensionContext, Uri } from 'vscode';
import { registerCommands } from './commands.ts';
import { followEditor } from './menus.ts';
import { createOutput, describeEditor } from './output.ts';
import { createServer } from './server.ts';
import { showStatus } from './status.ts';
import { createPictures } from './views/picture/pictures.ts';
import { registerRecordDocuments } from './views/records.ts';
import { registerNamesTree } from './views/tree/tree.ts';
import { startTour } from './walkthrough/start.ts';
import type { StepContext } from './walkthrough/steps.ts';

/** What other extensions get from `extensions.getExtension('headlight.headlight-kubernetes').activate()`. */
export interface HeadlightApi {
  /** Grows when something here changes that an existing caller could notice. */
  readonly version: 1;
  /**
   * The DNS records that the Services of a manifest will get, as a zone file.
   * @param uri the manifest; left out for those of the whole workspace
   * @throws while the language server cannot be reached
   */
  records(uri?: Uri): Promise<string>;
}

/** Called by VS Code when a YAML or Helm file is opened or a command of ours is run. Waits for nothing: the server starts beside. */
export function activate(context: ExtensionContext): HeadlightApi {
  const output = createOutput();
  output.info(`Headlight ${versionOf(context)} starts in ${describeEditor()}.`);
  const server = createServer(context, output);
  const records = registerRecordDocuments(server);
  const tree = registerNamesTree(server, context.globalState);
  const pictures = createPictures(context, server);
  const steps: StepContext = {
    server,
    example: { shipped: Uri.joinPath(context.extensionUri, 'examples'), copies: context.globalStorageUri },
    extension: context.extension,
  };
  context.subscriptions.push(
    output,
    server,
    records,
    tree,
    pictures,
    showStatus(server),
    followEditor(server),
    registerCommands({
      server,
      records,
      tree,
      pictures,
      output,
      rulePages: Uri.joinPath(context.extensionUri, 'docs', 'rules'),
      steps,
    }),
  );
  server.start();
  // `npm start` asks for it, in the environment of the window it opens.
  if (process.env['HEADLIGHT_TOUR'] === '1') void startTour(steps);
  return {
    version: 1,
    records: async (uri) => {
      const place = uri === undefined ? {} : { uri };
      return (await server.ask({ kind: 'records', place, form: 'zone' })).text;
    },
  };
}

function versionOf({ extension }: ExtensionContext): string {
  return String((extension.packageJSON as { readonly version?: unknown }).version);
}
