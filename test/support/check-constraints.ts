import { expect, test } from 'vitest';
import type { Settings } from '../../server/src/core/settings/settings.ts';
import { allFindings } from './check-diagnostics.ts';
import { parseFixture, snapshotOfFixture } from './fixture.ts';

/** A manifest and what is rejected about it: `code path` for each error, in any order; none where it is accepted. */
export interface ConstraintCase {
  readonly situation: string;
  readonly manifest: string;
  readonly rejected: readonly string[];
  /** Where it differs from the newest version. */
  readonly kubernetesVersion?: string;
}

/** Runs a test for each case: exactly these errors, at exactly these fields. What is less than an error does not count. */
export function testConstraints(cases: readonly ConstraintCase[]): void {
  test.each(cases)('$situation', ({ manifest, rejected, kubernetesVersion }) => {
    const settings = kubernetesVersion === undefined ? {} : { kubernetesVersion };
    expect(errorsOf(manifest, settings)).toEqual([...rejected].sort());
  });
}

/** The errors of a fixture as `code path`, sorted. Each message names its values. */
export function errorsOf(manifest: string, settings: Partial<Settings> = {}): readonly string[] {
  const findings = allFindings(snapshotOfFixture(parseFixture(manifest), settings));
  for (const { message } of findings) expect(message).not.toMatch(/\{\w+\}|undefined/);
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`)
    .sort();
}

/**
 * A case in short: what is written on top of a manifest that is accepted, and what is rejected.
 * `@1.33` at the end of the situation is the version it is held to.
 */
export type ShortCase = readonly [situation: string, text: string, ...rejected: string[]];

/** The cases of a manifest, made by putting each text into it. */
export function casesOf(frame: (text: string) => string, cases: readonly ShortCase[]): readonly ConstraintCase[] {
  return cases.map(([situation, text, ...rejected]) => {
    const version = /@(1\.\d+)$/.exec(situation)?.[1];
    return {
      situation,
      manifest: frame(text),
      rejected,
      ...(version === undefined ? {} : { kubernetesVersion: version }),
    };
  });
}

/** Lines of YAML, indented to be below a key. */
export function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line}`)
    .join('\n');
}
