import { type ExtensionContext, l10n, Uri } from 'vscode';
import { createApi } from './api/api.ts';
import type { HeadlightExtension } from './api/headlight.d.ts';
import { registerCommands } from './commands.ts';
import { keepMenus } from './menus.ts';
import { createOutput, describeEditor } from './output.ts';
import { isTourAsked } from './platform.ts';
import { createServer } from './server.ts';
import { showStatus } from './status.ts';
import { createPictures } from './views/picture/pictures.ts';
import { registerRecordDocuments } from './views/record-documents.ts';
import { registerNamesTree } from './views/tree/tree.ts';
import { startTour } from './walkthrough/start.ts';
import type { StepContext } from './walkthrough/steps.ts';

/**
 * Called by VS Code when a YAML or Helm file is opened, a command of ours is run, or the workspace has a file of a name in
 * `workspaceContains`. These are plain names, for which VS Code only looks; one with `*` would make it search the workspace, so one level
 * below the top only what is written out is found. Waits for nothing: the server starts meanwhile.
 */
export function activate(context: ExtensionContext): HeadlightExtension {
  const output = createOutput();
  output.info(l10n.t('Headlight {0} starts in {1}.', versionOf(context), describeEditor()));
  const server = createServer(context, output);
  const records = registerRecordDocuments(server);
  const api = createApi(server);
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
    api,
    showStatus(server),
    keepMenus(server),
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
  if (isTourAsked) void startTour(steps);
  return api.exports;
}

function versionOf({ extension }: ExtensionContext): string {
  return String((extension.packageJSON as { readonly version?: unknown }).version);
}
