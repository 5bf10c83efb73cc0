import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configurationIn, createExample, type Example } from './example.ts';

// Eglot, the client that Emacs has, with the configuration of docs/editors.md: what its commands do on real files.

/** See scripts/lib/emacs.mjs. */
interface Emacs {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const script = pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/lib/emacs.mjs')).href;
const { findEmacs } = (await import(script)) as { readonly findEmacs: () => Emacs | undefined };
const emacs = findEmacs();
if (emacs === undefined)
  console.warn(
    'SKIPPED, NOTHING WAS TESTED: there is no Emacs. `node scripts/editors.mjs` gets one where apt-get can.',
  );

let example: Example;
beforeAll(() => {
  example = createExample();
});
afterAll(() => example.dispose());

test.skipIf(emacs === undefined)(
  'Emacs shows problems and hovers, applies an action, completes, renames in two files, and runs a command',
  () => {
    if (emacs === undefined) return;
    const init = configurationIn(
      'elisp',
      '("headlight" "lsp" "--stdio")',
      (node, cli) => `("${node}" "${cli}" "lsp" "--stdio")`,
    );
    const session = path.join(import.meta.dirname, 'session.el');
    const args = [
      '--batch',
      '--quick',
      '--load',
      'yaml-mode',
      '--load',
      example.write('init.el', init),
      '--load',
      session,
    ];
    execFileSync(emacs.program, [...emacs.args, ...args], {
      cwd: example.folder,
      env: { ...emacs.env, ...example.environment },
      timeout: 60_000,
      stdio: 'pipe',
    });
    expect(example.told()).toEqual([
      'problem 5 headlight [invalid-cluster-ip]',
      'problem 13 headlight [misleading-governing-service]',
      'hover db.prod.svc.cluster.local',
      'action Change to clusterIP: None',
      'action Convert to Headless Service (delete and re-create a running one)',
      'action Split off headless Service "db-headless"',
      'action Disable invalid-cluster-ip for this line',
      'action Disable invalid-cluster-ip for this file',
      'changed   clusterIP: None',
      'completed   serviceName: db',
      'renamed   serviceName: store',
      'renamed   containers: [{name: report, image: report, args: [--database=store.prod:5432]}]',
      'command store',
    ]);
  },
);
