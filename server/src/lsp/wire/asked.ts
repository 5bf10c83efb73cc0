import { position } from './params.ts';
import { objectWith, maybe, string } from './shape.ts';

/** What the parameters of our own requests have to be that commands share. */
export const recordsAsked = objectWith({ uri: maybe(string), position: maybe(position), form: maybe(string) });
export const nameAsked = objectWith({ name: string, from: maybe(string), uri: maybe(string) });
export const atCursor = objectWith({ uri: string, position });
