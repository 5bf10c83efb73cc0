import path from 'node:path';
import { UsageError } from '../environment.ts';
import { dumpText } from '../formats/dump-text.ts';
import { displayPath, isBelow, loadSnapshot, reportUnread } from '../load.ts';
import { settingsOf, type CommonOptions } from '../options.ts';
import { print } from '../output.ts';
import type { CommandDefinition } from '../program.ts';

/** `headlight dump`: what Headlight read in a file. */
export const dumpCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Shows what Headlight read in a file')
    .description('Shows what Headlight read in a file: objects with their fields, host names, scope and links.')
    .argument('<file>', 'the file')
    .argument(
      '[path...]',
      'files and folders its links may lead to (default: the working directory; for a file elsewhere, its folder)',
    )
    .addHelpText('after', help)
    .action(async (file: string, paths: readonly string[], options: CommonOptions) => {
      const { workingFolder } = environment;
      const around = paths.length > 0 ? paths : [isBelow(file, workingFolder) ? '.' : path.dirname(file)];
      const snapshot = await loadSnapshot([file, ...around], settingsOf(options), workingFolder);
      reportUnread(snapshot, environment);
      const wanted = displayPath(file, workingFolder);
      const found = [...snapshot.files.values()].find(({ path }) => displayPath(path, workingFolder) === wanted);
      if (found === undefined)
        throw new UsageError(`"${file}" is no file with manifests. Give YAML, or JSON with apiVersion and kind.`);
      end(0);
      await print(dumpText(snapshot, found, workingFolder), environment, options);
    });
};

const help = `
Examples:
  headlight dump deploy/db.yaml
  headlight dump deploy/db.yaml deploy/ ../shared/`;
