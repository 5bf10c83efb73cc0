import { isPresent, type View } from '../field.ts';
import { row, type Row } from './row.ts';
import { formed, notNegative, numberOf, textOf } from './values.ts';

const percentage = /^\d+%$/;

/** A number or a percentage; `undefined` for what is neither, and the number that an absent one means. */
export function amountOf(field: View, absent: number): number | undefined {
  if (!isPresent(field)) return absent;
  const text = textOf(field);
  if (text !== undefined) return percentage.test(text) ? Number(text.slice(0, -1)) : undefined;
  return numberOf(field);
}

/** A number from 0, or a percentage. Source: kubernetes pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent. */
export const amount: readonly Row[] = [
  formed('invalid-value', 'percentage', (text) => percentage.test(text), 'written'),
  notNegative,
];

/** A percentage of 100 at most. Source: kubernetes pkg/apis/apps/validation/validation.go, IsNotMoreThan100Percent. */
export const atMostAll: Row = row(
  'invalid-value',
  'moreThanAll',
  (field) => textOf(field) !== undefined && (amountOf(field, 0) ?? 0) > 100,
);
