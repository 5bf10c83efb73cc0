import { test } from 'vitest';
import { checkDiagnostics, checkIncomplete } from '../../support/check-diagnostics.ts';

const set = (mark = ''): string => `
    #- /shop/app/set.yaml
    kind: StatefulSet
    metadata: {name: web}
    spec:
      serviceName: db
      ${mark}
      template: {metadata: {labels: {app: web}}}
`;
const missing = '             ^^ warning[missing-governing-service] 💡';
const template = (path: string): string => `
    #- ${path}
    kind: Service
    metadata: {name: {{ .Values.name }}}
    spec: {ports: [{port: 80}]}
`;

test.each([
  ['beside it', '/shop/app/service.yaml', ''],
  ['in the folder above', '/shop/service.yaml', ''],
  ['in a folder beside its own', '/shop/db/deep/service.yaml', ''],
  ['in a folder below its own', '/shop/app/ytt/service.yaml', missing],
  ['in another part of the workspace', '/other/service.yaml', missing],
])('a template %s', (_, path, mark) => {
  checkDiagnostics(set(mark) + template(path));
});

test.each([
  ['beside it', '/shop/app/large.yaml', ''],
  ['in a folder below its own', '/shop/app/more/large.yaml', missing],
])('a file that could not be read %s', (_, path, mark) => {
  checkIncomplete(set(mark), { complete: true, unread: [path] });
});

test.each(['/shop', ''])('a file of the chart in "%s/" that could not be read', (folder) => {
  const chart = `
    #- ${folder}/Chart.yaml
    apiVersion: v2
    name: shop
    version: 1.0.0
    ${set().trim().replace('/shop/app', `${folder}/templates`)}
  `;
  checkIncomplete(chart, { complete: true, unread: [`${folder}/templates/deep/large.yaml`] });
});

test('what is open farther away than the Service that a string names does not matter', () => {
  const shop = (mark: string): string => `
    #- /shop/app/all.yaml
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: ConfigMap
    metadata: {name: client, namespace: shop}
    data:
      url: http://db:80
      ${mark}
  `;
  checkDiagnostics(shop('               ^^ warning[dangling-host-port] 💡') + template('/shop/db/service.yaml'));
  checkDiagnostics(shop('') + template('/shop/app/service.yaml'));
});
