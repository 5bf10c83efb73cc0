import { Option } from 'commander';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { UsageError, type CommandDefinition } from '../environment.ts';
import { describe } from '../help.ts';
import { settingsOf, type CommonOptions } from '../options.ts';

interface LspOptions extends CommonOptions {
  readonly stdio?: true;
}

const messages = defineMessages('cli/commands/lsp', {
  summary: 'Starts the language server',
  description: 'Starts the language server. An editor talks to it over standard input and output.',
  stdio: 'talk over standard input and output; required, because there is no other way',
  settings: 'The options are for editors that send no settings. Settings of an editor take precedence.',
  noStdio: 'The language server talks over standard input and output only. Run "headlight lsp --stdio".',
  config:
    'The language server has no --config: it reads the .headlight.yaml of the folders that the editor opens. Leave the option out.',
});

/** `headlight lsp --stdio`: the language server, for any editor. */
export const lspCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, { paragraphs: [messages.settings] })
    .option('--stdio', formatMessage(messages.stdio))
    // vscode-languageserver reads it itself: the process whose end is the server's end.
    .addOption(new Option('--clientProcessId <id>').hideHelp())
    .action(async (options: LspOptions) => {
      if (options.stdio === undefined) throw new UsageError(formatMessage(messages.noStdio));
      if (options.config !== undefined) throw new UsageError(formatMessage(messages.config));
      const { clusterDomain, defaultNamespace, kubernetesVersion } = settingsOf(options).overrides;
      // Loaded when it is needed, as no other command does.
      const { startServer } = await import('../../lsp/server.ts');
      startServer({ clusterDomain, defaultNamespace, kubernetesVersion });
      end(0);
    });
};
