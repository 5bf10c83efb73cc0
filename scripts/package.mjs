// npm run package: builds for shipping and packs one universal VSIX.
//   --out FILE  where to put it; by default headlight-kubernetes-VERSION.vsix in the repository's folder
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const { run } = await import('./lib/run.mjs');

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const { name, version, repository } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = path.resolve(values.out ?? path.join(root, `${name}-${version}.vsix`));

// vsce runs the script "vscode:prepublish", which builds for production. Nothing of node_modules is needed: all is bundled.
const code = await run(process.execPath, [
  path.join(root, 'node_modules/@vscode/vsce/vsce'),
  'package',
  '--no-dependencies',
  // With a repository vsce makes the README's links point into it; without one they stay as they are.
  ...(repository === undefined ? ['--allow-missing-repository', '--no-rewrite-relative-links'] : []),
  '--out',
  file,
]);
if (code !== 0 || !existsSync(file)) process.exit(code === 0 ? 1 : code);
console.log(`Packed ${path.relative(process.cwd(), file)}, ${Math.round(statSync(file).size / 1000)} kB`);
