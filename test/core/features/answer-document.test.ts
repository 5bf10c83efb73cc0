import { describe, expect, it } from 'vitest';
import { answerDocument, knownNamespaces, type AskedName } from '../../../server/src/core/features/service.ts';
import { dedent, parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const shop = `
  #- /shop/web.yaml
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]}
  ---
  kind: Service
  metadata: {name: front, namespace: shop}
  spec: {type: ExternalName, externalName: web.shop.svc.cluster.local}
  #- /shop/db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec: {clusterIP: None, selector: {app: db}}
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec: {replicas: 1, template: {metadata: {labels: {app: db}}}}
  #- /dev/web.yaml
  kind: Service
  metadata: {name: twice}
  spec: {clusterIP: 10.0.0.8}
  #- /prod/web.yaml
  kind: Service
  metadata: {name: twice}
  spec: {clusterIP: 10.0.0.9}
`;

/** Holds the document about a name against text, and each link, as `LINE:"stretch" path "target"`, against lines. */
function checkAnswer(asked: AskedName, expected: string, expectedLinks = ''): void {
  const { text, links } = answerDocument(snapshotOfFixture(parseFixture(shop)), asked);
  expect(text).toBe(dedent(expected));
  const lines = text.split('\n');
  const shown = links.map(({ line, columns, file, span }) => {
    const stretch = lines[line]?.slice(columns.start, columns.end) ?? '';
    return `${line}:"${stretch}" ${file.path} "${file.text.slice(span.start, span.end)}"\n`;
  });
  expect(shown.join('')).toBe(dedent(expectedLinks));
}

describe('the document about a name', () => {
  it('has the records of all types, and leads to what they come from', () => {
    checkAnswer(
      { name: 'web.shop.svc.cluster.local' },
      `
      ; What "web.shop.svc.cluster.local" answers, as an absolute name.

      web.shop.svc.cluster.local. IN A 10.0.0.1
      web.shop.svc.cluster.local. IN SRV 0 100 80 web.shop.svc.cluster.local.

      ; Service "web" in the namespace "shop", behind a virtual IP (/shop/web.yaml:3)
      `,
      `
      2:"web.shop.svc.cluster.local." /shop/web.yaml "10.0.0.1"
      3:"web.shop.svc.cluster.local." /shop/web.yaml "10.0.0.1"
      5:"/shop/web.yaml:3" /shop/web.yaml "web"
      `,
    );
  });

  it('asked from a Pod, says which names are tried, and follows an alias', () => {
    checkAnswer(
      { name: 'front.shop', from: 'default' },
      `
      ; What "front.shop" answers to a Pod in the namespace "default".
      ; The names its resolver tries, in this order, up to the first with an address:
      ;   front.shop.default.svc.cluster.local.  does not exist
      ;   front.shop.svc.cluster.local.          answers

      front.shop.svc.cluster.local. IN CNAME web.shop.svc.cluster.local.
      web.shop.svc.cluster.local. IN A 10.0.0.1

      ; Service "front" in the namespace "shop", an alias (/shop/web.yaml:8)
      ; Service "web" in the namespace "shop", behind a virtual IP (/shop/web.yaml:3)
      `,
      `
      5:"front.shop.svc.cluster.local." /shop/web.yaml "web.shop.svc.cluster.local"
      6:"web.shop.svc.cluster.local." /shop/web.yaml "10.0.0.1"
      8:"/shop/web.yaml:8" /shop/web.yaml "front"
      9:"/shop/web.yaml:3" /shop/web.yaml "web"
      `,
    );
  });

  it('says what only a running cluster knows', () => {
    checkAnswer(
      { name: 'db', from: 'shop' },
      `
      ; What "db" answers to a Pod in the namespace "shop".
      ; The names its resolver tries, in this order, up to the first with an address:
      ;   db.shop.svc.cluster.local.  answers

      ; db.shop.svc.cluster.local. IN A ; The Pods of StatefulSet "db" get their addresses when they start.

      ; Service "db" in the namespace "shop", headless (/shop/db.yaml:3)
      `,
      `
      4:"db.shop.svc.cluster.local." /shop/db.yaml "db"
      6:"/shop/db.yaml:3" /shop/db.yaml "db"
      `,
    );
  });

  it('says why a name does not exist, where the manifests tell', () => {
    checkAnswer(
      { name: 'db-0.db.shop.svc.cluster.local.' },
      `
      ; What "db-0.db.shop.svc.cluster.local." answers, as an absolute name.

      ; No such name: the answer is NXDOMAIN.
      ; The StatefulSet "db" has no serviceName. Its Pods get no names of their own.
      `,
      `
      3:"The StatefulSet "db" has no serviceName. Its Pods get no names of their own." /shop/db.yaml "{replicas: 1, template: {metadata: {labels: {app: db}}}}"
      `,
    );
  });

  it('names every manifest that holds the Service', () => {
    checkAnswer(
      { name: 'twice.default.svc.cluster.local' },
      `
      ; What "twice.default.svc.cluster.local" answers, as an absolute name.

      twice.default.svc.cluster.local. IN A 10.0.0.9

      ; Several manifests hold this Service, and a cluster has one. The last one answers above:
      ; Service "twice" in the namespace "default", behind a virtual IP (/dev/web.yaml:3)
      ; Service "twice" in the namespace "default", behind a virtual IP (/prod/web.yaml:3)
      `,
      `
      2:"twice.default.svc.cluster.local." /prod/web.yaml "10.0.0.9"
      5:"/dev/web.yaml:3" /dev/web.yaml "twice"
      6:"/prod/web.yaml:3" /prod/web.yaml "twice"
      `,
    );
  });

  it('of a name that only has names below it is empty', () => {
    checkAnswer(
      { name: 'shop.svc.cluster.local' },
      `
      ; What "shop.svc.cluster.local" answers, as an absolute name.

      ; The name exists and has no records of its own.
      `,
    );
  });

  it('says why something is no name', () => {
    const { error, text } = answerDocument(snapshotOfFixture(parseFixture(shop)), { name: 'a..b' });
    expect(error).toBe('The name "a..b" has an empty label.');
    expect(text).toBe('; The name "a..b" has an empty label.\n');
  });
});

describe('the namespaces to ask from', () => {
  it('are those of the manifests, then those of every cluster, and that of the object at the cursor', () => {
    const fixture = parseFixture(shop);
    const uri = 'file:///shop/db.yaml';
    expect(knownNamespaces(snapshotOfFixture(fixture), { uri, offset: 40 })).toEqual({
      namespaces: ['default', 'shop', 'kube-node-lease', 'kube-public', 'kube-system'],
      here: 'shop',
    });
    expect(knownNamespaces(snapshotOfFixture(fixture)).here).toBeUndefined();
  });
});
