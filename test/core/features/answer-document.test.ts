import { describe, expect, it } from 'vitest';
import { answerDocument, knownAskers, type AskedName } from '../../../server/src/core/features/facade.ts';
import { fileOf } from '../../../server/src/core/objects/places.ts';
import { textAt } from '../../support/check-records.ts';
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
  const shown = links.map(({ line, columns, source }) => {
    const stretch = lines[line]?.slice(columns.start, columns.end) ?? '';
    return `${line}:"${stretch}" ${fileOf(source.resource, source.at).path} "${textAt(source)}"\n`;
  });
  expect(shown.join('')).toBe(dedent(expectedLinks));
}

describe('the document about a name', () => {
  it('has the records of all types, and leads to what they come from', () => {
    checkAnswer(
      { name: 'web.shop.svc.cluster.local' },
      `
      DNS answer: web.shop.svc.cluster.local

        Name                        Type  Answer                                 From              When
        web.shop.svc.cluster.local  A     10.0.0.1                               /shop/web.yaml:4  always
        web.shop.svc.cluster.local  SRV   port 80 of web.shop.svc.cluster.local  /shop/web.yaml:4  always, CoreDNS only

      web.shop.svc.cluster.local, Service behind a virtual IP, /shop/web.yaml:3
      `,
      `
      3:"/shop/web.yaml:4" /shop/web.yaml "10.0.0.1"
      4:"/shop/web.yaml:4" /shop/web.yaml "10.0.0.1"
      6:"/shop/web.yaml:3" /shop/web.yaml "web"
      `,
    );
  });

  it('asked from one Pod, says so', () => {
    const { text } = answerDocument(snapshotOfFixture(parseFixture(shop)), { name: 'web', from: 'shop/db-0' });
    expect(text).toMatch(/^DNS answer: web, asked by the Pod shop\/db-0\n/);
    expect(text).toContain('web.shop.svc.cluster.local');
  });

  it('asked from a Pod, says which names are tried, and follows an alias', () => {
    checkAnswer(
      { name: 'front.shop', from: 'default' },
      `
      DNS answer: front.shop, asked by a Pod in the namespace default

      Names that the resolver of the Pod tries, until one has an address:
        front.shop.default.svc.cluster.local  does not exist
          There is no Service "shop" in namespace "default".
        front.shop.svc.cluster.local          answers

        Name                          Type   Answer                      From              When
        front.shop.svc.cluster.local  CNAME  web.shop.svc.cluster.local  /shop/web.yaml:9  always
        web.shop.svc.cluster.local    A      10.0.0.1                    /shop/web.yaml:4  always

      front.shop.svc.cluster.local, alias, /shop/web.yaml:8
      web.shop.svc.cluster.local, Service behind a virtual IP, /shop/web.yaml:3
      `,
      `
      8:"/shop/web.yaml:9" /shop/web.yaml "web.shop.svc.cluster.local"
      9:"/shop/web.yaml:4" /shop/web.yaml "10.0.0.1"
      11:"/shop/web.yaml:8" /shop/web.yaml "front"
      12:"/shop/web.yaml:3" /shop/web.yaml "web"
      `,
    );
  });

  it('says what only a running cluster knows', () => {
    checkAnswer(
      { name: 'db', from: 'shop' },
      `
      DNS answer: db, asked by a Pod in the namespace shop

      Names that the resolver of the Pod tries, until one has an address:
        db.shop.svc.cluster.local  answers

        Name                       Type  Answer                      From             When
        db.shop.svc.cluster.local  A     each Pod of StatefulSet db  /shop/db.yaml:8  while ready

      db.shop.svc.cluster.local, headless Service, /shop/db.yaml:3
      `,
      `
      6:"/shop/db.yaml:8" /shop/db.yaml "db"
      8:"/shop/db.yaml:3" /shop/db.yaml "db"
      `,
    );
  });

  it('says why a name does not exist, where the manifests tell', () => {
    checkAnswer(
      { name: 'db-0.db.shop.svc.cluster.local.' },
      `
      DNS answer: db-0.db.shop.svc.cluster.local.

      No such name: the answer is NXDOMAIN.
        /shop/db.yaml:9: The StatefulSet "db" has no serviceName, so its Pods get no names of
          their own.
      `,
      `
      3:"/shop/db.yaml:9" /shop/db.yaml "{replicas: 1, template: {metadata: {labels: {app: db}}}}"
      `,
    );
  });

  it('names every manifest that holds the Service', () => {
    checkAnswer(
      { name: 'twice.default.svc.cluster.local' },
      `
      DNS answer: twice.default.svc.cluster.local

        Name                             Type  Answer    From              When
        twice.default.svc.cluster.local  A     10.0.0.9  /prod/web.yaml:4  always

      Several manifests define this Service, but a cluster has only one. The answer above is that of the last one:
      twice.default.svc.cluster.local, Service behind a virtual IP, /dev/web.yaml:3
      twice.default.svc.cluster.local, Service behind a virtual IP, /prod/web.yaml:3
      `,
      `
      3:"/prod/web.yaml:4" /prod/web.yaml "10.0.0.9"
      6:"/dev/web.yaml:3" /dev/web.yaml "twice"
      7:"/prod/web.yaml:3" /prod/web.yaml "twice"
      `,
    );
  });

  it('of a name that only has names below it is empty', () => {
    checkAnswer(
      { name: 'shop.svc.cluster.local' },
      `
      DNS answer: shop.svc.cluster.local

      The name exists and has no records of its own.
      `,
    );
  });

  it('takes the host of a URL, and of a host with a port', () => {
    const snapshot = snapshotOfFixture(parseFixture(shop));
    const titleOf = (name: string): string => answerDocument(snapshot, { name }).title;
    const host = 'web.shop';
    expect(
      ['web.shop:80', 'http://web.shop', 'jdbc:postgresql://web.shop:5432/x?y=z', 'a://u:p@web.shop'].map(titleOf),
    ).toEqual([host, host, host, host]);
    expect(['10.0.0.1:80', 'http://[fd00::1]:80/'].map(titleOf)).toEqual(['10.0.0.1', 'fd00::1']);
    const asTheyAre = ['fd00::1', '_http._tcp.web.shop', 'web.shop.', 'a:1,b:2', 'we b', ''];
    expect(asTheyAre.map(titleOf)).toEqual(asTheyAre);
  });

  it('says why something is no name', () => {
    const { error, text } = answerDocument(snapshotOfFixture(parseFixture(shop)), { name: 'a..b' });
    expect(error).toBe('The name "a..b" has an empty part between dots.');
    expect(text).toBe('The name "a..b" has an empty part between dots.\n');
  });
});

describe('who can ask', () => {
  it('are namespaces of the manifests, then those of every cluster, Pods, and those of the object at the cursor', () => {
    const fixture = parseFixture(shop);
    const uri = 'file:///shop/db.yaml';
    expect(knownAskers(snapshotOfFixture(fixture), { uri, offset: 40 })).toEqual({
      namespaces: ['default', 'shop', 'kube-node-lease', 'kube-public', 'kube-system'],
      pods: [{ name: 'shop/db', kind: 'StatefulSet' }],
      here: 'shop',
      podsHere: undefined,
    });
    expect(knownAskers(snapshotOfFixture(fixture), { uri, offset: 130 }).podsHere).toBe('shop/db');
    expect(knownAskers(snapshotOfFixture(fixture)).here).toBeUndefined();
  });
});
