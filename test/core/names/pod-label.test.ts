import { expect, test } from 'vitest';
import { readPodLabel } from '../../../server/src/core/names/pod-label.ts';

test('the name of a Pod is that of its StatefulSet and a number', () => {
  expect(readPodLabel('db-0')).toEqual({ set: 'db', ordinal: 0 });
  expect(readPodLabel('db-2-10')).toEqual({ set: 'db-2', ordinal: 10 });
});

test.each(['db', 'db0', '-0', 'db-', 'db-00', 'db-01', 'db-1a', 'db-20240101120000', '*'])('%s is none', (label) => {
  expect(readPodLabel(label)).toBeUndefined();
});
