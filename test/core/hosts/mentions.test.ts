import { expect, test } from 'vitest';
import { printHostName } from '../../../server/src/core/names/host-name.ts';
import { mentionsOf, serviceMentionsIn } from '../../../server/src/core/hosts/mentions.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/** What the strings of a fixture are read as: `name → namespace/service`. */
function links(source: string): readonly string[] {
  const snapshot = snapshotOfFixture(parseFixture(source));
  const all = snapshot.resources.flatMap((object) => serviceMentionsIn(snapshot, object));
  for (const one of all)
    for (const service of one.services)
      expect(mentionsOf(snapshot, service).map(({ mention }) => mention)).toContain(one.mention);
  return all.map(({ name, services }) => {
    const targets = services.map((service) => `${service.namespace}/${service.name ?? ''}`);
    return `${printHostName(name)} → ${targets.join(', ')}`;
  });
}

const services = `
    kind: Service
    metadata: {name: db, namespace: data}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    ---
    kind: Service
    metadata: {name: data, namespace: shop}
    ---
    kind: Service
    metadata: {name: free}
`;
const value = (text: string, namespace = ', namespace: shop'): string => `
    kind: ConfigMap
    metadata: {name: x${namespace}}
    data: {x: "${text}"}
    ---${services}`;

test.each([
  ['http://web', 'web → shop/web'],
  ['web.shop', 'web.shop → shop/web'],
  ['db.data.svc.', 'db.data.svc. → data/db'],
  ['db.data.svc.other.zone', 'db.data.svc.other.zone → data/db'],
  ['db-0.db.data.svc.cluster.local', 'db-0.db.data.svc.cluster.local → data/db'],
  ['$(POD).web', '*.web → shop/web'],
  ['db.$(NS).svc, web.$(NS).svc', 'web.*.svc → shop/web'],
])('%s', (text, expected) => {
  expect(links(value(text))).toEqual([expected]);
});

test('of two readings the Service wins over the endpoint, and a Pod over the Service', () => {
  expect(links(value('db.data:80'))).toEqual(['db.data → data/db']);
  expect(links(value('db-0.data:80'))).toEqual(['db-0.data → shop/data']);
});

test('a namespace left open matches where a host stands beyond doubt', () => {
  expect(links(value('http://free.shop'))).toEqual(['free.shop → default/free']);
  expect(links(value('free.shop.svc'))).toEqual(['free.shop.svc → default/free']);
  expect(links(value('free.json'))).toEqual([]);
  expect(links(value('http://free.prod:80'))).toEqual(['free.prod → default/free']);
  expect(links(value('http://free.com'))).toEqual([]);
  expect(links(value('https://docs.free.io:443'))).toEqual([]);
  expect(links(value('http://db', ''))).toEqual(['db → data/db']);
  expect(links(value('http://db'))).toEqual([]);
});

test.each(['spring.web', 'web', 'see web.', 'x.web.shop.json', 'web.conf'])('%s is no name of a Service', (text) => {
  expect(links(value(text))).toEqual([]);
});

test('each object of a list asks from its own namespace', () => {
  expect(
    links(`
    kind: List
    items:
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: x, namespace: shop}
      data: {x: "http://web"}
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: y, namespace: data}
      data: {x: "http://web"}
    ---${services}`),
  ).toEqual(['web → shop/web']);
});
