/** Says what is wrong with a value, which is at a place with a name; `undefined` where nothing is. */
export type ValueCheck = (value: unknown, at: string) => string | undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields at least. */
export function objectWith(fields: Readonly<Record<string, ValueCheck>> = {}): ValueCheck {
  const shapes = Object.entries(fields);
  return (value, at) => {
    if (!isObject(value)) return `"${at}" is no object.`;
    for (const [key, shape] of shapes) {
      const wrong = shape(value[key], at === 'params' ? key : `${at}.${key}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** A list of such values. */
export function arrayOf(item: ValueCheck): ValueCheck {
  return (value, at) => {
    if (!Array.isArray(value)) return `"${at}" is no list.`;
    for (const [index, one] of value.entries()) {
      const wrong = item(one, `${at}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** What may be left out, or be null. */
export function maybe(shape: ValueCheck): ValueCheck {
  return (value, at) => (value === undefined || value === null ? undefined : shape(value, at));
}

export const string: ValueCheck = (value, at) => (typeof value === 'string' ? undefined : `"${at}" is no string.`);

/** A number as lines, characters and versions are: whole. */
export const integer: ValueCheck = (value, at) => (Number.isInteger(value) ? undefined : `"${at}" is no whole number.`);

/** A whole number that is not negative. */
export const uinteger: ValueCheck = (value, at) =>
  Number.isInteger(value) && Number(value) >= 0 ? undefined : `"${at}" is no whole number from 0 on.`;

/** The id of a request. */
export const id: ValueCheck = (value, at) =>
  typeof value === 'string' || typeof value === 'number' ? undefined : `"${at}" is neither a string nor a number.`;
