import { InvalidArgumentError, Option } from 'commander';
import { recordTypes, type RecordType } from '../../core/dns/record.ts';
import { resolve, resolveVariants, type Question, type Resolution } from '../../core/dns/resolve.ts';
import { UsageError, type Environment, type ExitCode } from '../environment.ts';
import { resolveErrorJson, resolveJson } from '../formats/resolve-json.ts';
import { resolveErrorLine, resolveLine, resolveText } from '../formats/resolve-text.ts';
import { linesOf } from '../input.ts';
import { loadSnapshot, reportUnread } from '../load.ts';
import { settingsOf, type CommonOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import type { CommandDefinition } from '../program.ts';

interface ResolveOptions extends CommonOptions {
  readonly type: RecordType;
  readonly from?: string;
  readonly format?: 'text' | 'json';
}

/** `headlight resolve`: what a name will answer. */
export const resolveCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Answers a DNS question as the cluster will')
    .description('Answers a DNS question as the cluster will, once the manifests are applied and settled.')
    .argument('<name>', 'the name, or - to read questions from standard input')
    .argument('[path...]', 'files and folders with manifests (default: the working directory)')
    .addOption(new Option('--type <type>', 'the record type').choices(recordTypes).argParser(readType).default('A'))
    .option('--from <namespace>', "ask as a Pod of this namespace does, with its resolver's search list", readNamespace)
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'json'])
        .default(undefined, 'text; json with -'),
    )
    .addHelpText('after', help)
    .action(async (name: string, paths: readonly string[], options: ResolveOptions) => {
      const snapshot = await loadSnapshot(paths, settingsOf(options), environment.workingFolder);
      reportUnread(snapshot, environment);
      const from = options.from === undefined ? {} : { from: options.from };
      const ask = (question: Question): Resolution | string => {
        const resolution = resolve(snapshot, { ...question, ...from });
        return resolution.error ?? resolution;
      };
      if (name === '-') return end(await answerAll(ask, options, environment));
      const resolution = ask({ name, type: options.type });
      if (typeof resolution === 'string')
        throw new UsageError(`${resolution} Give one such as "db.prod.svc.cluster.local".`);
      end(exitCodeOf(resolution));
      if (options.format === 'json') return printJson(resolveJson(resolution, 2), environment);
      const { workingFolder } = environment;
      const variants = resolveVariants(snapshot, resolution.question);
      await print(resolveText(resolution, { variants, workingFolder }), environment, options);
    });
};

const help = `
The name is absolute, with or without its final dot, unless --from is given.
The manifests are the whole world: every Pod they ask for is there and ready.

With "-", each line of standard input is a question, NAME or NAME TYPE, and is
answered by one line.

Ends with 0 if the name exists, 1 if it does not (NXDOMAIN), 2 on bad usage.
With "-": 2 if a line was no question, else 1 if a name does not exist.

Examples:
  headlight resolve db-0.db.prod.svc.cluster.local deploy/
  headlight resolve db --from prod
  headlight resolve - --format json < names.txt`;

async function answerAll(
  ask: (question: Question) => Resolution | string,
  options: ResolveOptions,
  environment: Environment,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const answer = (line: string): { readonly line: string; readonly resolution: Resolution | string } => {
    const question = readQuestion(line, options.type);
    const resolution = typeof question === 'string' ? question : ask(question);
    if (typeof resolution === 'string') exitCode = 2;
    else if (exitCode === 0) exitCode = exitCodeOf(resolution);
    return { line, resolution };
  };
  for await (const lines of linesOf(environment.input)) {
    const answers = lines.filter((line) => line.trim() !== '').map(answer);
    if (options.format === 'text')
      await print(
        answers.map(({ line, resolution }) =>
          typeof resolution === 'string' ? resolveErrorLine(line, resolution) : resolveLine(resolution),
        ),
        environment,
      );
    else {
      const json = answers.map(({ line, resolution }) =>
        typeof resolution === 'string' ? resolveErrorJson(line, resolution) : resolveJson(resolution),
      );
      await printJson(json.join(''), environment);
    }
  }
  return exitCode;
}

/** The question of a line, or one sentence why it is none. */
function readQuestion(line: string, defaultType: RecordType): Question | string {
  const [name = '', writtenType, ...rest] = line.trim().split(/\s+/);
  if (rest.length > 0) return 'A line is NAME or NAME TYPE.';
  const type =
    writtenType === undefined ? defaultType : recordTypes.find((known) => known === writtenType.toUpperCase());
  if (type === undefined)
    return `"${writtenType}" is no record type Headlight knows; those are ${recordTypes.join(', ')}.`;
  return { name, type };
}

function readType(value: string): RecordType {
  const type = recordTypes.find((known) => known === value.toUpperCase());
  if (type === undefined) throw new InvalidArgumentError(`Allowed are ${recordTypes.join(', ')}.`);
  return type;
}

function readNamespace(value: string): string {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value)) throw new InvalidArgumentError('It is no namespace.');
  return value;
}

function exitCodeOf(resolution: Resolution): ExitCode {
  return resolution.rcode === 'NXDOMAIN' ? 1 : 0;
}
