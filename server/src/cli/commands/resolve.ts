import { recordTypes, type RecordType } from '../../core/dns/record.ts';
import { diagnose, diagnoseVariants, type Diagnosis } from '../../core/dns/diagnosis/diagnose.ts';
import { addressOfReverseName, nameInAddress, reverseNameOf } from '../../core/dns/names.ts';
import { resolverNamed } from '../../core/dns/resolver.ts';
import { withoutFinalDot } from '../../core/util/dns-label.ts';
import { defineMessages, formatMessage } from '../../core/util/format.ts';
import { UsageError, type Environment, type ExitCode, type CommandDefinition } from '../environment.ts';
import { resolveErrorJson, resolveJson } from '../formats/resolve-json.ts';
import { resolveErrorLine, resolveLine, resolveText } from '../formats/resolve-text.ts';
import { describe } from '../help.ts';
import { asksForInput } from '../targets.ts';
import { loadAndReport } from '../load.ts';
import {
  askerOption,
  choiceOption,
  formatOption,
  noAsker,
  pathArgument,
  settingsOf,
  type CommonOptions,
} from '../options.ts';
import { print, printJson } from '../output.ts';
import { StringDecoder } from 'node:string_decoder';

interface ResolveOptions extends CommonOptions {
  readonly type?: RecordType;
  readonly from?: string;
  readonly format?: 'text' | 'json';
}

/** Asks for a name; one sentence if it cannot be asked for. */
type Ask = (name: string, type: RecordType) => Diagnosis | string;

const messages = defineMessages('cli/commands/resolve', {
  summary: 'Answers a DNS query as the cluster will',
  description: 'Answers a DNS query as the cluster will, once the manifests are applied and all Pods are ready.',
  name: 'a name, an IP address, a URL or host:port; - reads queries from standard input',
  type: 'the record type',
  types: 'A; PTR for an IP address',
  formats: 'text; json with -',
  absolute:
    'Unless --from is given, the name is absolute, with or without a final dot. The manifests are taken as the whole cluster: every Pod that they ask for exists and is ready. For an IP address, the answer is the name that has it (PTR).',
  lines: 'With "-", each line of standard input is a query, NAME or NAME TYPE, and is answered in one line.',
  exitCodes:
    'Exits with 0 if the name exists, is forwarded to resolvers outside the cluster, or is known to a running cluster only; with 1 if it does not exist (NXDOMAIN); and with 2 on bad usage. With "-", exits with 2 if a line is not a query, and otherwise with 1 if a name does not exist.',
  inputTwice: 'Standard input cannot hold both queries and manifests. Give the manifests as files or folders.',
  notAName: '{reason} Give a name such as "db.prod.svc.cluster.local".',
  notAQuery: 'The line is not a query. Write NAME or NAME TYPE.',
  unknownType: '"{type}" is not a record type that Headlight knows. Use one of {types}.',
});

const examples = [
  'headlight resolve db-0.db.prod.svc.cluster.local deploy/',
  'headlight resolve db --from prod',
  'headlight resolve db-0.db --from prod/db-1',
  'headlight resolve - --format json < names.txt',
  'headlight resolve db --from prod - < cluster.yaml',
];

/** `headlight resolve`: what a name will answer. */
export const resolveCommand: CommandDefinition = (command, environment, end) => {
  describe(command, environment, messages, {
    paragraphs: [messages.absolute, messages.lines, messages.exitCodes],
    examples,
  })
    .argument('<name>', formatMessage(messages.name))
    .addArgument(pathArgument())
    .addOption(
      choiceOption('--type <type>', formatMessage(messages.type), recordTypes).default(
        undefined,
        formatMessage(messages.types),
      ),
    )
    .addOption(askerOption())
    .addOption(formatOption(['text', 'json']).default(undefined, formatMessage(messages.formats)))
    .action(async (given: string, paths: readonly string[], options: ResolveOptions) => {
      const name = nameInAddress(given);
      if (name === '-' && asksForInput(paths)) throw new UsageError(formatMessage(messages.inputTwice));
      const snapshot = await loadAndReport(paths, settingsOf(options), environment);
      const from = options.from === undefined ? undefined : resolverNamed(snapshot, options.from);
      if (options.from !== undefined && from === undefined) throw new UsageError(noAsker(options.from));
      const ask: Ask = (asked, type) => {
        const diagnosis = diagnose(snapshot, { name: asked, types: [type], from });
        return diagnosis.error ?? diagnosis;
      };
      if (name === '-') return end(await answerAll(ask, options, environment));
      const diagnosis = ask(name, options.type ?? usualType(name));
      if (typeof diagnosis === 'string') throw new UsageError(formatMessage(messages.notAName, { reason: diagnosis }));
      end(exitCodeOf(diagnosis));
      if (options.format === 'json') return printJson(resolveJson(diagnosis, 2), environment);
      const { workingFolder } = environment;
      const columns = environment.isTerminal ? environment.columns : undefined;
      const variants = diagnoseVariants(snapshot, diagnosis);
      await print(resolveText(diagnosis, { variants, workingFolder, columns }), environment, options);
    });
};

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

/** The question in a line, or one sentence that says why it is not one. */
function readQuestion(
  line: string,
  givenType: RecordType | undefined,
): { readonly name: string; readonly type: RecordType } | string {
  const [written = '', writtenType, ...rest] = line.trim().split(/\s+/);
  const name = nameInAddress(written);
  if (rest.length > 0) return formatMessage(messages.notAQuery);
  const type =
    writtenType === undefined
      ? (givenType ?? usualType(name))
      : recordTypes.find((known) => known === writtenType.toUpperCase());
  if (type === undefined)
    return formatMessage(messages.unknownType, { type: writtenType ?? '', types: recordTypes.join(', ') });
  return { name, type };
}

/** What is asked for unless a type is given. */
function usualType(name: string): RecordType {
  const isReverse = addressOfReverseName(withoutFinalDot(name).toLowerCase()) !== undefined;
  return isReverse || reverseNameOf(name) !== undefined ? 'PTR' : 'A';
}

function exitCodeOf(diagnosis: Diagnosis): ExitCode {
  return diagnosis.verdict === 'absent' ? 1 : 0;
}

/**
 * The lines of a stream, without their ends, as many at a time as have come: a writer that asks line by line is answered
 * line by line, and a file is read in large pieces.
 */
async function* linesOf(input: AsyncIterable<string | Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}
