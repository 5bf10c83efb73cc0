// npm run benchmark: how fast the engine is in a large workspace, and how much of the time YAML alone would take.
//   --files N  how many files to make instead of 10,000
// Times are those of the processor, so that other work on the machine does not count. They differ from machine to machine;
// the ratios against the bare parser, measured in the same run, hardly do.
import { prepare } from './lib/prepare.mjs';

prepare();
const { importTypeScript } = await import('./lib/bundle.mjs');
const { benchmark } = await importTypeScript('test/benchmark/benchmark.ts');

await benchmark(Number(process.argv[process.argv.indexOf('--files') + 1]) || 10_000);
