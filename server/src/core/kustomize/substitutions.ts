import type { StringMap } from '../kubernetes/field.ts';
import { originBelow, stretchOf, type Origin } from '../objects/origins.ts';
import { spanAt } from '../text/span.ts';
import { entryOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { nodeAt } from '../yaml/path.ts';
import { resolvePlainScalar } from '../yaml/scalar.ts';
import type { Draft } from './draft.ts';
import { withPieces } from './replaced-value.ts';
import { textOfNode, withChildren } from './tree.ts';

/** What Flux puts in for `${NAME}` in all that comes out of a build. Source: Flux API kustomize.toolkit.fluxcd.io/v1, PostBuild. */
export interface Substitutions {
  readonly values: StringMap;
  /** Whether ConfigMaps or Secrets of the cluster have more values. */
  readonly isOpen: boolean;
}

/**
 * Puts values, and defaults, in the place of variables. What is not known stays as it is, which everybody takes for unknown; so does what
 * Flux makes an empty string, as that is never meant. Source: fluxcd/pkg kustomize/kustomize_varsub.go, envsubst/README.md.
 */
export function substitute(drafts: readonly Draft[], substitutions: Substitutions): void {
  if (substitutions.values.pairs.size === 0) return;
  for (const draft of drafts)
    if (draft.tree !== undefined && !isDisabled(draft.tree))
      draft.tree = substituted(draft.tree, draft.home, substitutions);
}

function isDisabled(tree: YamlNode): boolean {
  return ['labels', 'annotations'].some(
    (field) =>
      textOfNode(entryOf(nodeAt(tree, ['metadata', field]), 'kustomize.toolkit.fluxcd.io/substitute')?.value) ===
      'disabled',
  );
}

function substituted(node: YamlNode, above: Origin, substitutions: Substitutions): YamlNode {
  if (node.kind === 'scalar') return inString(node, above, substitutions);
  const origin = originBelow(node, above);
  return withChildren(node, (child) => substituted(child, origin, substitutions));
}

/** A variable with what is put in where it has no value, or a dollar that is none. */
const variable = /\$\$|\$\{([A-Za-z_]\w*)(?::?[-=]([^${}]*))?\}/g;

/** Text is read anew once it has its values, so that a number is one whatever quotes were around. */
function inString(node: YamlScalar, above: Origin, { values, isOpen }: Substitutions): YamlScalar {
  const { text } = node;
  if (typeof node.value !== 'string' || !text.includes('${') || /\$\{[^}]*\$\{/.test(text)) return node;
  const pieces = [...text.matchAll(variable)].flatMap(({ 0: found, 1: name = '', 2: fallback, index }) => {
    const span = spanAt(index, found.length);
    const value = found === '$$' ? '$' : values.pairs.get(name)?.value.replaceAll('\n', '');
    const isKnown = value !== undefined && value !== '';
    if (!isKnown && (fallback === undefined || (isOpen && value === undefined))) return [];
    const text = isKnown ? value : (fallback ?? '');
    // A default is where it is written.
    const within = isKnown ? span : spanAt(span.end - 1 - text.length, text.length);
    return [{ span, piece: { text, source: stretchOf(node, above, within), replaced: stretchOf(node, above, span) } }];
  });
  const made = withPieces(node, above, pieces);
  return made === node ? node : { ...made, value: resolvePlainScalar(made.text) };
}
