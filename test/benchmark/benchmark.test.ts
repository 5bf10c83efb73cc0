import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

test('a small workspace is measured from end to end', () => {
  const args = [path.join(root, 'scripts/benchmark.mjs'), '--files', '40', '--kind', 'plain'];
  const table = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [head = '', , ...rows] = table.trim().split('\n');
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(head).toContain('plain, 40 files');
  expect(cells.length).toBeGreaterThan(20);
  // What the system says of a process is known on Linux alone.
  const isSystems = ([, words = '']: readonly string[]): boolean => /^(?:Memory|… at most|Processor)/.test(words);
  const missing = cells.filter((row) => row.includes('–') && (process.platform === 'linux' || !isSystems(row)));
  expect(missing).toEqual([]);
  const problems = cells.find(([, words]) => words === 'Problems it finds');
  expect(Number(problems?.[2])).toBeGreaterThan(0);
});
