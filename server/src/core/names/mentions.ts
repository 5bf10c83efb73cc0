import type { At, Path } from '../yaml/path.ts';
import type { YamlNode } from '../yaml/node.ts';
import { templateMark } from '../yaml/template.ts';
import { scanHosts, type ScannedHost } from './scan.ts';

/** A host name in a string of a manifest: in an environment variable, an argument, a URL, an annotation, a ConfigMap's text. */
export interface Mention extends Omit<ScannedHost, 'within'> {
  /** The host without its final dot; the path is that from the document's root. */
  readonly at: At;
}

/**
 * The host names mentioned in the strings of a document. Keys, what Secrets hold encoded, and strings that cannot hold a
 * host give nothing. Whether such a name belongs to a Service is for the reader of the mention to say.
 */
export function findMentions(root: YamlNode | undefined): readonly Mention[] {
  const mentions: Mention[] = [];
  if (root !== undefined) collect(root, [], mentions, new Set());
  return mentions;
}

/** The host names in one decoded string; `path` is where the string stands. */
export function mentionsIn(text: string, path: Path): readonly Mention[] {
  return scanHosts(text).map(({ within, ...found }) => ({ ...found, at: { path, within } }));
}

/** Fields whose values only look like hosts: `redis:7` is an image and its tag, `metadata.name` a path. */
const hostlessKeys: ReadonlySet<string> = new Set([
  'apiVersion',
  'fieldPath',
  'labels',
  'matchLabels',
  'nodeSelector',
  'openAPIV3Schema',
  'managedFields',
  'status',
]);

/** Below these the keys are people's own, so nothing follows from them but `image`. */
const freeKeys: ReadonlySet<string> = new Set(['data', 'stringData', 'annotations']);

/** `seen` keeps what several aliases stand for from being read more than once. */
function collect(node: YamlNode, path: Path, mentions: Mention[], seen: Set<YamlNode>): void {
  if (seen.has(node)) return;
  seen.add(node);
  switch (node.kind) {
    case 'map':
      for (const entry of node.entries) {
        if (entry.origin === 'own' && mayHoldHosts(entry.key, path) && !isImageVariable(node, entry.key))
          collect(entry.value, [...path, entry.key], mentions, seen);
      }
      return;
    case 'sequence':
      for (const [index, item] of node.items.entries()) collect(item, [...path, index], mentions, seen);
      return;
    case 'scalar':
      if (typeof node.value === 'string')
        mentions.push(...mentionsIn(node.value === templateMark ? node.text : node.value, path));
  }
}

/** An environment variable that is called as one that holds an image, such as `RELATED_IMAGE`. */
function isImageVariable(node: Extract<YamlNode, { readonly kind: 'map' }>, key: string): boolean {
  if (key !== 'value') return false;
  const name = node.entries.find((entry) => entry.key === 'name')?.value;
  return name?.kind === 'scalar' && /image$/i.test(name.text);
}

function mayHoldHosts(key: string, path: Path): boolean {
  const parent = path.at(-1);
  if (typeof parent === 'string' && freeKeys.has(parent)) return true;
  return !hostlessKeys.has(key) && !/image$/i.test(key);
}
