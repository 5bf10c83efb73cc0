import { fixAll, type Fixed } from '../../core/features/facade.ts';
import type { Level } from '../../core/settings/settings.ts';
import { groupBy } from '../../core/util/collections.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import type { SnapshotFile } from '../../core/files/file.ts';
import { replaceText } from '../../host/write-file.ts';
import { buildCheckReport, failedFiles } from '../check-report.ts';
import type { Environment } from '../environment.ts';
import { summarySentence } from '../formats/check-summary.ts';
import { unifiedDiff } from '../formats/unified-diff.ts';
import { count } from '../../core/util/format.ts';
import { styled, type Line } from '../text-layout.ts';
import { displayPath, loadSnapshot, reportUnread, writableFolders } from '../load.ts';
import { onlyOption, ruleOption, settingsOf, wholeNumber, type CommonOptions } from '../options.ts';
import { print, printError, printExactly } from '../output.ts';
import type { CommandDefinition } from '../program.ts';
import { exitCodeOf } from './check.ts';

interface FixOptions extends CommonOptions {
  readonly only: readonly string[];
  readonly rule: Readonly<Record<string, Level>>;
  readonly dryRun?: true;
  readonly maxWarnings?: number;
}

/** `headlight fix`: makes the fixes that cannot change what works. */
export const fixCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Makes the safe fixes in manifests')
    .description('Makes the fixes that cannot change what works today, in the manifests of files and folders.')
    .argument('[path...]', 'files and folders with manifests (default: the working directory)')
    .addOption(onlyOption())
    .option('--dry-run', 'print what would change as a unified diff, and write nothing')
    .addOption(ruleOption())
    .option('--max-warnings <number>', 'end with 1 if more warnings than this are left', wholeNumber)
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: FixOptions) => {
      const { workingFolder } = environment;
      const snapshot = await loadSnapshot(paths, settingsOf(options, options.rule), workingFolder);
      reportUnread(snapshot, environment);
      const fixed = fixAll(snapshot, {
        uris: [...snapshot.files.keys()],
        reach: 'workspace',
        isWanted: ({ code }, fix) =>
          fix.safety === 'safe' && (options.only.length === 0 || options.only.includes(code)),
      });
      const report = buildCheckReport(fixed.snapshot, workingFolder);
      const [left = ''] = summarySentence(report);
      const failed = failedFiles(fixed.snapshot, workingFolder);
      for (const { file, reason } of failed) printError(`headlight: "${file}": ${reason}`, environment);
      end(failed.length > 0 ? 2 : exitCodeOf(report.summary, options.maxWarnings));
      if (options.dryRun === true) {
        const diff = diffOf(snapshot, fixed, workingFolder);
        await (environment.isTerminal ? print(diff, environment, options) : printExactly(diff, environment));
        // Not among the lines of the diff, which programs read.
        for (const line of [...summaryOf(fixed, 'dry'), leftOver(left)]) printError(line, environment);
        return;
      }
      const within = await writableFolders(paths, workingFolder);
      const unwritten = await writeAll(snapshot, fixed, within, environment);
      if (unwritten.size > 0) end(2);
      const made = { ...fixed, applied: fixed.applied.filter(({ file }) => !unwritten.has(file.uri)) };
      const lines = [...listOf(made, workingFolder), ...summaryOf(made, 'written'), leftOver(left)];
      await print(lines, environment, options);
    });
};

const help = `
A fix is safe where it cannot change what works today. Others are offered in
editors, where a person decides. JSON is left alone.

Ends with 0 if nothing is left at error level, 1 if something is (or there are
more warnings than allowed), 2 on bad usage or a path that cannot be read or
written.

Examples:
  headlight fix --dry-run
  headlight fix deploy/ --only ineffective-headless-field
  headlight fix --dry-run | git apply`;

function diffOf(snapshot: Snapshot, { texts }: Fixed, workingFolder: string): readonly Line[] {
  return changedFiles(snapshot, texts).flatMap(({ file, text }) =>
    unifiedDiff(displayPath(file.path, workingFolder), file.text, text),
  );
}

/** Writes what changed; the files that could not be written are said and given back, by URI. */
async function writeAll(
  snapshot: Snapshot,
  { texts }: Fixed,
  within: readonly string[],
  environment: Environment,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  for (const { file, text } of changedFiles(snapshot, texts)) {
    const result = await replaceText(file.uri, file.text, text, within);
    if (result.kind === 'written') continue;
    failed.add(file.uri);
    const shown = displayPath(file.path, environment.workingFolder);
    printError(`headlight: "${shown}" is as it was. ${result.reason}`, environment);
  }
  return failed;
}

function changedFiles(
  snapshot: Snapshot,
  texts: ReadonlyMap<string, string>,
): readonly { readonly file: SnapshotFile; readonly text: string }[] {
  return [...snapshot.files.values()].flatMap((file) => {
    const text = texts.get(file.uri);
    return text === undefined ? [] : [{ file, text }];
  });
}

function listOf({ applied }: Fixed, workingFolder: string): readonly Line[] {
  const byFile = groupBy(applied, ({ file }) => displayPath(file.path, workingFolder));
  return [...byFile].flatMap(([file, fixes]) => [
    [styled('underline', file)],
    ...fixes.map(({ title, code }) => [`  ${title}  `, styled('dim', code)]),
    '',
  ]);
}

function leftOver(sentence: string): string {
  return `Left: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function summaryOf({ applied, notes }: Fixed, mode: 'dry' | 'written'): readonly string[] {
  if (applied.length === 0) return ['Nothing to fix.'];
  const fixes = `${count(applied.length, 'fix', 'fixes')} in ${count(new Set(applied.map(({ file }) => file.uri)).size, 'file')}`;
  return [mode === 'dry' ? `${fixes} would be made.` : `${fixes} made.`, ...notes];
}
