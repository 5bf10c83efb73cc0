import type { FilePlace } from '../objects/origins.ts';
import { isDataMap, isWorkload, type Placed } from '../objects/placed.ts';
import { nodeIn, placeOf } from '../objects/places.ts';
import { spanTouches, type Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { itemsIn, scalarText, textUnder } from '../yaml/node.ts';
import { isAtOrBelow, type At, type Path } from '../yaml/path.ts';
import { placesIn } from './at-cursor.ts';
import { declaredParts } from './named-parts.ts';

/** A variable of a container: declared there, or taken from a ConfigMap or Secret as a whole. */
interface ContainerVariable {
  readonly name: string;
  /** Where its name is: in the container, or as the key of a map. */
  readonly placed: Placed;
  readonly at: At;
}

/** The variables of a container at a field of it. */
interface VariablesAt {
  readonly container: string;
  readonly own: readonly ContainerVariable[];
  readonly taken: readonly ContainerVariable[];
}

/**
 * The variables that the kubelet puts in for `$(NAME)` in a container's command, arguments and variables: of these, the ones before it.
 * `undefined` elsewhere. Source: Kubernetes API core/v1, Container.args, EnvVar.value.
 */
export function variablesAt(snapshot: Snapshot, placed: Placed, path: Path): VariablesAt | undefined {
  if (!isWorkload(placed)) return undefined;
  const { containers, initContainers } = placed.resource.template;
  const container = [...containers, ...initContainers].find(({ at }) => isAtOrBelow(path, at.path));
  if (container === undefined) return undefined;
  const root = container.at.path;
  const [field, index] = path.slice(root.length);
  if (!['env', 'command', 'args'].includes(String(field))) return undefined;
  const items = itemsIn(nodeIn(placed, [...root, 'env']));
  const own = items
    .slice(0, field === 'env' ? Number(index) : items.length)
    .flatMap((item, at): ContainerVariable[] => {
      const name = textUnder(item, 'name');
      return name === undefined ? [] : [{ name, placed, at: { path: [...root, 'env', at, 'name'] } }];
    });
  const taken = snapshot.links
    .from(placed)
    .filter(({ at }) => isAtOrBelow(at.path, [...root, 'envFrom']))
    .flatMap(({ at, to }) => {
      const prefix = textUnder(nodeIn(placed, at.path.slice(0, -2)), 'prefix') ?? '';
      return to
        .filter(isDataMap)
        .flatMap((map) => declaredParts(map).map((key) => ({ ...key, placed: map, name: `${prefix}${key.text}` })));
    });
  return { container: container.name?.value ?? '', own, taken };
}

/** The variable that a `$(NAME)` under a cursor means, by where it is declared: the last of its name, those of the container first. */
export function variableAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly origin: Span; readonly declared: FilePlace } | undefined {
  for (const { placed, path, part } of placesIn(snapshot, uri, offset)) {
    const text = part === 'value' && isWorkload(placed) ? scalarText(nodeIn(placed, path)) : undefined;
    for (const { 1: signs = '', 2: name = '', index } of (text ?? '').matchAll(/(\$+)\(([-.\w]+)\)/g)) {
      // Two signs stand for one, which is no variable.
      if (signs.length % 2 === 0) continue;
      const start = index + signs.length - 1;
      const { file, span } = placeOf(placed, { path, within: { start, end: start + name.length + 3 } });
      if (file.uri !== uri || !spanTouches(span, offset)) continue;
      const known = variablesAt(snapshot, placed, path);
      const found = [...(known?.taken ?? []), ...(known?.own ?? [])].filter((one) => one.name === name).at(-1);
      if (found !== undefined) return { origin: span, declared: placeOf(found.placed, found.at) };
    }
  }
  return undefined;
}
