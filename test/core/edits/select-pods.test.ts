import { expect, test } from 'vitest';
import { checkAssist } from '../../support/check-assist.ts';

test('what becomes of endpoints made by hand once a Service selects Pods', () => {
  const drawn = (selector: string): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
    ---
    kind: Service
    metadata: {name: db}
    spec$0:
      clusterIP: None
      ports: [{port: 5432}]${selector}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    ---
    kind: EndpointSlice
    metadata: {name: db-old, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.2]}]
    ports: [{port: 5432}]
  `;
  const note = checkAssist(
    drawn(''),
    'Select the Pods of StatefulSet "db"',
    drawn('\n      selector:\n        app: db'),
  );
  expect(note).toBe(
    'Delete Endpoints "db": Kubernetes overwrites them with the addresses of the Pods. Delete EndpointSlice "db-old" unless you want to keep its addresses alongside those of the Pods.',
  );
});
