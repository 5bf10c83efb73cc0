import type { Resolution } from '../../core/dns/resolve.ts';
import { alignColumns, type Paint } from '../layout.ts';

const meanings: Readonly<Record<Resolution['rcode'], string>> = {
  NOERROR: 'the name exists',
  NXDOMAIN: 'the name does not exist',
};

/** The answer for a reader: the response code in words, the answers, what only a running cluster knows, the names tried. */
export function resolveText(resolution: Resolution, paint: Paint): string {
  const { question, rcode, answers, runtime, tried } = resolution;
  const lines = [
    `${question.name} ${question.type}: ${paint(rcode === 'NOERROR' ? 'green' : 'red', rcode)}, ${meaningOf(resolution)}.`,
  ];
  if (answers.length > 0) lines.push('', ...alignColumns(answers.map(splitAnswer)));
  if (runtime.length > 0) {
    lines.push('', 'Known to the running cluster only:');
    lines.push(...alignColumns(runtime.map(({ name, type, why }) => [name, type, why])).map((line) => `  ${line}`));
  }
  if (tried.length > 1) lines.push('', 'Names tried, in this order:', ...tried.map((name) => `  ${name}`));
  return `${lines.join('\n')}\n`;
}

/** The answer on one line, apart by tabs: name, type and response code, then type and data of each answer. */
export function resolveLine({ question, rcode, answers, runtime }: Resolution): string {
  const known = answers.map((answer) => splitAnswer(answer).slice(1).join(' '));
  const open = runtime.length === 0 ? [] : [`(${runtime.length} known to the running cluster only)`];
  return `${[question.name, question.type, rcode, ...known, ...open].join('\t')}\n`;
}

/** What is printed for a line that is no question. */
export function resolveErrorLine(line: string, error: string): string {
  return `${line.trim()}\terror\t${error}\n`;
}

function meaningOf({ rcode, question, answers, runtime }: Resolution): string {
  if (rcode === 'NXDOMAIN' || answers.length + runtime.length > 0) return meanings[rcode];
  return `${meanings[rcode]} but has no ${question.type} record`;
}

/** `NAME TYPE RDATA`, of which the data may hold spaces. */
function splitAnswer(answer: string): readonly string[] {
  const [name = '', type = '', ...data] = answer.split(' ');
  return [name, type, data.join(' ')];
}
