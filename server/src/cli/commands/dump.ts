import { statSync } from 'node:fs';
import path from 'node:path';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { UsageError, type CommandDefinition } from '../environment.ts';
import { dumpText } from '../formats/dump-text.ts';
import { describe } from '../help.ts';
import { displayPath, isBelow, loadAndReport } from '../load.ts';
import { settingsOf, type CommonOptions } from '../options.ts';
import { print } from '../output.ts';

const messages = defineMessages('cli/commands/dump', {
  summary: 'Shows what Headlight reads in a file',
  description: 'Shows what Headlight reads in a file: objects with their fields, host names, scopes and links.',
  file: 'the file',
  around:
    'files and folders that links may lead to (default: the working directory; for a file outside it, its folder)',
  folder: '"{file}" is a folder. Give a file.',
  noManifests: '"{file}" has no manifests. Give a YAML file, or a JSON file with apiVersion and kind.',
});

const examples = ['headlight dump deploy/db.yaml', 'headlight dump deploy/db.yaml deploy/ ../shared/'];

/** `headlight dump`: what Headlight read in a file. */
export const dumpCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, { examples })
    .argument('<file>', formatMessage(messages.file))
    .argument('[path...]', formatMessage(messages.around))
    .action(async (file: string, paths: readonly string[], options: CommonOptions) => {
      const { workingFolder } = environment;
      if (isFolder(path.resolve(workingFolder, file))) throw new UsageError(formatMessage(messages.folder, { file }));
      const around = paths.length > 0 ? paths : [isBelow(file, workingFolder) ? '.' : path.dirname(file)];
      const snapshot = await loadAndReport([file, ...around], settingsOf(options), environment);
      const wanted = displayPath(file, workingFolder);
      const found = [...snapshot.files.values()].find(({ path }) => displayPath(path, workingFolder) === wanted);
      if (found === undefined) throw new UsageError(formatMessage(messages.noManifests, { file }));
      end(0);
      await print(dumpText(snapshot, found, workingFolder), environment, options);
    });
};

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}
