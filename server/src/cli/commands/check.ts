import type { Level, Severity } from '../../core/settings/settings.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { formatOption, pathArgument, ruleOption, settingsOf, wholeNumber, type CommonOptions } from '../options.ts';
import { print, printCommands, printError, printJson } from '../output.ts';
import { forGood } from '../../core/util/derived.ts';
import { buildCheckReport, failedFiles, type CheckReport } from '../check-report.ts';
import type { Environment, ExitCode, CommandDefinition } from '../environment.ts';
import { checkGithub } from '../formats/check-github.ts';
import { checkSarif } from '../formats/check-sarif.ts';
import { checkText } from '../formats/check-text.ts';
import { describe } from '../help.ts';
import { loadSnapshot } from '../load.ts';

interface CheckOptions extends CommonOptions {
  readonly format: (typeof formats)[number];
  readonly rule: Readonly<Record<string, Level>>;
  readonly maxWarnings?: number;
}

const formats = ['text', 'json', 'sarif', 'github'] as const;

const messages = defineMessages('cli/commands/check', {
  summary: 'Finds mistakes in manifests',
  description: 'Finds mistakes in the manifests of files and folders.',
  maxWarnings: 'exit with 1 if there are more warnings than this',
  tooMany: '{count} {warning/warnings}, but --max-warnings allows {allowed}.',
  exitCodes:
    'Exits with 0 if there are no errors, with 1 if there are errors or more warnings than allowed, and with 2 on bad usage, on a path that cannot be read, or on a file that Headlight itself fails to check.',
});

const examples = [
  'headlight check',
  'headlight check deploy/ --rule missing-governing-service=error',
  'headlight check --format github --max-warnings 0',
  'headlight check --format sarif > headlight.sarif',
  'headlight check - < rendered.yaml',
];

/** `headlight check`: the problems of manifests. */
export const checkCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, { paragraphs: [messages.exitCodes], examples })
    .addArgument(pathArgument())
    .addOption(formatOption(formats))
    .addOption(ruleOption())
    .option('--max-warnings <number>', formatMessage(messages.maxWarnings), wholeNumber)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      const snapshot = await loadSnapshot(
        paths,
        settingsOf(options, options.rule),
        environment.workingFolder,
        environment.input,
      );
      const report = forGood(() => buildCheckReport(snapshot, environment.workingFolder));
      const hasFailed = failedFiles(snapshot, environment.workingFolder).length > 0;
      end(hasFailed ? 2 : exitCodeOf(report.summary, options.maxWarnings));
      await printReport(report, options, environment);
      sayTooMany(report.summary.warning, options.maxWarnings, environment);
    });
};

function printReport(report: CheckReport, options: CheckOptions, environment: Environment): Promise<void> {
  switch (options.format) {
    case 'text':
      return print(checkText(report, environment.columns), environment, options);
    case 'github':
      return printCommands(checkGithub(report), environment);
    case 'json':
      return printJson(`${JSON.stringify(report, undefined, 2)}\n`, environment);
    case 'sarif':
      return printJson(checkSarif(report), environment);
  }
}

/** Says that warnings alone make the exit code 1, beside the report, which programs read. */
export function sayTooMany(count: number, allowed: number | undefined, environment: Environment): void {
  if (allowed === undefined || count <= allowed) return;
  printError(`headlight: ${formatMessage(messages.tooMany, { count, allowed })}`, environment);
}

/** How `check` and `fix` end: 1 with errors, or with more warnings than allowed. */
export function exitCodeOf(found: Readonly<Record<Severity, number>>, maxWarnings = Infinity): ExitCode {
  return found.error > 0 || found.warning > maxWarnings ? 1 : 0;
}
