import { Option } from 'commander';
import { UsageError } from '../environment.ts';
import { settingsOf, type CommonOptions } from '../options.ts';
import type { CommandDefinition } from '../program.ts';

interface LspOptions extends CommonOptions {
  readonly stdio?: true;
}

/** `headlight lsp --stdio`: the language server, for any editor. */
export const lspCommand: CommandDefinition = (command, _environment, end) => {
  command
    .summary('Starts the language server')
    .description('Starts the language server, for an editor to talk to over standard input and output.')
    .option('--stdio', 'talk over standard input and output; the only way there is')
    // vscode-languageserver reads it itself: the process whose end is the server's end.
    .addOption(new Option('--clientProcessId <id>', "the editor's process").hideHelp())
    .addHelpText('after', '\nThe options are for editors that send no settings; those of an editor win.')
    .action(async (options: LspOptions) => {
      if (options.stdio === undefined)
        throw new UsageError(
          'The language server talks over standard input and output only. Run "headlight lsp --stdio".',
        );
      if (options.config !== undefined)
        throw new UsageError(
          'The language server takes no --config: it reads the .headlight.yaml of the folders that the editor opens.',
        );
      const { clusterDomain, defaultNamespace, kubernetesVersion } = settingsOf(options).overrides;
      // Loaded when it is needed, as no other command does.
      const { startServer } = await import('../../lsp/server.ts');
      startServer({ clusterDomain, defaultNamespace, kubernetesVersion });
      end(0);
    });
};
