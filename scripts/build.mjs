// npm run build: bundles the extension, the server and the command line into dist/.
//   --production  minified and without source maps, as it is shipped
//   --watch       builds again whenever a file changes
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { prepare, root } from './lib/prepare.mjs';

// Whoever packs what is built already says so to vsce, which runs this whatever it is told.
if (process.env['HEADLIGHT_BUILD'] === 'none') process.exit(0);
prepare();
const esbuild = await import('esbuild');
const { bundleOptions, bundles, missingEntries } = await import('./lib/bundle.mjs');
const { writeFiles } = await import('./lib/files.mjs');
const { translationFiles } = await import('./lib/translations.mjs');

const purpose = process.argv.includes('--production') ? 'production' : 'development';
const dist = path.join(root, 'dist');
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
  const built = await Promise.all(
    bundles.map(async (bundle) => {
      const options = { ...bundleOptions(bundle, purpose), write: /** @type {const} */ (false) };
      return { bundle, files: (await esbuild.build(options)).outputFiles };
    }),
  );
  const files = [...translationFiles(dist), ...built.flatMap((one) => one.files)];
  writeFiles(files);
  removeOthers(new Set(files.map((file) => file.path)));
  chmodSync(path.join(root, 'dist/cli.js'), 0o755);
  const sizes = built.map(({ bundle, files }) => {
    const size = files.find((file) => file.path === path.join(root, bundle.output))?.contents.length ?? 0;
    return `${bundle.output} ${Math.round(size / 1000)} kB`;
  });
  console.log(`Built for ${purpose} in ${Math.round(performance.now() - started)} ms: ${sizes.join(', ')}`);
}

/** @param {ReadonlySet<string>} wanted */
function removeOthers(wanted) {
  for (const file of readdirSync(dist).map((name) => path.join(dist, name))) {
    if (!wanted.has(file)) rmSync(file, { recursive: true });
  }
}

async function watch() {
  writeFiles(translationFiles(dist));
  for (const bundle of bundles) {
    const context = await esbuild.context({ ...bundleOptions(bundle, purpose), logLevel: 'info' });
    await context.watch();
  }
}
