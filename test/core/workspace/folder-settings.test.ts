import { expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../../server/src/core/settings/settings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { parseFixture } from '../../support/fixture.ts';

/** The namespaces of all objects, by path, where folders have settings of their own. */
function namespacesOf(source: string, folders: Readonly<Record<string, Partial<Settings>>>): readonly string[] {
  const workspace = new Workspace();
  const { files } = parseFixture(source);
  workspace.apply({
    files: files.map((file) => ({ ...file, path: file.path.slice(1) })),
    settings: { ...defaultSettings, defaultNamespace: 'everywhere' },
    folderSettings: Object.entries(folders).map(([folder, given]) => ({
      folder,
      settings: { ...defaultSettings, ...given },
    })),
    searched: ['a', 'b'],
    complete: true,
  });
  return workspace.snapshot.resources.map(({ document, namespace }) => `${document.file.path} ${namespace}`).sort();
}

const source = `
  #- /a/one.yaml
  kind: Service
  metadata: {name: one}
  #- /a/inner/two.yaml
  kind: Service
  metadata: {name: two}
  #- /b/three.yaml
  kind: Service
  metadata: {name: three}
  #- /b/deep/four.yaml
  kind: Service
  metadata: {name: four}
`;

test('the settings of the nearest folder hold for a file, whole', () => {
  expect(namespacesOf(source, { a: { defaultNamespace: 'outer' }, 'a/inner': {} })).toEqual([
    'a/inner/two.yaml default',
    'a/one.yaml outer',
    'b/deep/four.yaml everywhere',
    'b/three.yaml everywhere',
  ]);
});

test('globs of namespaces are relative to the folder', () => {
  expect(namespacesOf(source, { b: { namespaces: { 'deep/**': 'deep', '*.yaml': 'flat' } } })).toEqual([
    'a/inner/two.yaml everywhere',
    'a/one.yaml everywhere',
    'b/deep/four.yaml deep',
    'b/three.yaml flat',
  ]);
});

test('a configuration file is laid over them', () => {
  const configured = `${source}
  #- /b/.headlight.yaml
  defaultNamespace: configured
  `;
  expect(namespacesOf(configured, { b: { defaultNamespace: 'set' } })).toContain('b/three.yaml configured');
});
