import { position } from './params.ts';
import { object, optional, text } from './shape.ts';

/** What the parameters of our own requests have to be that commands share. */
export const recordsAsked = object({ uri: optional(text), position: optional(position), form: optional(text) });
export const nameAsked = object({ name: text, from: optional(text), uri: optional(text) });
export const atCursor = object({ uri: text, position });
