import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNearMiss } from '../../../server/src/core/util/near-miss.ts';
import { SimilarNames } from '../../../server/src/core/util/similar-names.ts';

test('finds what each name by itself would be compared to', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-c-]{0,7}$/),
    fc.stringMatching(/^(?:svc-|headless-)?[ab]{1,4}(?:-svc|-service)?$/),
    fc.stringMatching(/^web-[0-3]{1,3}$/),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), name, (names, asked) => {
      const found = new SimilarNames(names).near(asked);
      const expected = [...new Set(names)].filter((other) => isNearMiss(asked, other));
      expect([...found].sort()).toEqual(expected.sort());
    }),
  );
});
