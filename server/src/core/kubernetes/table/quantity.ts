import { isTemplated } from '../../yaml/template.ts';
import type { YamlScalar } from '../../yaml/node.ts';
import { isPresent, type View } from '../field.ts';

/** A sign or a unit without a number is none of something, but nothing at all is no quantity. */
const written = /^(?=.)([+-]?)(\d*\.?\d*)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** What to divide or multiply with, by the unit. Dividing, `700m` is exactly what 0.7 is. */
const divisors: Readonly<Record<string, number>> = { n: 1e9, u: 1e6, m: 1e3 };
const factors: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 };
const powers = 'KMGTPE';

/** The number that a quantity stands for, `undefined` for what is none. Source: apimachinery pkg/api/resource/quantity.go, ParseQuantity. */
export function parseQuantity(text: string): number | undefined {
  const parts = written.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign, digits, unit = '', exponent = ''] = parts;
  const number = Number(
    `${sign === '-' ? '-' : ''}${digits === '' || digits === '.' ? '0' : digits}${exponent === '' ? '' : `e${exponent}`}`,
  );
  if (unit.endsWith('i')) return number * 1024 ** (powers.indexOf(unit.charAt(0)) + 1);
  return (number / (divisors[unit] ?? 1)) * (factors[unit] ?? 1);
}

/** As `parseQuantity`, of a scalar; a number is one as well. */
export function quantityIn({ value, text }: YamlScalar): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseQuantity(text) : undefined;
}

/** The quantity at a place; `undefined` if there is none, or it is not known. */
export function quantityOf(view: View): number | undefined {
  const { node } = view;
  if (!isPresent(view) || node?.kind !== 'scalar' || isTemplated(node.text)) return undefined;
  return quantityIn(node);
}

/** What `512MB`, `1gb` or `2 gi` is meant as. */
export function nearQuantity(text: string): string | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s*(?:([kmgtpe])(i?)b?|b)$/i.exec(text.trim());
  if (parts === null) return undefined;
  const [, number = '', unit = '', binary = ''] = parts;
  if (binary !== '') return `${number}${unit.toUpperCase()}i`;
  return `${number}${unit.toLowerCase() === 'k' ? 'k' : unit.toUpperCase()}`;
}
