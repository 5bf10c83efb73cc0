import { expect, test } from 'vitest';
import { offersOf, titlesOf } from '../../support/check-assist.ts';

const alias = (name: string): string =>
  `kind: Service\nmetadata: {name: legacy}\nspec:\n  type: ExternalName$0\n  externalName: ${name}\n`;
const title = (address: string): string => `Make Service "legacy" headless, with ${address} in an EndpointSlice`;

test('offered anywhere in an alias that leads to an address, and once where it is the fix of the problem', () => {
  expect(titlesOf(alias('192.0.2.7'))).toContain(title('192.0.2.7'));
  expect(titlesOf(alias('"2001:db8::7"'))).toContain(title('2001:db8::7'));
  const atProblem = alias('192.0.2.7').replace('$0', '').replace('192.0', '192$0.0');
  expect(offersOf(atProblem).filter((offer) => offer.title === title('192.0.2.7'))).toHaveLength(1);
});

test('not offered for a name', () => {
  expect(titlesOf(alias('db.example.com')).filter((one) => one.startsWith('Make'))).toEqual([]);
});
