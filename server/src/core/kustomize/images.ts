import { isContainerList } from '../kubernetes/container-lists.ts';
import { composed, originBelow, stretchOf, type Origin } from '../objects/origins.ts';
import { spanAt } from '../text/span.ts';
import { readSearch } from '../util/pattern.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Draft } from './draft.ts';
import type { KustomizationFile } from './files.ts';
import { changeField, withChildren, withValue } from './tree.ts';
import { wordsOf } from './written-values.ts';

/**
 * Gives images the names of `images`, wherever an object has a list of containers; of one name in two parts, the later says it. Their
 * tags and digests stay, as they are not read. Source: kustomize api/filters/imagetag/legacy.go and updater.go; api/internal/image/image.go;
 * fluxcd/pkg kustomize/kustomize_generator.go.
 */
export function setImages(drafts: readonly Draft[], [part, ...later]: readonly KustomizationFile[]): void {
  if (part === undefined) return;
  const words = wordsOf(part, 'own');
  const overridden = new Set(later.flatMap(({ kustomization }) => kustomization.images.map(({ name }) => name)));
  for (const { name, newName } of part.kustomization.images) {
    if (overridden.has(name)) continue;
    const written = newName && words.node(newName);
    if (written?.kind !== 'scalar' || written.text === '') continue;
    const isMeant = readSearch(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
    const to = (old: YamlNode, above: Origin): YamlNode => {
      if (old.kind !== 'scalar' || !isMeant(old.text)) return old;
      const { length } = /^(?:[^/]*\/)?[^:@]*/.exec(old.text)?.[0] ?? '';
      const replaced = stretchOf(old, above, spanAt(0, length));
      const called = { text: written.text, source: stretchOf(written, words.origin), replaced };
      const rest = spanAt(length, old.text.length - length);
      const kept = { text: old.text.slice(length), source: stretchOf(old, above, rest) };
      return composed(kept.text === '' ? [called] : [called, kept], old, above);
    };
    for (const draft of drafts) if (draft.tree !== undefined) draft.tree = inContainers(draft.tree, draft.home, to);
  }
  setImages(drafts, later);
}

function inContainers(node: YamlNode, above: Origin, to: (image: YamlNode, above: Origin) => YamlNode): YamlNode {
  if (node.kind === 'scalar') return node;
  const origin = originBelow(node, above);
  if (node.kind === 'sequence') return withChildren(node, (item) => inContainers(item, origin, to));
  let changed = node;
  for (const { key, value } of node.entries) {
    const walked = inContainers(value, origin, to);
    const own = isContainerList(key) ? changeField(walked, origin, { path: 'image' }, { to }) : walked;
    if (own !== value) changed = withValue(changed, key, own);
  }
  return changed;
}
