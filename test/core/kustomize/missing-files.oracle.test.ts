import { describe, expect, test } from 'vitest';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { compareFiles, hasKubectl } from '../../support/kustomize.ts';

// Paths that lead nowhere, to folders, or out of the kustomization, held against kubectl's own kustomize.

describe.skipIf(!hasKubectl)('kustomize', () => {
  test('rejects the same paths', async () => {
    const wrong = {
      file: 'configMapGenerator: [{name: a, files: [x.txt]}]',
      key: 'configMapGenerator: [{name: a, files: [b=x.txt]}]',
      env: 'secretGenerator: [{name: a, env: x.env}]',
      envs: 'secretGenerator: [{name: a, envs: [x.env]}]',
      folder: 'configMapGenerator: [{name: a, files: [../base]}]',
      outside: 'configMapGenerator: [{name: a, files: [../base/a.conf]}]',
      upper: 'configMapGenerator: [{name: a, files: [A.conf]}]',
      crds: 'crds: [x.json]',
      openapi: 'openapi: {path: x.json}',
      transformers: 'transformers: [x.txt]',
      validators: 'validators: [x.txt]',
      configurations: 'configurations: [x.txt]',
      replacements: 'replacements: [{path: x.txt}]',
      patches: 'patches: [{path: x.txt}]',
      patchFolder: 'patches: [{path: folder}]',
    };
    const right = {
      there: 'configMapGenerator: [{name: a, files: [a.conf, b=folder/b.conf], envs: [a.env]}]',
      crdsThere: 'crds: [a.json]',
    };
    const each = Object.entries({ ...wrong, ...right }).map(
      ([name, text]) => `
#- /${name}/kustomization.yaml
resources: [../base]
${text}
#- /${name}/a.conf
text
#- /${name}/a.env
A=b
#- /${name}/a.json
{}
#- /${name}/folder/b.conf
text
`,
    );
    const base = dedent(`
      #- /base/kustomization.yaml
      resources: [all.yaml]
      #- /base/all.yaml
      kind: Service
      metadata: {name: db}
      #- /base/a.conf
    `);
    const found = Object.fromEntries(
      (await compareFiles(parseFixture(base + each.join('')).files)).map((one) => [one.kustomization, one.verdict]),
    );
    expect(found).toEqual({
      ...Object.fromEntries(Object.keys(wrong).map((name) => [name, 'bothReject'])),
      ...Object.fromEntries(Object.keys(right).map((name) => [name, 'same'])),
    });
  });
});
