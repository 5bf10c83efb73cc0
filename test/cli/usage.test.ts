import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from './command-line.ts';

const root = path.resolve(import.meta.dirname, '../..');
const commands = ['check', 'records', 'resolve', 'dump', 'lsp'];

describe('help', () => {
  test('without a command it lists the commands', async () => {
    const { code, stdout, stderr } = await folderWith().headlight(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +[A-Z]`, 'm'));
  });

  test.each(commands)('%s says what it does, with its options, in 80 columns', async (command) => {
    const { code, stdout, stderr } = await folderWith().headlight([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: headlight ${command} `));
    expect(stdout).toContain('--no-color');
    expect(stdout).toContain('--cluster-domain <domain>');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect((await folderWith().headlight(['help', command])).stdout).toBe(stdout);
  });

  test.each([[], ...commands.map((command) => [command])])(
    '%s --version prints the version of the package',
    async (...args) => {
      const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
      expect(await folderWith().headlight([...args, '--version'])).toEqual({
        code: 0,
        stdout: `${version}\n`,
        stderr: '',
      });
    },
  );
});

describe('bad usage ends with 2 and one line that says what to do', () => {
  const cases: readonly [string, string][] = [
    ['', 'A command is missing. Run "headlight --help" for help.'],
    ['help nope', 'There is no command "nope". Run "headlight --help" for help.'],
    ['dump .', '"." is a folder. Give a file.'],
    ['--stdio', 'There is no option "--stdio". Did you mean "headlight lsp --stdio"? Run "headlight --help" for help.'],
    ['chek', 'There is no command "chek". Did you mean "check"? Run "headlight --help" for help.'],
    [
      'check --formt json',
      'There is no option "--formt". Did you mean "--format"? Run "headlight check --help" for help.',
    ],
    [
      'check --format xml',
      '"xml" is not a valid value of --format. Give one of text, json, sarif, github. Run "headlight check --help" for help.',
    ],
    [
      'check --max-warnings -1',
      '"-1" is not a valid value of --max-warnings. Give a whole number. Run "headlight check --help" for help.',
    ],
    [
      'check --rule missing-port-name',
      '"missing-port-name" is not a valid value of --rule. Give CODE=LEVEL, where LEVEL is one of error, warning, information, hint, off. Run "headlight check --help" for help.',
    ],
    [
      'check --rule missing-port-nmae=off',
      '"missing-port-nmae=off" is not a valid value of --rule. There is no rule "missing-port-nmae". Did you mean "missing-port-name"? Run "headlight check --help" for help.',
    ],
    ['check nowhere', '"nowhere" does not exist. Give an existing file or folder.'],
    [
      'check deploy/*.yaml',
      '"deploy/*.yaml" does not exist. Headlight expands no patterns: give a folder, or leave the quotes out.',
    ],
    ['records ', 'A path is empty. Give an existing file or folder.'],
    ['records nowhere/at/all.yaml', '"nowhere/at/all.yaml" does not exist. Give an existing file or folder.'],
    ['records --cluster-domain a_b', '"a_b" is not a DNS name. Give --cluster-domain a name such as "cluster.local".'],
    [
      'records --default-namespace A.B',
      '"A.B" is not a namespace. Give --default-namespace a DNS label such as "prod".',
    ],
    ['check --kubernetes-version next', '"next" is not a version. Give --kubernetes-version a version such as "1.34".'],
    ['resolve', 'The argument "name" is missing. Run "headlight resolve --help" for help.'],
    [
      'resolve a..b',
      'The name "a..b" has an empty part between dots. Give a name such as "db.prod.svc.cluster.local".',
    ],
    [
      'resolve a --type MX',
      '"MX" is not a valid value of --type. Give one of A, AAAA, SRV, CNAME, PTR, TXT. Run "headlight resolve --help" for help.',
    ],
    [
      'resolve a --from A_B',
      '"A_B" is not a valid value of --from. Give NAMESPACE or NAMESPACE/POD. Run "headlight resolve --help" for help.',
    ],
    ['dump', 'The argument "file" is missing. Run "headlight dump --help" for help.'],
    [
      'lsp --stdio --config a.yaml',
      'The language server has no --config: it reads the .headlight.yaml of the folders that the editor opens. Leave the option out.',
    ],
    ['lsp', 'The language server talks over standard input and output only. Run "headlight lsp --stdio".'],
  ];
  test.each(cases)('headlight %s', async (args, message) => {
    const run = await folderWith().headlight(args === '' ? [] : args.split(' '));
    expect(run).toEqual({ code: 2, stdout: '', stderr: `headlight: ${message}\n` });
  });

  test('a file given by name that is no text', async () => {
    const folder = folderWith();
    folder.write('a.yaml', new Uint8Array([0x61, 0xff, 0x0a]));
    expect(await folder.headlight(['check', 'a.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'headlight: "a.yaml" cannot be read. It is not valid UTF-8. Save it as UTF-8.\n',
    });
  });
});
