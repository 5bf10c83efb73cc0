// ThirdPartyNotices.txt: the licences of the packages whose code is inside the bundles.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions, bundles, missingEntries } from '../lib/bundle.mjs';
import { root } from '../lib/prepare.mjs';

/** @param {{ write(file: string, text: string): void }} files */
export async function generate(files) {
  if (missingEntries().length > 0) return;
  const folders = new Set();
  for (const bundle of bundles) {
    const { metafile } = await esbuild.build({ ...bundleOptions(bundle, 'production'), write: false });
    for (const output of Object.values(metafile.outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
        const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
        if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
      }
    }
  }
  const notices = [...folders].map(noticeOf).sort((one, other) => (one.name < other.name ? -1 : 1));
  files.write('ThirdPartyNotices.txt', page(notices));
}

/** @param {string} folder  relative to the repository */
function noticeOf(folder) {
  const absolute = path.join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(absolute, 'package.json'), 'utf8'));
  const file = readdirSync(absolute).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  if (file === undefined || !existsSync(path.join(absolute, file))) {
    throw new Error(`${folder} has no licence file, so its notice cannot be written.`);
  }
  const text = readFileSync(path.join(absolute, file), 'utf8').replaceAll('\r\n', '\n').trim();
  return { name: /** @type {string} */ (name), version, license, text };
}

/** @param {readonly { name: string, version: string, license: string, text: string }[]} notices */
function page(notices) {
  const line = '-'.repeat(100);
  const head = `Headlight contains code of the following packages. This file is written by \`npm run generate\`.\n`;
  const parts = notices.map(
    ({ name, version, license, text }) => `${line}\n${name} ${version} (${license})\n${line}\n\n${text}\n`,
  );
  return [head, ...parts].join('\n');
}
