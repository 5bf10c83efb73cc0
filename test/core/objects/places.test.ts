import { expect, test } from 'vitest';
import { placeOf } from '../../../server/src/core/objects/places.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

test.each([
  ['plain', 'http://db.shop:80'],
  ['in single quotes', "'http://db.shop:80'"],
  ['in double quotes', '"http://db.shop:80"'],
  ['beside an escape', '"\\"db.shop.svc\\" http://db.shop"'],
  ['beside a quote', "'it''s http://db.shop'"],
  ['in a folded scalar', '"see\n      http://db.shop,\n\n      http://web.shop"'],
  ['in a block', '|\n      one http://db.shop\n      http://web.shop'],
  ['behind an anchor', '&a http://db.shop'],
  ['behind an alias', '*b'],
  ['beside characters of two units', '"😀 http://db.shop"'],
])('a host %s is found without a tree where it is found with one', (_, value) => {
  const text = `kind: Service\napiVersion: v1\nmetadata: {name: db}\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x, namespace: shop, annotations: {y: &b db.shop.svc}}\n  data:\n    a: ${value}\n`;
  const snapshot = snapshotOf([{ uri: 'a', path: 'a.yaml', text }]);
  const mentions = snapshot.resources.flatMap((object) => object.resource.mentions.map(({ at }) => ({ object, at })));
  expect(mentions.length).toBeGreaterThan(1);
  for (const { object, at } of mentions)
    expect(placeOf(object, at)).toEqual(placeOf(object, { ...at, textStart: undefined }));
});
