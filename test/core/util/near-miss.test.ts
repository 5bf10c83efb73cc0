import { expect, test } from 'vitest';
import { editDistance, isNearMiss } from '../../../server/src/core/util/similar-names.ts';

test.each([
  ['cahce', 'cache'],
  ['api-svc', 'api-service'],
  ['db', 'db-headless'],
  ['my-db', 'mydb'],
  ['Redis', 'redis'],
  ['postgres', 'postgre'],
  ['service-db', 'db'],
])('%s is a near miss of %s', (one, other) => {
  expect(isNearMiss(one, other)).toBe(true);
  expect(isNearMiss(other, one)).toBe(true);
});

test.each([
  ['db', 'db'],
  ['db', 'mq'],
  ['web', 'api'],
  ['redis', 'mysql'],
  ['service', 'headless'],
])('%s is no near miss of %s', (one, other) => {
  expect(isNearMiss(one, other)).toBe(false);
});

test('a transposition counts once', () => {
  expect(editDistance('cahce', 'cache')).toBe(1);
});
