/** What tables of kinds are written with: fields, rows about them, and what rows look at. */
export * from './address-rows.ts';
export * from './effects.ts';
export * from './fields.ts';
export * from './kind.ts';
export * from './limits.ts';
export * from './percent.ts';
export * from './quantity.ts';
export * from './row.ts';
export * from './selector.ts';
export * from './values.ts';
export * from '../field.ts';
