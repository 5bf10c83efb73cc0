import { rcodeOf, sortedByText, type Diagnosis } from '../../core/dns/diagnosis/diagnose.ts';
import { reasonText } from '../../core/dns/diagnosis/reason.ts';
import { type RecordType, recordText, unknownText } from '../../core/dns/record.ts';
import { uniqueBy } from '../../core/util/collections.ts';

/** The answer as JSON: a contract, see docs/schemas/resolve.schema.json. On one line without an indentation. */
export function resolveJson(diagnosis: Diagnosis, indentation?: number): string {
  const { question, verdict, records, steps } = diagnosis;
  const printed = {
    version: 1,
    question: { name: question.name, type: question.types[0] },
    rcode: rcodeOf(verdict) ?? null,
    ...(verdict === 'forwarded' ? { forwarded: true } : {}),
    answers: sortedByText(records).flatMap((record) => recordText(record) ?? []),
    runtime: uniqueBy(runtimeOf(diagnosis), ({ name, type, why }) => `${name} ${type} ${why}`),
    tried: steps.map(({ asked }) => asked),
    steps: steps.map(({ asked, verdict: found, because }) => ({
      name: asked,
      rcode: rcodeOf(found) ?? null,
      because: uniqueBy(because.map(reasonText), (text) => text),
    })),
  };
  return `${JSON.stringify(printed, undefined, indentation)}\n`;
}

/** What is printed for a line that is no question. */
export function resolveErrorJson(line: string, error: string): string {
  return `${JSON.stringify({ version: 1, error, line })}\n`;
}

interface Runtime {
  readonly name: string;
  readonly type: RecordType | undefined;
  readonly why: string;
}

/** Answers that exist, and whose data only a running cluster knows; and names of which only it knows whether they exist. */
function runtimeOf({ question, verdict, records, steps }: Diagnosis): readonly Runtime[] {
  const unknown = records.flatMap(({ name, type, unknown: why }) =>
    why === undefined ? [] : [{ name, type, why: unknownText(why) }],
  );
  if (verdict !== 'unknown') return unknown;
  return steps
    .filter((step) => step.verdict === 'unknown')
    .flatMap(({ asked, because }) =>
      because.map((reason) => ({ name: asked, type: question.types[0], why: reasonText(reason) })),
    );
}
