import { expect, test } from 'vitest';
import { checkDefinition, checkReferences, hoverAt } from '../../../support/check-features.ts';
import { checkNameless, checkRejected, checkRenameFromEach } from '../../../support/check-rename.ts';

const prefixed = (name: string, host = name, hosts = `"http://${host}:80/", "${host}.prod.svc:80"`): string => `
  #- /kustomization.yaml
  namePrefix: dev-
  namespace: prod
  resources: [web.yaml]
  #- /web.yaml
  kind: Service
  metadata: {name: ${name}}
  spec: {ports: [{port: 80}]}
  ---
  kind: Pod
  metadata: {name: client}
  spec: {containers: [{name: client, args: [${hosts}]}]}
`;

test('host names that a kustomization has left behind follow what they were meant for', () => {
  checkRenameFromEach((name) => prefixed(name), 'web', 'shop');
  checkDefinition(`
  #- /kustomization.yaml
  namePrefix: dev-
  resources: [web.yaml]
  #- /web.yaml
  kind: Service
  metadata: {name: web}
                   ^^^
  ---
  kind: Pod
  metadata: {name: client}
  spec: {containers: [{name: client, args: ["http://we$0b:80/"]}]}
                                                    ^^^^^ origin
  `);
  checkReferences(`
  #- /kustomization.yaml
  namePrefix: dev-
  resources: [web.yaml]
  #- /web.yaml
  kind: Service
  metadata: {name: $0web}
                   ^^^^^ declaration
  ---
  kind: Pod
  metadata: {name: client}
  spec: {containers: [{name: client, args: ["http://web:80/", "http://dev-web/"]}]}
                                                    ^^^
                                                                      ^^^^^^^
  `);
});

test('a hover of such a host name says what the Service is called', () => {
  expect(hoverAt(prefixed('web', 'web', '"http://we$0b:80/"'))).toContain('becomes `dev-web`');
});

test('near miss: the host names of another namespace, and words that no Service had', () => {
  checkNameless(
    prefixed('web', 'web', '"http://we$0b:80/"')
      .replace('name: client}', 'name: client, namespace: lab}')
      .replace('  namespace: prod\n', ''),
  );
  checkNameless(prefixed('web', 'web', '"http://ap$0i:80/"'));
});

test('a prefix or suffix says why it is not renamed', () => {
  const words =
    'This is a part of the names of many objects. Change it here; problems then show the host names that have to follow.';
  checkRejected(prefixed('web').replace('dev-', 'de$0v-'), 'lab-', words);
  checkRejected(prefixed('web').replace('namePrefix: dev-', 'nameSuffix: -de$0v'), '-lab', words);
  expect(words.split('. ')[0]?.length).toBeLessThan(100);
});
