// node scripts/compare-kustomize.mjs FOLDER…: holds what Headlight makes of the kustomizations of any repository against
// kubectl's own kustomize. Prints what differs and ends with 1 where anything does.
import path from 'node:path';
import { prepare } from './lib/prepare.mjs';

prepare();
const { installKubectl } = await import('./lib/kubectl.mjs');
const missing = installKubectl();
if (missing !== undefined) throw new Error(missing);
const { importTypeScript } = await import('./lib/bundle.mjs');
const { compareFolder } = await importTypeScript('test/support/compare-folder.ts');

const isQuiet = process.argv.includes('--quiet');
const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const sums = /** @type {Record<string, number>} */ ({});
for (const folder of folders) {
  for (const { kustomization, verdict, lines } of await compareFolder(path.resolve(folder))) {
    sums[verdict] = (sums[verdict] ?? 0) + 1;
    if (verdict === 'same' || (isQuiet && verdict === 'unknown')) continue;
    console.log(`${path.join(folder, kustomization)}: ${verdict}`);
    for (const line of lines) console.log(`  ${line.replaceAll('\n', '\n    ')}`);
  }
}
console.log(
  Object.entries(sums)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ') || 'no kustomizations',
);
const bad = (sums['different'] ?? 0) + (sums['onlyWeReject'] ?? 0) + (sums['onlyKustomizeRejects'] ?? 0);
process.exitCode = bad > 0 ? 1 : 0;
