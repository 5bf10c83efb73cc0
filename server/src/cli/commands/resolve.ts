import { InvalidArgumentError, Option } from 'commander';
import { recordTypes, type RecordType } from '../../core/dns/record.ts';
import { diagnose, diagnoseVariants, type Diagnosis } from '../../core/dns/diagnosis/diagnose.ts';
import { resolverNamed } from '../../core/dns/resolver-named.ts';
import { UsageError, type Environment, type ExitCode } from '../environment.ts';
import { resolveErrorJson, resolveJson } from '../formats/resolve-json.ts';
import { resolveErrorLine, resolveLine, resolveText } from '../formats/resolve-text.ts';
import { linesOf } from '../input.ts';
import { loadSnapshot, reportUnread } from '../load.ts';
import { askerOption, noAsker, settingsOf, type CommonOptions } from '../options.ts';
import { print, printJson } from '../output.ts';
import type { CommandDefinition } from '../program.ts';

interface ResolveOptions extends CommonOptions {
  readonly type: RecordType;
  readonly from?: string;
  readonly format?: 'text' | 'json';
}

/** Asks for a name; one sentence where it is none that could be asked for. */
type Ask = (name: string, type: RecordType) => Diagnosis | string;

/** `headlight resolve`: what a name will answer. */
export const resolveCommand: CommandDefinition = (command, environment, end) => {
  command
    .summary('Answers a DNS question as the cluster will')
    .description('Answers a DNS question as the cluster will, once the manifests are applied and settled.')
    .argument('<name>', 'the name, or - to read questions from standard input')
    .argument('[path...]', 'files and folders with manifests (default: the working directory)')
    .addOption(new Option('--type <type>', 'the record type').choices(recordTypes).argParser(readType).default('A'))
    .addOption(askerOption())
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'json'])
        .default(undefined, 'text; json with -'),
    )
    .addHelpText('after', help)
    .action(async (name: string, paths: readonly string[], options: ResolveOptions) => {
      const snapshot = await loadSnapshot(paths, settingsOf(options), environment.workingFolder);
      reportUnread(snapshot, environment);
      const from = options.from === undefined ? undefined : resolverNamed(snapshot, options.from);
      if (options.from !== undefined && from === undefined) throw new UsageError(noAsker(options.from));
      const ask: Ask = (asked, type) => {
        const diagnosis = diagnose(snapshot, { name: asked, types: [type], from });
        return diagnosis.error ?? diagnosis;
      };
      if (name === '-') return end(await answerAll(ask, options, environment));
      const diagnosis = ask(name, options.type);
      if (typeof diagnosis === 'string')
        throw new UsageError(`${diagnosis} Give one such as "db.prod.svc.cluster.local".`);
      end(exitCodeOf(diagnosis));
      if (options.format === 'json') return printJson(resolveJson(diagnosis, 2), environment);
      const { workingFolder } = environment;
      const variants = diagnoseVariants(snapshot, diagnosis);
      await print(resolveText(diagnosis, { variants, workingFolder }), environment, options);
    });
};

const help = `
The name is absolute, with or without its final dot, unless --from is given.
The manifests are the whole world: every Pod they ask for is there and ready.

With "-", each line of standard input is a question, NAME or NAME TYPE, and is
answered by one line.

Ends with 0 if the name exists, is forwarded to resolvers outside of the
cluster, or is known to a running cluster only; 1 if it does not exist
(NXDOMAIN); 2 on bad usage. With "-": 2 if a line was no question, else 1 if a
name does not exist.

Examples:
  headlight resolve db-0.db.prod.svc.cluster.local deploy/
  headlight resolve db --from prod
  headlight resolve db-0.db --from prod/db-1
  headlight resolve - --format json < names.txt`;

async function answerAll(ask: Ask, options: ResolveOptions, environment: Environment): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const answer = (line: string): { readonly line: string; readonly diagnosis: Diagnosis | string } => {
    const question = readQuestion(line, options.type);
    const diagnosis = typeof question === 'string' ? question : ask(question.name, question.type);
    if (typeof diagnosis === 'string') exitCode = 2;
    else if (exitCode === 0) exitCode = exitCodeOf(diagnosis);
    return { line, diagnosis };
  };
  for await (const lines of linesOf(environment.input)) {
    const answers = lines.filter((line) => line.trim() !== '').map(answer);
    if (options.format === 'text')
      await print(
        answers.map(({ line, diagnosis }) =>
          typeof diagnosis === 'string' ? resolveErrorLine(line, diagnosis) : resolveLine(diagnosis),
        ),
        environment,
      );
    else {
      const json = answers.map(({ line, diagnosis }) =>
        typeof diagnosis === 'string' ? resolveErrorJson(line, diagnosis) : resolveJson(diagnosis),
      );
      await printJson(json.join(''), environment);
    }
  }
  return exitCode;
}

/** The question of a line, or one sentence why it is none. */
function readQuestion(
  line: string,
  defaultType: RecordType,
): { readonly name: string; readonly type: RecordType } | string {
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

function exitCodeOf(diagnosis: Diagnosis): ExitCode {
  return diagnosis.verdict === 'absent' ? 1 : 0;
}
