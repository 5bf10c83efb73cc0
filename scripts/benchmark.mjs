// npm run benchmark: how fast the command line and the server are in a large workspace, against the bare `yaml` parse of the same files.
//   --files N[,N…]  how many files to make (10,000); of several numbers the table shows how time and memory grow
//   --kind KIND     `plain` or `overlays` alone
//   --folder PATH   the workspace of this folder, as it is, instead of made ones
//   --peer          gets yaml-language-server from the npm registry into .cache; what is there already is in the table without it
//   --write         puts the table into docs/benchmark.md
// Times are those of the clock, across turns of the event loop, as an editor feels them; a machine that is busy with something else
// gives other ones. The ratios to the bare parse, measured in the same run, hardly differ from machine to machine.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    kind: { type: 'string' },
    folder: { type: 'string' },
    peer: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const { importTypeScript } = await import('./lib/bundle.mjs');
const { bundlePrograms, findPeer } = await import('./benchmark/programs.mjs');
const { kinds, makeWorkspace } = await importTypeScript('scripts/benchmark/workspaces.ts');
const { measure } = await importTypeScript('scripts/benchmark/measure.ts');
const { page, table } = await importTypeScript('scripts/benchmark/table.ts');

const programs = await bundlePrograms();
const peer = findPeer(values.peer ? 'install' : 'look');
const columns = [];
for (const workspace of workspaces()) {
  console.error(`Measuring ${workspace.name} (${workspace.folder}) …`);
  columns.push(await measure(workspace, programs, peer));
}
console.log(table(columns));
if (values.write) writeFileSync(path.join(root, 'docs/benchmark.md'), page(columns));

/** @returns {readonly { name: string, folder: string }[]} */
function workspaces() {
  if (values.folder !== undefined) return [{ name: path.basename(values.folder), folder: path.resolve(values.folder) }];
  const chosen = values.kind === undefined ? kinds : kinds.filter((/** @type {string} */ kind) => kind === values.kind);
  const counts = values.files.split(',').map(Number);
  if (chosen.length === 0 || counts.some((count) => !Number.isInteger(count) || count < 1)) {
    console.error(`--kind is one of ${kinds.join(', ')}, and --files a number, or some apart by commas.`);
    process.exit(2);
  }
  return chosen.flatMap((/** @type {string} */ kind) => counts.map((count) => makeWorkspace(kind, count)));
}
