import type { YamlScalar } from '../node.ts';
import { readGoNumber } from '../scalar.ts';

/**
 * A scalar as the key of JSON that kubectl makes of it; `undefined` where it takes none: nothing, and integers from 2^63 on that an
 * unsigned one still holds. Source: sigs.k8s.io/yaml, yaml.go, convertToJSONableObject.
 */
export function keyOfScalar({ value, text }: YamlScalar): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'number') return String(value);
  const integer = readGoNumber(text)?.integer;
  if (integer === undefined) return shortestText(value);
  return integer < 2n ** 63n ? String(integer) : undefined;
}

/** The shortest decimal that is a number in single precision, as Go prints it. Source: Go, strconv.FormatFloat(value, 'g', -1, 32). */
function shortestText(value: number): string {
  const narrow = Math.fround(value);
  if (Number.isNaN(narrow)) return '.nan';
  if (!Number.isFinite(narrow)) return narrow > 0 ? '.inf' : '-.inf';
  if (narrow === 0) return Object.is(value, -0) || value < 0 ? '-0' : '0';
  let precision = 1;
  while (Math.fround(Number(narrow.toExponential(precision - 1))) !== narrow) precision++;
  const [digits = '', exponentText = '0'] = narrow.toExponential(precision - 1).split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(Number(`${digits}e${exponent}`));
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
