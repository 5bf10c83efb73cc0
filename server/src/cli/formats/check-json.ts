import type { CheckReport } from '../check-report.ts';

/** The report as JSON, as it is: it has the shape and order of the contract. */
export function checkJson(report: CheckReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
