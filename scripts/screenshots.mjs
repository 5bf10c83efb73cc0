// npm run screenshots [NAME…]: takes the pictures of the README from the packaged extension in a real VS Code, on a copy of
// examples/, into docs/images/. All pictures, or those named. Change them in scripts/screenshots/pictures.mjs.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, prepare, root } from './lib/prepare.mjs';

prepare();
const { run } = await import('./lib/run.mjs');
const { pictures } = await import('./screenshots/pictures.mjs');
const { layOut } = await import('./screenshots/sheet.mjs');
const { onStage } = await import('./screenshots/stage.mjs');

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => pictures.every((picture) => picture.name !== name));
if (unknown !== undefined) {
  console.error(`There is no picture "${unknown}"; there are ${pictures.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
// With an address for its pictures, the package needs none that have still to be taken.
const vsix = path.join(cacheFolder, 'screenshots.vsix');
const address = 'https://example.com';
const options = ['--out', vsix, '--files', address, '--pictures', address];
if ((await run(process.execPath, [path.join(root, 'scripts/package.mjs'), ...options])) !== 0) process.exit(1);

const folder = path.join(root, 'docs', 'images');
mkdirSync(folder, { recursive: true });
for (const { name, width, take } of pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const file = path.join(folder, `${name}.png`);
  const picture = await onStage({ vsix, width }, async (vscode) => layOut(vscode.page, await take(vscode)));
  writeFileSync(file, picture);
  console.log(`Took ${path.relative(root, file)}, ${Math.round(picture.length / 1000)} kB`);
}
