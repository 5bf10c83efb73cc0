import path from 'node:path';
import { fixAll, type Fixed } from '../../core/features/facade.ts';
import type { Level } from '../../core/settings/settings.ts';
import { groupBy } from '../../core/util/collections.ts';
import type { Snapshot } from '../../core/workspace/snapshot.ts';
import type { SnapshotFile } from '../../core/files/file.ts';
import { replaceText } from '../../host/write-file.ts';
import { buildCheckReport, failedFiles } from '../check-report.ts';
import { UsageError, type Environment, type CommandDefinition } from '../environment.ts';
import { summarySentence } from '../formats/check-summary.ts';
import { unifiedDiff } from '../formats/unified-diff.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { styled, type Line } from '../text-layout.ts';
import { describe } from '../help.ts';
import { displayPath, isBelow, loadAndReport, writableFolders } from '../load.ts';
import { asksForInput } from '../targets.ts';
import { onlyOption, pathArgument, ruleOption, settingsOf, wholeNumber, type CommonOptions } from '../options.ts';
import { print, printError, printExactly } from '../output.ts';
import { exitCodeOf, sayTooMany } from './check.ts';

interface FixOptions extends CommonOptions {
  readonly only: readonly string[];
  readonly rule: Readonly<Record<string, Level>>;
  readonly dryRun?: true;
  readonly maxWarnings?: number;
}

const messages = defineMessages('cli/commands/fix', {
  summary: 'Makes the safe fixes in manifests',
  description: 'Makes the safe fixes in the manifests of files and folders.',
  dryRun: 'print the changes as a unified diff, and write nothing',
  maxWarnings: 'exit with 1 if more warnings than this are left',
  safe: 'A fix is safe if it cannot change what works today. The others are offered in editors, because a person has to decide about them.',
  exitCodes:
    'Exits with 0 if no errors are left, with 1 if there are errors or more warnings than allowed, and with 2 on bad usage or on a path that cannot be read or written.',
  input: 'Standard input cannot be changed. Give files or folders.',
  failed: '"{file}": {reason}',
  unwritten: '"{file}" is unchanged. {reason}',
  left: 'After the fixes: {summary}',
  nothing: 'Nothing to fix.',
  from: 'The paths of the diff begin in {folder}.',
  wouldMake: '{count} {fix/fixes} in {files} {file/files} would be made.',
  made: '{count} {fix/fixes} in {files} {file/files} made.',
});

const examples = [
  'headlight fix --dry-run',
  'headlight fix deploy/ --only ineffective-headless-field',
  'headlight fix --dry-run | git apply',
];

/** `headlight fix`: makes the fixes that cannot change what works. */
export const fixCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, { paragraphs: [messages.safe, messages.exitCodes], examples })
    .addArgument(pathArgument())
    .addOption(onlyOption())
    .option('--dry-run', formatMessage(messages.dryRun))
    .addOption(ruleOption())
    .option('--max-warnings <number>', formatMessage(messages.maxWarnings), wholeNumber)
    .action(async (paths: readonly string[], options: FixOptions) => {
      const { workingFolder } = environment;
      if (asksForInput(paths)) throw new UsageError(formatMessage(messages.input));
      const snapshot = await loadAndReport(paths, settingsOf(options, options.rule), environment);
      const fixed = fixAll(snapshot, {
        uris: [...snapshot.files.keys()],
        reach: 'workspace',
        isWanted: ({ code }, fix) =>
          fix.safety === 'safe' && (options.only.length === 0 || options.only.includes(code)),
      });
      const report = buildCheckReport(fixed.snapshot, workingFolder);
      const [summary = ''] = summarySentence(report);
      const left = formatMessage(messages.left, { summary });
      const failed = failedFiles(fixed.snapshot, workingFolder);
      for (const one of failed) printError(`headlight: ${formatMessage(messages.failed, one)}`, environment);
      end(failed.length > 0 ? 2 : exitCodeOf(report.summary, options.maxWarnings));
      if (options.dryRun === true) {
        const changed = changedFiles(snapshot, fixed.texts).map((one) => ({
          ...one,
          path: path.resolve(workingFolder, one.file.path),
        }));
        const folder = folderAround(
          changed.map((one) => one.path),
          workingFolder,
        );
        const diff = changed.flatMap((one) => unifiedDiff(displayPath(one.path, folder), one.file.text, one.text));
        await (environment.isTerminal ? print(diff, environment, options) : printExactly(diff, environment));
        const where = folder === workingFolder ? [] : [formatMessage(messages.from, { folder })];
        // Not among the lines of the diff, which programs read.
        for (const line of [...where, ...summaryOf(fixed, 'dry'), left]) printError(line, environment);
        return sayTooMany(report.summary.warning, options.maxWarnings, environment);
      }
      const within = await writableFolders(paths, workingFolder);
      const unwritten = await writeAll(snapshot, fixed, within, environment);
      if (unwritten.size > 0) end(2);
      const made = { ...fixed, applied: fixed.applied.filter(({ file }) => !unwritten.has(file.uri)) };
      const lines = [...listOf(made, workingFolder), ...summaryOf(made, 'written'), left];
      await print(lines, environment, options);
      sayTooMany(report.summary.warning, options.maxWarnings, environment);
    });
};

/** The nearest folder from which no way to a file leads upwards, as neither patch nor git takes such a path. */
function folderAround(files: readonly string[], workingFolder: string): string {
  for (let folder = workingFolder; ; folder = path.dirname(folder)) {
    if (files.every((file) => isBelow(file, folder)) || folder === path.dirname(folder)) return folder;
  }
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
    const said = formatMessage(messages.unwritten, { file: shown, reason: result.reason });
    printError(`headlight: ${said}`, environment);
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

function summaryOf({ applied, notes }: Fixed, mode: 'dry' | 'written'): readonly string[] {
  if (applied.length === 0) return [formatMessage(messages.nothing)];
  const files = new Set(applied.map(({ file }) => file.uri)).size;
  return [
    formatMessage(mode === 'dry' ? messages.wouldMake : messages.made, { count: applied.length, files }),
    ...notes,
  ];
}
