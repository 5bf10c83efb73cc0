import type { Resolution } from '../../core/dns/resolve.ts';

/** The answer as JSON: a contract, see docs/schemas/resolve.schema.json. On one line without an indentation. */
export function resolveJson({ question, rcode, answers, runtime, tried }: Resolution, indentation?: number): string {
  const printed = {
    version: 1,
    question: { name: question.name, type: question.type },
    rcode,
    answers,
    runtime: runtime.map(({ name, type, why }) => ({ name, type, why })),
    tried,
  };
  return `${JSON.stringify(printed, undefined, indentation)}\n`;
}

/** What is printed for a line that is no question. */
export function resolveErrorJson(line: string, error: string): string {
  return `${JSON.stringify({ version: 1, error, line })}\n`;
}
