import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../server/src/core/settings/read-settings.ts';
import type { Settings } from '../../../server/src/core/settings/settings.ts';
import { existenceOf } from '../../../server/src/core/existence/existence.ts';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { hoverAt } from '../../support/check-features.ts';
import { checkResolve } from '../../support/check-records.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const outside = (given: unknown): Partial<Settings> => ({ outside: readSettings({ outside: given }).settings.outside });
const kafka = `
  apiVersion: kafka.strimzi.io/v1beta2
  kind: Kafka
  metadata: {name: events, namespace: shop}
  ---`;

/** Each asks for a Service that no manifest makes; the caret line is what is said where nothing else tells of it. */
const askers: Readonly<Record<string, (service: string, mark: string) => string>> = {
  'a StatefulSet': (service, mark) => `
  kind: StatefulSet
  metadata: {name: web, namespace: shop}
  spec:
    serviceName: ${service}
    ${mark.replace('RULE', 'missing-governing-service')}
    template: {metadata: {labels: {app: web}}}
  `,
  'an Ingress': (service, mark) => `
  kind: Ingress
  metadata: {name: web, namespace: shop}
  spec:
    defaultBackend:
      service:
        name: ${service}
        ${mark.replace('RULE', 'dangling-backend').replace('warning', 'hint').replace(' 💡', '')}
        port: {number: 80}
  `,
};

describe.each(Object.keys(askers))('%s asks for a Service', (kind) => {
  const asker = askers[kind];
  const ask = (service: string, mark = ''): string => asker?.(service, mark) ?? '';

  test('that is nowhere', () => {
    const column = kind === 'a StatefulSet' ? '         ' : '  ';
    checkDiagnostics(ask('events-kafka-bootstrap', `${column}    ${'^'.repeat(22)} warning[RULE] 💡`));
  });

  test('that an operator makes', () => {
    checkDiagnostics(kafka + ask('events-kafka-bootstrap'));
  });

  test('that a setting declares', () => {
    checkDiagnostics(ask('db'), outside({ services: ['db.shop'] }));
    checkDiagnostics(ask('db'), outside({ namespaces: ['shop'] }));
  });
});

test('a host name in a string leads to a Service that an operator makes, or a setting declares', () => {
  const reader = (host: string, mark = ''): string => `
  kind: Service
  metadata: {name: front, namespace: shop}
  spec: {ports: [{port: 80}], selector: {app: web}}
  ---
  kind: Deployment
  metadata: {name: web, namespace: shop}
  spec:
    template:
      metadata: {labels: {app: web}}
      spec:
        containers:
          - name: web
            env:
              - name: HOST
                value: ${host}
                ${mark}
  `;
  checkDiagnostics(reader('front-2.shop.svc:80', '       ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡'));
  checkDiagnostics(reader('front-2.shop.svc:80'), outside({ services: ['front-2.shop'] }));
  checkDiagnostics(kafka + reader('events-kafka-bootstrap.shop.svc:9092'));
});

