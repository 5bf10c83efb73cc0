import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('a configuration that is all right', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    clusterDomain: k8s.example.com.
    defaultNamespace: apps
    namespaces:
      deploy/prod/**: prod
    rules:
      missing-endpoints: off
      dangling-selector: error
    exclude: ['**/testdata/**']
    maxFileSize: 1000000
  `);
  checkDiagnostics('#- /.headlight.yaml\n');
  checkDiagnostics('#- /.headlight.yaml\n# nothing yet\nrules:\nexclude:\n');
});

test('keys that are none, and near misses of keys', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    colour: red
    ^^^^^^ warning[invalid-configuration] There is no setting "colour", so this line has no effect.
    clusterdomain: cluster.local
    ^^^^^^^^^^^^^ warning[invalid-configuration] 💡 There is no setting "clusterdomain", so this line has no effect.
  `);
});

test('keys that are there twice, and a second document', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    rules:
      missing-endpoints: off
      missing-endpoints: error
      ^^^^^^^^^^^^^^^^^ warning[invalid-configuration] The key "missing-endpoints" appears twice in this map, so the first value is lost.
    exclude: [a]
    exclude: [b]
    ^^^^^^^ warning[invalid-configuration] The key "exclude" appears twice in this map, so the first value is lost.
    ---
    # more
    clusterDomain: k8s.example.com
    ^^^^^^^^^^^^^ warning[invalid-configuration] A configuration is a single document, so the one that begins here has no effect.
    defaultNamespace: apps
  `);
  checkDiagnostics('#- /.headlight.yaml\n---\nexclude: []\n---\n# nothing\n');
});

test('a pattern that is meant to take files back in', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    exclude:
      - generated/**
      - "!generated/db.yaml"
        ^^^^^^^^^^^^^^^^^^^^ warning[invalid-configuration] The pattern "!generated/db.yaml" brings no files back in: an exclamation mark is part of a name here.
      - 'a/[!b].yaml'
  `);
});

test('values of the wrong type', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    clusterDomain: a_b
                   ^^^ warning[invalid-configuration] This value of "clusterDomain" is not valid, so it is ignored.
    defaultNamespace: [prod]
                      ^^^^^^ warning[invalid-configuration] This value of "defaultNamespace" is not valid, so it is ignored.
    namespaces:
      a/**: Prod
            ^^^^ warning[invalid-configuration] This value of "a/**" is not valid, so it is ignored.
    exclude: '**'
             ^^^^ warning[invalid-configuration] This value of "exclude" is not valid, so it is ignored.
    maxFileSize: 4 MB
                 ^^^^ warning[invalid-configuration] This value of "maxFileSize" is not valid, so it is ignored.
  `);
});

test('rules that do not exist and levels that are none', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    rules:
      missing-endpoints: none
                         ^^^^ warning[invalid-configuration] This is not a level, so "missing-endpoints" keeps its default.
      missing-endpoint: off
      ^^^^^^^^^^^^^^^^ warning[invalid-configuration] 💡 There is no rule "missing-endpoint", so this line has no effect.
  `);
});

test('of several rules that are called alike, the nearest is meant', () => {
  checkFix(
    `
    #- /.headlight.yaml
    rules: {dangling-prt-name: off}
    `,
    'Change dangling-prt-name to dangling-port-name',
    `
    #- /.headlight.yaml
    rules: {dangling-port-name: off}
    `,
  );
});

test('text that is no map, or no YAML', () => {
  checkDiagnostics(`
    #- /.headlight.yaml
    off
    ^^^ warning[invalid-configuration] A configuration is a map of settings.
  `);
  checkDiagnostics(`
    #- /.headlight.yaml
    clusterDomain: k8s.example.com
    rules: [
           ^ warning[invalid-configuration] This is not valid YAML, so only part of the configuration is read.
           ^ warning[invalid-configuration] This value of "rules" is not valid, so it is ignored.
    exclude: []
  `);
});

test('a near miss is mended', () => {
  checkFix(
    '#- /.headlight.yaml\nrules: {missing-endpont: off}\n',
    'Change missing-endpont to missing-endpoints',
    '#- /.headlight.yaml\nrules: {missing-endpoints: off}\n',
  );
});

test("other files of this shape are nobody's configuration", () => {
  checkDiagnostics('#- /headlight.yaml\nclusterDomian: cluster.local\n');
});

test('the rule obeys its own level', () => {
  checkDiagnostics('#- /.headlight.yaml\ncolour: red\nrules: {invalid-configuration: off}\n');
});
