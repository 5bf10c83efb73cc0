import { defineMessages, formatMessage } from '../../util/format.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isNameOfShell } from '../../kubernetes/shell-variables.ts';
import { variablesAt } from '../container-variables.ts';
import { objectTitle } from '../hover/content.ts';
import type { Name } from './service-names.ts';
import type { WritingPlace } from './writing-place.ts';

const words = defineMessages('features/completion/variable-names', {
  own: 'variable of container {container}',
  from: 'variable from {object}',
});

/** The variables of a container that can be in `$(NAME)`, or in a script of a shell, closed where they are not yet; `undefined` elsewhere. */
export function variablesFor(
  snapshot: Snapshot,
  { placed, path, before, behind }: WritingPlace,
): readonly Name[] | undefined {
  const sign = /(?<![\\$])\$([({]?)$/.exec(before)?.[1];
  if (sign === undefined) return undefined;
  const known = variablesAt(snapshot, placed, path);
  if (known?.readers.includes(sign === '(' ? 'kubelet' : 'shell') !== true) return undefined;
  const { container, own, taken } = known;
  const close = sign === '' ? '' : sign === '(' ? ')' : '}';
  const named = (text: string, detail: string): Name => ({
    text,
    kind: 'value',
    detail,
    ...(behind === close || close === '' ? {} : { source: `${text}${close}` }),
  });
  const all = [
    ...own.map(({ name }) => named(name, formatMessage(words.own, { container }))),
    ...taken.map((one) => named(one.name, formatMessage(words.from, { object: objectTitle(one.placed) }))),
  ];
  return sign === '(' ? all : all.filter(({ text }) => isNameOfShell(text));
}
