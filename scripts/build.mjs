// npm run build: bundles the extension, the server and the command line into dist/.
//   --production  minified and without source maps, as it is shipped
//   --watch       builds again whenever a file changes
import { chmodSync, rmSync } from 'node:fs';
import path from 'node:path';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const esbuild = await import('esbuild');
const { bundleOptions, bundles, missingEntries } = await import('./lib/bundle.mjs');
const { writeTranslations } = await import('./lib/translations.mjs');

const purpose = process.argv.includes('--production') ? 'production' : 'development';
const missing = missingEntries();
if (missing.length > 0) {
  console.error(`Nothing to build from: ${missing.join(', ')}`);
  process.exit(1);
}

if (process.argv.includes('--watch')) {
  await watch();
} else {
  // esbuild has printed what is wrong, with the place.
  await buildOnce().catch(() => process.exit(1));
}

async function buildOnce() {
  const started = performance.now();
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  writeTranslations(path.join(root, 'dist'));
  const results = await Promise.all(
    bundles.map(async (bundle) => {
      const { metafile } = await esbuild.build(bundleOptions(bundle, purpose));
      return `${bundle.output} ${Math.round((metafile.outputs[bundle.output]?.bytes ?? 0) / 1000)} kB`;
    }),
  );
  chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  console.log(`Built for ${purpose} in ${Math.round(performance.now() - started)} ms: ${results.join(', ')}`);
}

async function watch() {
  writeTranslations(path.join(root, 'dist'));
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...bundleOptions(bundle, purpose), logLevel: 'info' });
    await context.watch();
  }
}
