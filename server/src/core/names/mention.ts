import { addAll } from '../util/collections.ts';
import type { At, Path } from '../yaml/path.ts';
import { entryOf, type YamlMap, type YamlNode } from '../yaml/node.ts';
import { templateMark } from '../yaml/template.ts';
import { scanHosts, type ScannedHost } from './scan-hosts.ts';

/** A host name in a string of an object: in an environment variable, an argument, a URL, an annotation, a ConfigMap's text. */
export interface Mention extends Omit<ScannedHost, 'within'> {
  /** The host without its final dot; the path is that from the object. */
  readonly at: At;
  /** What the string is the value of: the name of an environment variable, else the nearest key. */
  readonly called: string | undefined;
}

/**
 * The host names mentioned in the strings of an object. Keys, what Secrets hold encoded, and strings that cannot hold a
 * host give nothing. Whether such a name belongs to a Service is for the reader of the mention to say.
 */
export function findMentions(root: YamlNode | undefined): readonly Mention[] {
  const mentions: Mention[] = [];
  if (root !== undefined) collect(root, [], undefined, { mentions, seen: new Set() });
  return mentions;
}

/** The host names in one decoded string; `path` is where the string stands, `called` what it is the value of. */
export function mentionsIn(text: string, path: Path, called?: string): readonly Mention[] {
  return scanHosts(text).map(({ within, ...found }) => ({ ...found, at: { path, within }, called }));
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

interface Collecting {
  readonly mentions: Mention[];
  /** Keeps what several aliases stand for from being read more than once. */
  readonly seen: Set<YamlNode>;
}

function collect(node: YamlNode, path: Path, called: string | undefined, collecting: Collecting): void {
  const { mentions, seen } = collecting;
  if (seen.has(node)) return;
  seen.add(node);
  switch (node.kind) {
    case 'map':
      for (const entry of node.entries) {
        if (entry.origin !== 'own' || !mayHoldHosts(entry.key, path)) continue;
        const variable = entry.key === 'value' ? variableOf(node) : undefined;
        // A variable that is called as one that holds an image, such as `RELATED_IMAGE`.
        if (variable !== undefined && /image$/i.test(variable)) continue;
        collect(entry.value, [...path, entry.key], variable ?? entry.key, collecting);
      }
      return;
    case 'sequence':
      for (const [index, item] of node.items.entries()) collect(item, [...path, index], called, collecting);
      return;
    case 'scalar':
      if (typeof node.value === 'string')
        addAll(mentions, mentionsIn(node.value === templateMark ? node.text : node.value, path, called));
  }
}

function variableOf(node: YamlMap): string | undefined {
  const name = entryOf(node, 'name')?.value;
  return name?.kind === 'scalar' ? name.text : undefined;
}

function mayHoldHosts(key: string, path: Path): boolean {
  const parent = path.at(-1);
  if (typeof parent === 'string' && freeKeys.has(parent)) return true;
  return !hostlessKeys.has(key) && !/image$/i.test(key);
}
