import { describe, it } from 'vitest';
import { checkNameAt } from '../../support/check-features.ts';

const service = (spec = 'clusterIP: None, selector: {app: db}'): string => `
      kind: Service
      metadata: {name: db, namespace: prod}
      spec: {${spec}}
      ---
`;

describe('the name to copy', () => {
  it('anywhere in a Service, be it a comment', () => {
    checkNameAt(
      `
      kind: Service
      metadata:
        name: db
        # a $0comment
        namespace: prod
      `,
      'db.prod.svc.cluster.local',
    );
    checkNameAt(service('ports: [{po$0rt: 80}]'), 'db.prod.svc.cluster.local');
  });

  it('anywhere in a StatefulSet: its governing Service', () => {
    checkNameAt(
      `${service()}
      kind: StatefulSet
      metadata: {name: $0web, namespace: prod}
      spec: {serviceName: db}
      `,
      'db.prod.svc.cluster.local',
    );
  });

  it('a StatefulSet whose Service is not there has none', () => {
    checkNameAt(
      `
      kind: StatefulSet
      metadata: {name: $0web, namespace: prod}
      spec: {serviceName: db}
      `,
      undefined,
    );
  });

  it('an address with a hostname', () => {
    const endpoints = (subset: string): string => `${service('clusterIP: None')}
      kind: Endpoints
      metadata: {name: db, namespace: prod}
      subsets: [{addresses: [${subset}]}]
    `;
    checkNameAt(endpoints('{ip: 10.0.0.1, hostname: $0one}, {ip: 10.0.0.2}'), 'one.db.prod.svc.cluster.local');
    checkNameAt(endpoints('{ip: 10.0.0.1, hostname: one}, {ip: $010.0.0.2}'), '10-0-0-2.db.prod.svc.cluster.local');
  });

  it('an address of a slice', () => {
    checkNameAt(
      `${service('clusterIP: None')}
      kind: EndpointSlice
      metadata: {name: x, namespace: prod, labels: {kubernetes.io/service-name: db}}
      endpoints: [{addresses: ['fd00::$01']}]
      `,
      'fd00--1.db.prod.svc.cluster.local',
    );
  });

  it('a Pod with hostname and subdomain', () => {
    const pod = (labels: string): string => `${service()}
      kind: Pod
      metadata: {name: $0p, namespace: prod, labels: {${labels}}}
      spec: {hostname: one, subdomain: db}
    `;
    checkNameAt(pod('app: db'), 'one.db.prod.svc.cluster.local');
    checkNameAt(pod('app: web'), 'db.prod.svc.cluster.local');
  });

  it('the backend of an Ingress, and nothing beside it', () => {
    const ingress = (before: string, after: string): string => `${service()}
      kind: Ingress
      metadata: {name: ${before}web, namespace: prod}
      spec: {defaultBackend: {service: {name: ${after}db}}}
    `;
    checkNameAt(ingress('', '$0'), 'db.prod.svc.cluster.local');
    checkNameAt(ingress('$0', ''), undefined);
  });

  it('a host name in a string', () => {
    checkNameAt(
      `${service()}
      kind: ConfigMap
      metadata: {name: web}
      data: {url: 'http://d$0b.prod:80/'}
      `,
      'db.prod.svc.cluster.local',
    );
  });

  it('nothing where a template leaves the name open', () => {
    checkNameAt(
      `
      kind: Service
      metadata: {name: d$0b, namespace: '{{ .Release.Namespace }}'}
      `,
      undefined,
    );
  });
});
