import { Option } from 'commander';
import type { Level, Severity } from '../../core/settings/settings.ts';
import { ruleOption, settingsOf, wholeNumber, type CommonOptions } from '../options.ts';
import { print, printCommands, printJson } from '../output.ts';
import { buildCheckReport, failedFiles, type CheckReport } from '../check-report.ts';
import type { Environment, ExitCode } from '../environment.ts';
import { checkGithub } from '../formats/check-github.ts';
import { checkJson } from '../formats/check-json.ts';
import { checkSarif } from '../formats/check-sarif.ts';
import { checkText } from '../formats/check-text.ts';
import { loadSnapshot } from '../load.ts';
import type { CommandDefinition } from '../program.ts';

interface CheckOptions extends CommonOptions {
  readonly format: (typeof formats)[number];
  readonly rule: Readonly<Record<string, Level>>;
  readonly maxWarnings?: number;
}

const formats = ['text', 'json', 'sarif', 'github'] as const;

/** `headlight check`: the problems of manifests. */
export const checkCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Reports what does not line up in manifests')
    .description('Reports what does not line up in the manifests of files and folders.')
    .argument('[path...]', 'files and folders with manifests (default: the working directory)')
    .addOption(new Option('--format <format>', 'how to print it').choices(formats).default('text'))
    .addOption(ruleOption())
    .option('--max-warnings <number>', 'end with 1 if there are more warnings than this', wholeNumber)
    .addHelpText('after', help)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const snapshot = await loadSnapshot(paths, settingsOf(options, options.rule), environment.workingFolder);
      const report = buildCheckReport(snapshot, environment.workingFolder);
      const hasFailed = failedFiles(snapshot, environment.workingFolder).length > 0;
      end(hasFailed ? 2 : exitCodeOf(report.summary, options.maxWarnings));
      await printReport(report, options, environment);
    });
};

function printReport(report: CheckReport, options: CheckOptions, environment: Environment): Promise<void> {
  switch (options.format) {
    case 'text':
      return print(checkText(report, environment.columns), environment, options);
    case 'github':
      return printCommands(checkGithub(report), environment);
    case 'json':
      return printJson(checkJson(report), environment);
    case 'sarif':
      return printJson(checkSarif(report), environment);
  }
}

const help = `
Ends with 0 if nothing is at error level, 1 if something is (or there are more
warnings than allowed), 2 on bad usage, a path that cannot be read, or a file
that Headlight itself fails at.

Examples:
  headlight check
  headlight check deploy/ --rule missing-governing-service=error
  headlight check --format github --max-warnings 0
  headlight check --format sarif > headlight.sarif`;

/** How `check` and `fix` end: 1 with errors, or with more warnings than allowed. */
export function exitCodeOf(found: Readonly<Record<Severity, number>>, maxWarnings = Infinity): ExitCode {
  return found.error > 0 || found.warning > maxWarnings ? 1 : 0;
}
