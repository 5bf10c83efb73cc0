// node scripts/compare-helm.mjs FOLDER…: holds what Headlight says of the Helm charts of any repository against what helm
// renders of them. Prints what is not true and ends with 1 where anything is not; charts that need a network are named.
import path from 'node:path';
import { prepare } from './lib/prepare.mjs';

prepare();
const { installKubectl } = await import('./lib/kubectl.mjs');
const missing = installKubectl();
if (missing !== undefined) throw new Error(missing);
const { importTypeScript } = await import('./lib/bundle.mjs');
const { compareChartsIn } = await importTypeScript('test/support/compare-charts.ts');

const sums = /** @type {Record<string, number>} */ ({});
const checked = { objects: 0, facts: 0, links: 0, records: 0 };
for (const folder of process.argv.slice(2)) {
  for (const comparison of await compareChartsIn(path.resolve(folder))) {
    const { chart, verdict, lines } = comparison;
    sums[verdict] = (sums[verdict] ?? 0) + 1;
    for (const key of /** @type {(keyof typeof checked)[]} */ (Object.keys(checked)))
      checked[key] += comparison.checked[key];
    if (verdict === 'true') continue;
    console.log(`${path.join(folder, chart)}: ${verdict}`);
    for (const line of lines) console.log(`  ${line.replaceAll('\n', '\n    ')}`);
  }
}
const text = (/** @type {Record<string, number>} */ counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
console.log(Object.keys(sums).length === 0 ? 'no charts' : `${text(sums)}; held against helm: ${text(checked)}`);
process.exitCode = (sums['untrue'] ?? 0) > 0 ? 1 : 0;
