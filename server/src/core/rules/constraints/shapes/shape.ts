import type { Path } from '../../../yaml/path.ts';

/** What a value may be, as the API's types decode it. */
export type Shape =
  | { readonly kind: 'string' | 'boolean' | 'int32' | 'int64' | 'intOrString' | 'any' }
  | { readonly kind: 'list'; readonly items: Shape }
  | { readonly kind: 'map'; readonly values: Shape }
  | ObjectShape;

/** A struct of the API. */
export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Shape>>;
  /** Whether all its fields are listed, so that a key that is not may be called unknown. */
  readonly complete: boolean;
}

export const string: Shape = { kind: 'string' };
export const boolean: Shape = { kind: 'boolean' };
export const int32: Shape = { kind: 'int32' };
export const int64: Shape = { kind: 'int64' };
/** A number or a string, as ports are. */
export const intOrString: Shape = { kind: 'intOrString' };

/** A list of one shape. */
export function list(items: Shape): Shape {
  return { kind: 'list', items };
}

/** A map with keys of the user's. */
export function map(values: Shape): Shape {
  return { kind: 'map', values };
}

/**
 * A struct with all its fields: those that are looked at with their shapes, the others as names apart by spaces, so that a key that
 * is nearly one of them is found.
 */
export function object(fields: Readonly<Record<string, Shape>>, others = ''): ObjectShape {
  return { kind: 'object', fields: { ...named(others), ...fields }, complete: true };
}

/** A struct of which only some fields are looked at. */
export function part(fields: Readonly<Record<string, Shape>>): ObjectShape {
  return { kind: 'object', fields, complete: false };
}

function named(names: string): Readonly<Record<string, Shape>> {
  const words = names.split(/\s+/).filter((name) => name !== '');
  return Object.fromEntries(words.map((name) => [name, { kind: 'any' }]));
}

/** The places of a shape that have a field of this name, the nearest to the root first; `[]` stands for any item of a list. */
export function placesOf(shape: Shape, name: string): readonly Path[] {
  const found: Path[] = [];
  const queue: { readonly shape: Shape; readonly path: Path }[] = [{ shape, path: [] }];
  for (const next of queue) {
    if (next.shape.kind === 'list') queue.push({ shape: next.shape.items, path: [...next.path, '[]'] });
    if (next.shape.kind !== 'object') continue;
    if (Object.hasOwn(next.shape.fields, name)) found.push(next.path);
    for (const [key, field] of Object.entries(next.shape.fields))
      queue.push({ shape: field, path: [...next.path, key] });
  }
  return found;
}
