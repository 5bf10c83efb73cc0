import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

const manifest = `apiVersion: v1
kind: Service
metadata: {name: db, namespace: prod}
spec:
  clusterIP: none
  selector: {app: db}
  ports: [{name: sql, port: 5432}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: prod}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
`;

const clientManifest = `apiVersion: v1
kind: Pod
metadata: {name: report, namespace: shop}
spec:
  containers: [{name: report, image: report, args: [--database=db.prod:5432]}]
`;

/** A folder of manifests for an editor to work on, and what its session has written of it. */
export interface Example {
  readonly folder: string;
  /**
   * Where things are: `MANIFEST` with a Service that has a mistake in line 5 and a StatefulSet that names it in line 13, `CLIENT` that names
   * the Service in line 5, and `RESULT`, which the session writes.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a script into the folder, and gives its path. */
  write(name: string, text: string): string;
  /** The lines that the session has written. */
  told(): readonly string[];
  dispose(): void;
}

export function createExample(): Example {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'headlight-editor-')));
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  // What tells an editor that this is the root.
  mkdirSync(path.join(folder, '.git'));
  const result = path.join(folder, 'result');
  return {
    folder,
    environment: {
      HOME: folder,
      XDG_STATE_HOME: folder,
      MANIFEST: write('db.yaml', manifest),
      CLIENT: write('report.yaml', clientManifest),
      RESULT: result,
    },
    write,
    told: () => readFileSync(result, 'utf8').trim().split('\n'),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * The configuration that docs/editors.md has in a language, with another command in place of `headlight lsp --stdio`.
 * @param written how the command is written there, and how the one that is built here is to be
 */
export function configurationIn(
  language: string,
  written: string,
  built: (program: string, commandLine: string) => string,
): string {
  const page = readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
  const configuration = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
  expect(configuration, 'The page has the command that is replaced here.').toContain(written);
  return configuration.replace(written, built(process.execPath, inject('programs').commandLine));
}
