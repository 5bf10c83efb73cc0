// npm run package: builds for shipping and packs one universal VSIX.
//   --out FILE       where to put it; by default headlight-kubernetes-VERSION.vsix in the repository's folder
//   --files URL      the address below which the repository's files are read, for the README's links
//   --pictures URL   the address below which they are served as they are, for its pictures
//   --no-build       packs dist/ as it is
// Where package.json names a repository at GitHub or GitLab, both addresses follow from that. Without any address the
// pictures are put into the README itself. VS Code shows such ones up to 1.102 and the Marketplace may not, so publish with an address.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { selfContained } from './lib/packaged-readme.mjs';
import { cacheFolder, prepare, root } from './lib/prepare.mjs';

prepare();
const { run } = await import('./lib/run.mjs');

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    files: { type: 'string' },
    pictures: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const { name, version, repository } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = path.resolve(values.out ?? path.join(root, `${name}-${version}.vsix`));
if ((values.files === undefined) !== (values.pictures === undefined)) {
  console.error('Give --files and --pictures together: links and pictures have different addresses.');
  process.exit(2);
}

/** Of this run's own, as several may pack at the same time. */
const copy = path.join(cacheFolder, `package-${process.pid}`);
const code = await pack().finally(() => rmSync(copy, { recursive: true, force: true }));
if (code !== 0 || !existsSync(file)) process.exit(code === 0 ? 1 : code);
console.log(`Packed ${path.relative(process.cwd(), file)}, ${Math.round(statSync(file).size / 1000)} kB`);

/** Packs a copy: vsce compares each file below its folder with each pattern, which takes long where nothing is shipped of thousands. */
async function pack() {
  if (!values['no-build']) {
    const built = await run(process.execPath, [path.join(root, 'scripts/build.mjs'), '--production']);
    if (built !== 0) return built;
  }
  mkdirSync(copy, { recursive: true });
  const others = new Set(['.cache', '.git', 'node_modules', 'client', 'server', 'test']);
  for (const name of readdirSync(root).filter((one) => !others.has(one)))
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  // Nothing of node_modules is needed: all is bundled.
  const args = [
    path.join(root, 'node_modules/@vscode/vsce/vsce'),
    'package',
    '--no-dependencies',
    ...(repository === undefined ? ['--allow-missing-repository'] : []),
    ...readmeOptions(),
    '--out',
    file,
  ];
  // vsce runs the script "vscode:prepublish", which would build.
  return run(process.execPath, args, { cwd: copy, env: { ...process.env, HEADLIGHT_BUILD: 'none' } });
}

/** What vsce is told about the README; without an address, another README is put in its place. */
function readmeOptions() {
  if (values.files !== undefined && values.pictures !== undefined) {
    return ['--baseContentUrl', values.files, '--baseImagesUrl', values.pictures];
  }
  if (repository !== undefined) return [];
  const readme = path.join(copy, 'README.md');
  writeFileSync(
    readme,
    selfContained(readFileSync(readme, 'utf8'), (picture) => readFileSync(path.join(root, picture))),
  );
  return ['--no-rewrite-relative-links'];
}
