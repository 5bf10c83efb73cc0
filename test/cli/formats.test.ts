import { describe, expect, test } from 'vitest';
import type { CheckDiagnostic, CheckReport } from '../../server/src/cli/check-report.ts';
import { environmentOf } from '../../server/src/cli/environment.ts';
import { checkText } from '../../server/src/cli/formats/check-text.ts';
import { alignColumns, wrapText } from '../../server/src/core/util/columns.ts';
import { printed, textOf } from './command-line.ts';

describe('a report as text', () => {
  test('aligned by file, with codes and related places', () => {
    const report = reportOf([
      diagnostic('a.yaml', 5, 1, { severity: 'error', code: 'some-code', message: 'Short and clear.' }),
      diagnostic('a.yaml', 11, 20, {
        severity: 'information',
        code: 'a-rather-long-code-for-a-rule',
        message: 'The first sentence says what. The second says so what, and is longer than a line can hold.',
        related: [
          { file: 'a.yaml', range: range(2, 4), message: 'In the same file.' },
          {
            file: 'folder/b.yaml',
            range: range(0, 0),
            message: 'In another file, with so much to say that a line does not hold it.',
          },
        ],
      }),
      diagnostic('c.yaml', 0, 0, { severity: 'hint', code: 'other-code', message: 'A hint.' }),
    ]);
    expect(`\n${textOf(checkText(report, 80))}`).toBe(`
a.yaml
    6:2  error        Short and clear.  some-code
  12:21  information  The first sentence says what. The second says so what, and
                      is longer than a line can hold.
                      a-rather-long-code-for-a-rule
                      → 3:5 In the same file.
                      → folder/b.yaml:1:1 In another file, with so much to say
                        that a line does not hold it.

c.yaml
  1:1  hint  A hint.  other-code

3 problems (1 error, 1 information, 1 hint) in 7 files with 9 Kubernetes
objects.
`);
  });

  test('a file that could not be read is said once, whatever else there is', () => {
    const unreadable = [
      { file: 'a.yaml', reason: 'Line 3 is not valid YAML: a.' },
      { file: 'a.yaml', reason: 'Line 9 is not valid YAML: b.' },
    ];
    expect(textOf(checkText({ ...reportOf([]), unreadable }, 80))).toBe(`Not read, or only in part
  a.yaml
    Line 3 is not valid YAML: a.
    Line 9 is not valid YAML: b.

No problems in 7 files with 9 Kubernetes objects.
1 file could not be read in full, so problems may be missing here.
`);
  });

  test('with colours it has the same text', () => {
    const report = reportOf([
      diagnostic('a.yaml', 5, 1, { severity: 'warning', code: 'some-code', message: 'Short.' }),
    ]);
    const coloured = printed(checkText(report, 80), 'colours');
    expect(coloured).toContain('\u001b[33mwarning\u001b[39m');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(textOf(checkText(report, 80)));
  });
});

test('text is broken at spaces, and a long word has a line of its own', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapText('a verylongword b', 4)).toEqual(['a', 'verylongword', 'b']);
  expect(wrapText('', 10)).toEqual([]);
});

test('columns are as wide as their widest cell', () => {
  expect(
    alignColumns([
      ['a', 'bbb', 'c'],
      ['aaa', 'b', ''],
    ]),
  ).toEqual(['a    bbb  c', 'aaa  b']);
});

describe('colours', () => {
  const hasColours = (stdout: object, env: Readonly<Record<string, string>>): boolean => {
    const stream = { on: () => undefined, ...stdout };
    return environmentOf({ stdout: stream, stderr: stream, env, cwd: () => '/' } as unknown as NodeJS.Process)
      .hasColours;
  };
  test('on a terminal only', () => {
    expect(hasColours({ isTTY: true, columns: 90 }, {})).toBe(true);
    expect(hasColours({ isTTY: undefined }, {})).toBe(false);
  });
  test('not where NO_COLOR is set or the terminal has none', () => {
    expect(hasColours({ isTTY: true, columns: 90 }, { NO_COLOR: '1' })).toBe(false);
    expect(hasColours({ isTTY: true, columns: 90 }, { NO_COLOR: '' })).toBe(true);
    expect(hasColours({ isTTY: true, columns: 90 }, { TERM: 'dumb' })).toBe(false);
  });
  test('as FORCE_COLOR says, but for NO_COLOR', () => {
    expect(hasColours({ isTTY: undefined }, { FORCE_COLOR: '1' })).toBe(true);
    expect(hasColours({ isTTY: true, columns: 90 }, { FORCE_COLOR: '0' })).toBe(false);
    expect(hasColours({ isTTY: undefined }, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });
});

function reportOf(diagnostics: readonly CheckDiagnostic[]): CheckReport {
  const countOf = (severity: CheckDiagnostic['severity']): number =>
    diagnostics.filter((one) => one.severity === severity).length;
  const counts = {
    error: countOf('error'),
    warning: countOf('warning'),
    information: countOf('information'),
    hint: countOf('hint'),
  };
  return { version: 1, summary: { files: 7, documents: 8, resources: 9, ...counts }, unreadable: [], diagnostics };
}

function diagnostic(
  file: string,
  line: number,
  character: number,
  parts: Pick<CheckDiagnostic, 'severity' | 'code' | 'message'> & Partial<CheckDiagnostic>,
): CheckDiagnostic {
  const resource = { kind: 'Service', namespace: 'default', name: 'a' };
  return { file, range: range(line, character), resource, path: 'spec', related: [], fixes: [], ...parts };
}

function range(line: number, character: number): CheckDiagnostic['range'] {
  return { start: { line, character }, end: { line, character: character + 1 } };
}
