import type { DnsRecord } from '../../core/dns/record.ts';
import { recordText, unknownText } from '../../core/dns/record-text.ts';
import type { Resolution } from '../../core/dns/resolve.ts';
import { uniqueBy } from '../../core/util/collections.ts';

/** The answer as JSON: a contract, see docs/schemas/resolve.schema.json. On one line without an indentation. */
export function resolveJson({ question, rcode, answers, tried }: Resolution, indentation?: number): string {
  const printed = {
    version: 1,
    question: { name: question.name, type: question.type },
    rcode,
    answers: answers.flatMap((record) => recordText(record) ?? []),
    runtime: uniqueBy(answers.flatMap(runtimeOf), ({ name, type, why }) => `${name} ${type} ${why}`),
    tried,
  };
  return `${JSON.stringify(printed, undefined, indentation)}\n`;
}

/** What is printed for a line that is no question. */
export function resolveErrorJson(line: string, error: string): string {
  return `${JSON.stringify({ version: 1, error, line })}\n`;
}

/** An answer that exists, and whose data only a running cluster knows. */
function runtimeOf({ name, type, unknown }: DnsRecord) {
  return unknown === undefined ? [] : [{ name, type, why: unknownText(unknown) }];
}
