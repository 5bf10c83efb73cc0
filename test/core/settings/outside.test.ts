import { expect, test } from 'vitest';
import { nothingOutside, withOutside } from '../../../server/src/core/settings/outside.ts';
import { readSettings } from '../../../server/src/core/settings/read-settings.ts';

test('what is outside of the workspace is read from lists', () => {
  const { settings, problems } = readSettings({
    outside: {
      namespaces: ['monitoring'],
      services: ['db.prod', 'cache.prod headless', ' mail.prod  ExternalName '],
      labels: ['app=db, tier=back', 'app.kubernetes.io/name=x'],
    },
  });
  expect(problems).toEqual([]);
  expect(settings.outside).toEqual({
    namespaces: ['monitoring'],
    services: [
      { name: 'db', namespace: 'prod', nature: 'virtualIp' },
      { name: 'cache', namespace: 'prod', nature: 'headless' },
      { name: 'mail', namespace: 'prod', nature: 'alias' },
    ],
    labels: [
      new Map([
        ['app', 'db'],
        ['tier', 'back'],
      ]),
      new Map([['app.kubernetes.io/name', 'x']]),
    ],
  });
});

test.each([
  [{ services: ['db'] }, 'outside.services'],
  [{ services: ['db.prod clusterip'] }, 'outside.services'],
  [{ services: 'db.prod' }, 'outside.services'],
  [{ namespaces: ['Prod'] }, 'outside.namespaces'],
  [{ namespaces: [1] }, 'outside.namespaces'],
  [{ labels: ['app'] }, 'outside.labels'],
  [{ pods: [] }, 'outside.pods'],
  [['db.prod'], 'outside'],
])('of %j a part cannot be used', (outside, setting) => {
  const { settings, problems } = readSettings({ outside });
  expect(problems.map((problem) => problem.setting)).toEqual([setting]);
  expect(settings.outside).toEqual(nothingOutside);
});

test('one bad entry costs no other', () => {
  const { settings, problems } = readSettings({ outside: { services: ['db', 'cache.prod'] } });
  expect(problems).toHaveLength(1);
  expect(settings.outside.services.map(({ name }) => name)).toEqual(['cache']);
});

test('what several places declare adds up', () => {
  const one = { ...nothingOutside, namespaces: ['a', 'b'] };
  expect(withOutside(one, { ...nothingOutside, namespaces: ['b', 'c'] }).namespaces).toEqual(['a', 'b', 'c']);
  expect(withOutside(one, undefined)).toBe(one);
});
