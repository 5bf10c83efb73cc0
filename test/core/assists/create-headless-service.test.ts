import { expect, test } from 'vitest';
import { defaultSettings } from '../../../server/src/core/settings/settings.ts';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const title = 'Create Headless Service "db-headless"';

test('a StatefulSet with labels, a namespace and ports of two containers', () => {
  const set = `
    kind: StatefulSet
    metadata:
      name: db
      namespace: prod
      labels:
        app.kubernetes.io/name: db
        active: "true"
    spec:
      serviceName: db-headless$0
      selector:
        matchLabels:
          app: db
      template:
        metadata:
          labels:
            app: db
            version: "1"
        spec:
          containers:
            - name: db
              ports:
                - name: sql
                  containerPort: 5432
                - name: sql
                  containerPort: 5433
                  protocol: UDP
            - name: exporter
              ports:
                - containerPort: 9187
                - containerPort: 5432
          initContainers:
            - {name: setup, ports: [{containerPort: 1}]}
            - {name: sidecar, restartPolicy: Always, ports: [{name: proxy, containerPort: 2}]}
    # the next one
    `;
  const added = `---
    apiVersion: v1
    kind: Service
    metadata:
      name: db-headless
      namespace: prod
      labels:
        app.kubernetes.io/name: db
        active: "true"
    spec:
      clusterIP: None
      selector:
        app: db
      ports:
        - name: sql
          port: 5432
        - name: sql-5433
          port: 5433
          protocol: UDP
        - name: tcp-9187
          port: 9187
        - name: proxy
          port: 2
    `;
  const next = `---
    kind: ConfigMap
    metadata: {name: db}
    `;
  checkAssist(`${set}${next}`, title, `${set.replace('$0', '')}${added}${next}`, { note: undefined });
  checkAssist(`${set}${next}`, title, `${set.replace('$0', '')}${added}${next}`, { lineEnding: '\r\n' });
  checkAssist(set, title, `${set.replace('$0', '')}${added}`);
});

test('lists at the indentation of their key, four columns, and no line ending at the end', () => {
  const set = `kind: StatefulSet
metadata:
    name: db
spec:
    serviceName: db-headless
    template:
        metadata:
            labels:
                app: db
        spec:
            containers:
            - name: db
              ports:
              - containerPort: 5432`;
  checkAssist(
    set.replace('name: db\n', 'name: db$0\n'),
    title,
    `${set}
---
apiVersion: v1
kind: Service
metadata:
    name: db-headless
spec:
    clusterIP: None
    selector:
        app: db
    ports:
    - port: 5432`,
  );
});

test('the object of a JSON file becomes an item of a List', () => {
  checkAssist(
    `
    #- /db.json
    {
      "apiVersion": "apps/v1",
      "kind": "StatefulSet",
      "metadata": {"name": "db$0"},
      "spec": {
        "serviceName": "db-headless",
        "template": {"metadata": {"labels": {"app": "db"}}}
      }
    }
    `,
    title,
    `
    #- /db.json
    {
      "apiVersion": "v1",
      "kind": "List",
      "items": [
        {
          "apiVersion": "apps/v1",
          "kind": "StatefulSet",
          "metadata": {"name": "db"},
          "spec": {
            "serviceName": "db-headless",
            "template": {"metadata": {"labels": {"app": "db"}}}
          }
        },
        {
          "apiVersion": "v1",
          "kind": "Service",
          "metadata": {
            "name": "db-headless"
          },
          "spec": {
            "clusterIP": "None",
            "selector": {
              "app": "db"
            }
          }
        }
      ]
    }
    `,
  );
  const set =
    '{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"db"},"spec":{"serviceName":"h","template":{"metadata":{"labels":{"app":"db"}}}}}';
  checkAssist(
    `
    #- /db.json
    ${set.replace('"db"', '"db$0"')}`,
    'Create Headless Service "h"',
    `
    #- /db.json
    {"apiVersion":"v1","kind":"List","items":[${set},{"apiVersion":"v1","kind":"Service","metadata":{"name":"h"},"spec":{"clusterIP":"None","selector":{"app":"db"}}}]}`,
  );
});

test('an item of a List, in YAML and in JSON', () => {
  checkAssist(
    `
    apiVersion: v1
    kind: List
    items:
    - apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: db$0
      spec:
        serviceName: db-headless
        template:
          metadata: {labels: {app: db}}
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: db}
    `,
    title,
    `
    apiVersion: v1
    kind: List
    items:
    - apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: db
      spec:
        serviceName: db-headless
        template:
          metadata: {labels: {app: db}}
    - apiVersion: v1
      kind: Service
      metadata:
        name: db-headless
      spec:
        clusterIP: None
        selector:
          app: db
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: db}
    `,
  );
  checkAssist(
    `
    #- /all.json
    {"apiVersion": "v1", "kind": "List", "items": [
      {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": {"serviceName": "db-headless",$0
       "template": {"metadata": {"labels": {"app": "db", "on": "yes"}}}}}
    ]}
    `,
    title,
    `
    #- /all.json
    {"apiVersion": "v1", "kind": "List", "items": [
      {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": {"serviceName": "db-headless",
       "template": {"metadata": {"labels": {"app": "db", "on": "yes"}}}}},
      {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {
          "name": "db-headless"
        },
        "spec": {
          "clusterIP": "None",
          "selector": {
            "app": "db",
            "on": "yes"
          }
        }
      }
    ]}
    `,
  );
});

test('Endpoints of that name will be overwritten, which the note says', () => {
  const source = `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db$0
      template: {metadata: {labels: {app: db}}}
    `;
  const endpoints =
    '---\n    kind: Endpoints\n    metadata: {name: db}\n    subsets: [{addresses: [{ip: 192.0.2.1}]}]\n';
  const service = `---
    apiVersion: v1
    kind: Service
    metadata:
      name: db
    spec:
      clusterIP: None
      selector:
        app: db
    `;
  const of = (rest: string, note: string | undefined): void => {
    checkAssist(source + rest, 'Create Headless Service "db"', source.replace('$0', '') + service + rest, { note });
  };
  of(endpoints, 'Delete Endpoints "db": Kubernetes overwrites them with the addresses of the Pods.');
  of(endpoints.replace('name: db', 'name: other'), undefined);
});

test('nothing is offered where the Service is there, cannot have the name, or selects nothing', () => {
  const set = (service: string, labels = '{app: db}'): string =>
    `kind: StatefulSet\nmetadata: {name: db$0}\nspec: {serviceName: ${service}, template: {metadata: {labels: ${labels}}}}\n`;
  expect(assistsOf(set('db'))).toEqual(['Create Headless Service "db"']);
  expect(assistsOf(`${set('db')}---\nkind: Service\nmetadata: {name: db}\n`)).toEqual([]);
  expect(assistsOf(set('db.prod'))).toEqual([]);
  expect(assistsOf(set('""'))).toEqual([]);
  const older = { ...defaultSettings, kubernetesVersion: '1.35' } as const;
  expect(assistsOf(set('2db'), older)).toEqual([]);
  expect(assistsOf(set('2db'), { ...older, kubernetesVersion: '1.36' })).toEqual(['Create Headless Service "2db"']);
  expect(assistsOf(set('db', '{}'))).toEqual([]);
  expect(
    assistsOf(
      `#- /set.json\n{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": {"serviceName": "x"$0}}\n`,
    ),
  ).toEqual([]);
});
