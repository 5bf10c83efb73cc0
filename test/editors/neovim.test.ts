import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configurationIn, createExample, type Example } from './example.ts';

// Neovim's own client with the configuration of docs/editors.md: what a person sees there on real files.

const script = pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/lib/neovim.mjs')).href;
const { findNeovim } = (await import(script)) as { readonly findNeovim: () => string | undefined };
const neovim = findNeovim();
if (neovim === undefined)
  console.warn('SKIPPED, NOTHING WAS TESTED: there is no Neovim. `node scripts/editors.mjs` gets one where pip can.');

let example: Example;
beforeAll(() => {
  example = createExample();
});
afterAll(() => example.dispose());

test.skipIf(neovim === undefined)(
  'Neovim shows problems, also those that come of other files, hovers, actions and completions, renames in two files, and runs a command',
  () => {
    const init = configurationIn(
      'lua',
      "{ 'headlight', 'lsp', '--stdio' }",
      (node, cli) => `{ '${node}', '${cli}', 'lsp', '--stdio' }`,
    );
    const session = readFileSync(path.join(import.meta.dirname, 'session.lua'), 'utf8');
    const { folder, environment } = example;
    execFileSync(neovim ?? '', ['--headless', '--clean', '-l', example.write('session.lua', `${init}\n${session}`)], {
      cwd: folder,
      env: { ...process.env, ...environment },
      timeout: 60_000,
    });
    expect(example.told()).toEqual([
      'problem 5 invalid-cluster-ip',
      'problem 13 misleading-governing-service',
      'hover db.prod.svc.cluster.local',
      'action Change to clusterIP: None',
      'action Convert to Headless Service (delete and re-create a running one)',
      'action Split off headless Service "db-headless"',
      'action Disable invalid-cluster-ip for this line',
      'action Disable invalid-cluster-ip for this file',
      'completion db',
      'renamed   serviceName: store',
      'renamed   containers: [{name: report, image: report, args: [--database=store.prod:5432]}]',
      'command store',
      'elsewhere 1',
      'elsewhere 0',
      'on disk 1',
    ]);
  },
);
