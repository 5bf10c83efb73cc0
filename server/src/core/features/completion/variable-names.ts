import { isDataMap, isWorkload, mapKeysOf } from '../../objects/placed.ts';
import { nodeIn } from '../../objects/places.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { itemsIn, textUnder } from '../../yaml/node.ts';
import { isAtOrBelow } from '../../yaml/path.ts';
import { objectTitle } from '../hover/content.ts';
import type { Name } from './service-names.ts';
import type { WritingPlace } from './writing-place.ts';

const words = defineMessages('features/completion/variable-names', {
  own: 'variable of container {container}',
  from: 'variable from {object}',
});

/**
 * The variables that the kubelet puts in for `$(NAME)` in a container's command, arguments and variables: of these, the ones before it.
 * `undefined` elsewhere. Source: Kubernetes API core/v1, Container.args, EnvVar.value.
 */
export function variablesFor(
  snapshot: Snapshot,
  { placed, path, before, behind }: WritingPlace,
): readonly Name[] | undefined {
  if (!before.endsWith('$(') || before.endsWith('$$(') || !isWorkload(placed)) return undefined;
  const { containers, initContainers } = placed.resource.template;
  const container = [...containers, ...initContainers].find(({ at }) => isAtOrBelow(path, at.path));
  if (container === undefined) return undefined;
  const [field, index] = path.slice(container.at.path.length);
  if (!['env', 'command', 'args'].includes(String(field))) return undefined;
  const items = itemsIn(nodeIn(placed, [...container.at.path, 'env']));
  const known = field === 'env' ? items.slice(0, Number(index)) : items;
  const detail = formatMessage(words.own, { container: container.name?.value ?? '' });
  const own = known.flatMap((item): readonly Name[] => {
    const text = textUnder(item, 'name');
    return text === undefined ? [] : [{ text, kind: 'value', detail }];
  });
  const sources = snapshot.links
    .from(placed)
    .filter(({ at }) => isAtOrBelow(at.path, [...container.at.path, 'envFrom']))
    .flatMap(({ at, to }) => to.filter(isDataMap).map((map) => ({ at, map })));
  const taken = sources.flatMap(({ at, map }) => {
    const prefix = textUnder(nodeIn(placed, at.path.slice(0, -2)), 'prefix') ?? '';
    const from = formatMessage(words.from, { object: objectTitle(map) });
    return mapKeysOf(map).map((key): Name => ({ text: `${prefix}${key}`, kind: 'value', detail: from }));
  });
  return [...own, ...taken].map((name) => (behind === ')' ? name : { ...name, source: `${name.text})` }));
}
