import { defineMessages, formatMessage } from '../../util/format.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { variablesAt } from '../container-variables.ts';
import { objectTitle } from '../hover/content.ts';
import type { Name } from './service-names.ts';
import type { WritingPlace } from './writing-place.ts';

const words = defineMessages('features/completion/variable-names', {
  own: 'variable of container {container}',
  from: 'variable from {object}',
});

/** The variables of a container that can be in `$(NAME)`, which is closed where it is not yet; `undefined` elsewhere. */
export function variablesFor(
  snapshot: Snapshot,
  { placed, path, before, behind }: WritingPlace,
): readonly Name[] | undefined {
  if (!before.endsWith('$(') || before.endsWith('$$(')) return undefined;
  const known = variablesAt(snapshot, placed, path);
  if (known === undefined) return undefined;
  const { container, own, taken } = known;
  const named = (text: string, detail: string): Name => ({
    text,
    kind: 'value',
    detail,
    ...(behind === ')' ? {} : { source: `${text})` }),
  });
  return [
    ...own.map(({ name }) => named(name, formatMessage(words.own, { container }))),
    ...taken.map((one) => named(one.name, formatMessage(words.from, { object: objectTitle(one.placed) }))),
  ];
}
