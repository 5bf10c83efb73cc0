import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

/** A Service with its Pods, and a ServiceMonitor. */
const source = (service: string, labels: string, { drawn = '', namespace = 'shop', more = '' } = {}): string => `
#- /web.yaml
kind: Service
metadata: {name: web${service}}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
---
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}}}
#- /monitor.yaml
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: ${namespace}}
spec:
  endpoints: [{port: http}]
  selector:
    matchLabels:
${drawn}      ${labels}
${more}`;
const inShop = ', namespace: shop, labels: {app: web, tier: front}';
const onLabels = (message: string): string => `    ^^^^^^^^^^^ warning[dangling-selector] 💡 ${message}\n`;

test('a label that is called nearly so', () => {
  const more = '      tier: frot\n';
  checkDiagnostics(`${source(inShop, 'app: web', { more })}            ^^^^ warning[dangling-selector] 💡 No Service is selected: the tier of "web" is "front", not "frot".
`);
  checkFix(
    source(inShop, 'app: web', { more }),
    'Change the selector to "tier: front"',
    source(inShop, 'app: web', { more: more.replace('frot', 'front') }),
  );
});

test('labels that only the Pods of the Service have', () => {
  const bare = ', namespace: shop';
  const drawn = onLabels('No Service is selected: "web" itself does not have "app: web".');
  checkDiagnostics(source(bare, 'app: web', { drawn }));
  checkFix(
    source(bare, 'app: web'),
    'Add "app: web" to the labels of Service "web"',
    source(', namespace: shop, labels: {app: web}', 'app: web'),
  );
});

test('a Service of another namespace', () => {
  const drawn = onLabels('No Service is selected: "web" is in namespace "shop".');
  checkDiagnostics(source(inShop, 'app: web', { namespace: 'mon', drawn }));
  const more = '  namespaceSelector:\n    matchNames: [shop]\n';
  checkDiagnostics(source(inShop, 'app: web', { namespace: 'mon', more }));
  checkDiagnostics(source(inShop, 'app: web', { namespace: 'mon', more: '  namespaceSelector: {any: true}\n' }));
});

test.each([
  ['what it selects', source(inShop, 'app: web')],
  ['labels of nothing here', source(inShop, 'app: rabbitmq')],
  ['a label that the Service has otherwise', source(', namespace: shop, labels: {app: front}', 'app: web')],
  ['one of several numbered', source(', namespace: shop, labels: {app: web-1}', 'app: web-2')],
  ['a namespace that nobody writes', source(', labels: {app: web}', 'app: web', { namespace: 'mon' })],
  [
    'namespaces by their labels',
    source(inShop, 'tier: frot', { more: '  namespaceSelector: {matchLabels: {a: b}}\n' }),
  ],
  ['an expression', source(inShop, 'tier: frot', { more: '    matchExpressions: [{key: app, operator: Exists}]\n' })],
  ['a selector of other monitors', source(inShop, 'tier: frot').replace('ServiceMonitor', 'Prometheus')],
  [
    'a Service that a chart may bring',
    `${source(inShop, 'tier: frot')}---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x, namespace: shop}\n`,
  ],
  ['a template', source(', namespace: shop, labels: {tier: front{{ .x }}}', 'tier: frot')],
])('silent: %s', (_, text) => {
  checkDiagnostics(text);
});

test('silent while not all was read', () => {
  checkIncomplete(source(inShop, 'tier: frot'), { complete: true, unread: ['/other.yaml'] });
  checkIncomplete(source(inShop, 'tier: frot'), { complete: false, unread: [] });
});
