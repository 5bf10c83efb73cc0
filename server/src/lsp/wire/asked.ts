import { saidOf } from '../../core/util/collections.ts';
import { position } from './params.ts';
import { arrayOf, objectWith, maybe, string, type ValueCheck } from './shape.ts';

/** What the parameters of our own requests have to be that commands share. */
export const recordsAsked = objectWith({ uri: maybe(string), position: maybe(position), form: maybe(string) });
export const nameAsked = objectWith({ name: string, from: maybe(string), uri: maybe(string) });
export const atCursor = objectWith({ uri: string, position });

const subjects: Readonly<Record<string, ValueCheck>> = {
  place: atCursor,
  service: objectWith({ namespace: string, name: string }),
  namespace: objectWith({ namespace: string }),
  workspace: objectWith(),
  name: objectWith({ name: string, from: maybe(string) }),
};

/** A subject says its kind, and has what that kind needs. */
const pictureSubject: ValueCheck = (value, at) => {
  const wrong = objectWith({ kind: string })(value, at);
  if (wrong !== undefined) return wrong;
  const { kind } = value as { readonly kind: string };
  const shape = saidOf(subjects, kind);
  return shape === undefined ? `"${at}.kind" is no kind of picture.` : shape(value, at);
};

export const pictureAsked = objectWith({
  of: pictureSubject,
  opened: maybe(arrayOf(string)),
  closed: maybe(arrayOf(string)),
});