test('nothing is made of a resource without a name, and anything of one whose name a template leaves open', () => {
  const gateway = (metadata: string): string =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: ${metadata}\nspec: {gatewayClassName: istio}\n---\n`;
  const set = 'kind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db-headless}\n';
  const mark = '                    ^^^^^^^^^^^ warning[missing-governing-service]\n';
  checkDiagnostics(gateway('{name: edge}') + set + mark);
  checkDiagnostics(gateway('{labels: {app: edge}}') + set + mark);
  checkDiagnostics(gateway('{name: "{{ .Release.Name }}"}') + set);
});

test('Pods that a setting declares are selected', () => {
  const source = (mark = ''): string => `
  kind: Service
  metadata: {name: db, namespace: shop}
  spec:
    selector: {app: dbs}
    ${mark}
    ports: [{port: 80}]
  ---
  kind: Deployment
  metadata: {name: db, namespace: shop}
  spec: {template: {metadata: {labels: {app: db2s}}}}
  `;
  checkDiagnostics(source('                ^^^ warning[dangling-selector] 💡'));
  checkDiagnostics(source(), outside({ labels: ['app=dbs,tier=back'] }));
});

describe('resolving', () => {
  const declared = snapshotOfFixture(
    parseFixture('kind: ConfigMap\nmetadata: {name: x}\n'),
    outside({ services: ['db.prod', 'peers.prod headless', 'mail.prod ExternalName'], namespaces: ['monitoring'] }),
  );
  const why = 'The setting "outside" says that it exists, but no manifest here says what DNS answers.';

  test('a Service that a setting declares is answered at run time', () => {
    const name = 'db.prod.svc.cluster.local';
    checkResolve(declared, `${name} A`, `NOERROR\n? ${name}. A: ${why}`);
    checkResolve(declared, `${name} TXT`, 'NOERROR');
    checkResolve(declared, 'other.prod.svc.cluster.local A', 'NXDOMAIN');
  });

  test('below a headless one are names, below an alias none', () => {
    const peer = 'peer-0.peers.prod.svc.cluster.local';
    checkResolve(declared, `${peer} A`, `NOERROR\n? ${peer}. A: ${why}`);
    checkResolve(
      declared,
      'mail.prod.svc.cluster.local CNAME',
      `NOERROR\n? mail.prod.svc.cluster.local. CNAME: ${why}`,
    );
    checkResolve(declared, '_smtp._tcp.mail.prod.svc.cluster.local SRV', 'NXDOMAIN');
  });

  test('a namespace that a setting declares exists', () => {
    checkResolve(declared, 'monitoring.svc.cluster.local A', 'NOERROR');
    checkResolve(declared, 'prod.svc.cluster.local A', 'NOERROR');
  });

  test('a Service that an operator makes is answered at run time', () => {
    const name = 'events-kafka-brokers.shop.svc.cluster.local';
    checkResolve(kafka, `${name} A`, `NOERROR\n? ${name}. A: The operator of Kafka "events" creates it.`);
  });
});

describe('the hover of a Service', () => {
  const service = (selector: string): string => `
  kind: Service
  metadata: {name: d$0b, namespace: shop}
  spec: {selector: ${selector}, ports: [{port: 80}]}
  `;

  test('names the resource whose operator makes the Pods', () => {
    expect(hoverAt(kafka + service('{strimzi.io/cluster: events, strimzi.io/kind: Kafka}'))).toMatch(
      /Backed by Pods made by \S*Kafka events/,
    );
  });

  test('says that Pods are outside', () => {
    const shown = hoverAt(service('{app: db}'), outside({ labels: ['app=db'] }));
    expect(shown).toContain('Its Pods are outside this workspace');
    expect(shown).not.toContain('No workload');
  });

  test('calls nothing absent that a template may make', () => {
    const shown = hoverAt(`
      #- /chart/Chart.yaml
      name: shop
      #- /chart/templates/web.yaml
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata:
            labels:
              {{- include "shop.labels" . | nindent 8 }}
      #- /chart/templates/service.yaml
      kind: Service
      metadata: {name: w$0eb}
      spec: {selector: {app: web}, ports: [{port: 80}]}
    `);
    expect(shown).toMatch(/Whether the Pods of \S*Deployment web/);
    expect(shown).not.toContain('No workload');
  });
});

describe('a Service that may be made where nobody can tell', () => {
  const inChart = (manifest: string): string => `
      #- /chart/Chart.yaml
      name: shop
      #- /chart/templates/service.yaml
      kind: Service
      metadata:
        name: {{ .Values.name }}
      spec: {ports: [{port: 80}]}
      #- /chart/templates/other.yaml
      ${manifest}
  `;

  test.each([
    ['a StatefulSet', 'kind: StatefulSet\n      metadata: {name: x}\n      spec: {serviceName: d$0b}'],
    ['an Ingress', 'kind: Ingress\n      metadata: {name: x}\n      spec: {defaultBackend: {service: {name: d$0b}}}'],
    ['a Pod', 'kind: Pod\n      metadata: {name: x}\n      spec: {hostname: a, subdomain: d$0b}'],
    ['Endpoints', 'kind: Endpoints\n      metadata: {name: d$0b}\n      subsets: []'],
    ['a string', 'kind: ConfigMap\n      metadata: {name: x}\n      data: {a: "http://d$0b.prod.svc"}'],
  ])('is not called absent over %s', (_, manifest) => {
    expect(hoverAt(inChart(manifest))).toContain('Headlight cannot tell whether there is a Service `db`');
  });

  test('outside of charts and templates it is', () => {
    expect(hoverAt('kind: Pod\nmetadata: {name: x}\nspec: {hostname: a, subdomain: d$0b}\n')).toContain(
      'no Service `db`',
    );
  });

  test('and what others make is told', () => {
    const pod = (name: string): string =>
      `kind: Pod\n  metadata: {name: x, namespace: shop}\n  spec: {hostname: a, subdomain: ${name}}\n`;
    expect(hoverAt(`${kafka}\n  ${pod('events-kafka-bro$0kers')}`)).toMatch(
      /creates the Service .* for \S*Kafka events/,
    );
    expect(hoverAt(pod('d$0b').replaceAll('\n  ', '\n'), outside({ services: ['db.shop'] }))).toContain(
      'Service `db` is outside this workspace',
    );
  });
});

test('one question has one answer: here, elsewhere, perhaps, or not', () => {
  const answer = (name: string, more: string, settings: Partial<Settings> = {}): string => {
    const snapshot = snapshotOfFixture(
      parseFixture(`
        kind: StatefulSet
        metadata: {name: set, namespace: shop}
        spec: {template: {metadata: {labels: {app: set}}}}
        ---
        ${more.replaceAll('\n', '\n        ')}
      `),
      settings,
    );
    const [set] = snapshot.ofKind('StatefulSet');
    const existence = existenceOf(snapshot, { kind: 'Service', name, from: set });
    return 'why' in existence ? `${existence.kind}: ${existence.why.kind}` : existence.kind;
  };
  const service = `kind: Service
metadata: {name: db, namespace: shop}`;
  expect(answer('db', service)).toBe('here');
  expect(answer('web', service)).toBe('absent');
  expect(answer('web', service, outside({ services: ['web.shop'] }))).toBe('elsewhere: declared');
  expect(answer('web', service, outside({ namespaces: ['shop'] }))).toBe('elsewhere: outside');
  expect(answer('events-kafka-bootstrap', kafka.replace(/\n {2}---$/, '').replaceAll('\n  ', '\n'))).toBe(
    'elsewhere: operator',
  );
  expect(answer('web', 'kind: Service\nmetadata: {name: {{ .Values.name }}}')).toBe('maybe: unread');
  const open = 'kind: Service\nmetadata: {name: "web-${ENV}", namespace: shop}';
  expect([answer('web-prod', open), answer('wbe-prod', open)]).toEqual(['maybe: unread', 'absent']);
  expect(answer('web', 'kind: Service\nmetadata: {name: CHANGEME}')).toBe('maybe: unread');
  const application = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: other}';
  expect(answer('web', application)).toBe('maybe: installer');
});
