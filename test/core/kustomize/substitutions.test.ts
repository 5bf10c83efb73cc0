import { expect, test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';
import { checkNameless } from '../../support/check-rename.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/** What a Flux Kustomization with a `postBuild` makes of Services. */
function flux(postBuild: string, services: string): string {
  return `
  #- /clusters/prod.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: shop, namespace: flux-system}
  spec:
    path: ./apps/shop
    postBuild: ${postBuild}
  #- /apps/shop/kustomization.yaml
  resources: [all.yaml]
  #- /apps/shop/all.yaml
  ${services.trim().replaceAll('\n', '\n  ')}
  `;
}

function service(name: string, more = 'ports: [{port: 80}]', metadata = ''): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: "${name}"${metadata}}
spec: {selector: {app: web}, ${more}}
---`;
}

function built(postBuild: string, services: string): readonly unknown[] {
  return snapshotOfFixture(parseFixture(flux(postBuild, services)))
    .ofKind('Service')
    .map(({ name, resource }) => [name, resource.ports[0]?.port?.value]);
}

test('values, and defaults of what has none', () => {
  const values = '{substitute: {ENV: prod, PORT: "8080", EMPTY: ""}}';
  const port = (text: string): string => `ports: [{port: "${text}"}]`;
  expect(built(values, service('web-${ENV}', port('${PORT}')))).toEqual([['web-prod', 8080]]);
  expect(built(values, service('${NAME:=db}', port('${EMPTY:-81}')))).toEqual([['db', 81]]);
  expect(built(values, service('${NAME:=db}-${ENV:=x}', port('8${OTHER:=2}')))).toEqual([['db-prod', 82]]);
});

test('what nobody knows stays as it is', () => {
  const values = '{substitute: {ENV: prod}}';
  for (const name of ['web-${OTHER}', 'web-${ENV^^}', 'web-${A:=${ENV}}', 'web-${EMPTY}'])
    expect(built(values, service(name))).toEqual([[undefined, 80]]);
  const open = '{substitute: {ENV: prod}, substituteFrom: [{kind: ConfigMap, name: settings}]}';
  expect(built(open, service('web-${ENV}') + service('${NAME:=db}'))).toEqual([
    ['web-prod', 80],
    [undefined, 80],
  ]);
  const disabled = ', labels: {kustomize.toolkit.fluxcd.io/substitute: disabled}';
  expect(built(values, service('web-${ENV}', undefined, disabled))).toEqual([[undefined, 80]]);
  expect(built('{}', service('web-${ENV:=a}'))).toEqual([[undefined, 80]]);
});

const client = (url: string, mark = ''): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  url: ${url}${mark}
`;

test('names are judged as they come out, where they are written', () => {
  const values = '{substitute: {ENV: prod, OTHER: dev}}';
  const source = (url: string, mark = ''): string => flux(values, service('web-${ENV}') + client(url, mark));
  checkDiagnostics(source('http://web-${ENV}.default'));
  checkDiagnostics(source('http://web-prod.default'));
  checkDiagnostics(source('http://web-${UNKNOWN}.default'));
  checkDiagnostics(
    source('http://${HOST:=wep-prod}:80', '\n                      ^^^^^^^^ warning[dangling-host-name] 💡'),
  );
  checkFix(source('http://${HOST:=wep-prod}:80'), 'Change to "web-prod"', source('http://${HOST:=web-prod}:80'));
});

test.each(['${$0APP}', 'web-${A$0PP}'])(
  'the name %s is not renamed, neither there nor where it is written out',
  (name) => {
    const values = '{substitute: {APP: prod}}';
    const [bare, final] = [name.replace('$0', ''), name.replace(/\$\{.*\}/, 'prod')];
    checkNameless(flux(values, service(name) + client(`http://${final}.default`)));
    checkNameless(flux(values, service(bare) + client(`http://$0${final}.default`)));
  },
);
