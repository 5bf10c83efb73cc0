import { groupOf } from '../kubernetes/resource.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import { treeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { defined } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { childrenOf, isNullOrAbsent, type YamlNode } from '../yaml/node.ts';
import { nodeAt } from '../yaml/path.ts';

/**
 * Whether Flux or Argo CD builds the kustomization of a folder with components that it does not name itself. Which folder their paths
 * begin at is not known, so any whose path ends so may be meant. Source: Flux API, Kustomization spec.components; Argo CD API,
 * ApplicationSourceKustomize.
 */
export function hasAddedComponents(snapshot: Questions, folder: string): boolean {
  const built = snapshot.everything.index(builtWithComponents);
  if (built.isEmpty) return false;
  const parts = partsOf(folder);
  return parts.some((_, index) => built.has(parts.slice(index).join('/')));
}

/** What tells a tool to build a folder with components, by the path of the folder. */
const builtWithComponents = defineIndex<Unknown>({
  kinds: ['Unknown'],
  keysOf: (placed) =>
    defined(
      ordersOf(placed).map(({ path, components }) => (isNullOrAbsent(components) ? undefined : textOf(path))),
    ).map((path) => partsOf(path).join('/')),
});

interface Order {
  readonly path: YamlNode | undefined;
  readonly components: YamlNode | undefined;
}

function ordersOf(placed: Placed<Unknown>): readonly Order[] {
  const { apiVersion, writtenKind } = placed.resource;
  const group = groupOf(apiVersion);
  if (group === 'kustomize.toolkit.fluxcd.io' && writtenKind === 'Kustomization') {
    const spec = nodeAt(treeOf(placed), ['spec']);
    return [{ path: nodeAt(spec, ['path']), components: nodeAt(spec, ['components']) }];
  }
  if (group !== 'argoproj.io' || writtenKind !== 'Application') return [];
  const spec = nodeAt(treeOf(placed), ['spec']);
  const several = nodeAt(spec, ['sources']);
  const sources = [nodeAt(spec, ['source']), ...(several === undefined ? [] : childrenOf(several))];
  return sources.map((source) => ({
    path: nodeAt(source, ['path']),
    components: nodeAt(source, ['kustomize', 'components']),
  }));
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
