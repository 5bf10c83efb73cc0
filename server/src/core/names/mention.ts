import { addAll } from '../util/collections.ts';
import type { At, Path } from '../yaml/path.ts';
import { entryOf, type YamlMap, type YamlNode, type YamlSequence } from '../yaml/node.ts';
import { sharedPathOf } from '../yaml/shared-path.ts';
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
  if (root === undefined) return none;
  const collecting: Collecting = { mentions: [], steps: [], seen: new Set() };
  collect(root, undefined, collecting);
  return collecting.mentions.length === 0 ? none : collecting.mentions;
}

const none: readonly Mention[] = [];

/** The host names in one decoded string; `path` is where the string stands, `called` what it is the value of. */
export function mentionsIn(text: string, path: Path, called?: string): readonly Mention[] {
  const found = scanHosts(text);
  if (found.length === 0) return none;
  const shared = sharedPathOf(path).path;
  return found.map(({ host, absolute, standing, scheme, within, port, portWithin, aside }) => ({
    host,
    absolute,
    standing,
    scheme,
    port,
    portWithin,
    aside,
    at: { path: shared, within },
    called,
  }));
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
  /** The way to the node that is looked at. */
  readonly steps: (string | number)[];
  /** What collections hold: keeps what several aliases stand for from being read more than once. */
  readonly seen: Set<YamlMap['entries'] | YamlSequence['items']>;
}

function collect(node: YamlNode, called: string | undefined, collecting: Collecting): void {
  const { mentions, steps, seen } = collecting;
  switch (node.kind) {
    case 'map': {
      const { entries } = node;
      if (seen.has(entries)) return;
      seen.add(entries);
      const parent = steps.at(-1);
      for (const { key, value, origin } of entries) {
        if (origin !== 'own' || !mayHoldHosts(key, parent)) continue;
        const variable = key === 'value' ? variableOf(node) : undefined;
        // A variable that is called as one that holds an image, such as `RELATED_IMAGE`.
        if (variable !== undefined && /image$/i.test(variable)) continue;
        steps.push(key);
        collect(value, variable ?? key, collecting);
        steps.pop();
      }
      return;
    }
    case 'sequence': {
      const { items } = node;
      if (seen.has(items)) return;
      seen.add(items);
      for (const [index, item] of items.entries()) {
        steps.push(index);
        collect(item, called, collecting);
        steps.pop();
      }
      return;
    }
    case 'scalar':
      if (typeof node.value === 'string')
        addAll(mentions, mentionsIn(node.value === templateMark ? node.text : node.value, steps, called));
  }
}

function variableOf(node: YamlMap): string | undefined {
  const name = entryOf(node, 'name')?.value;
  return name?.kind === 'scalar' ? name.text : undefined;
}

function mayHoldHosts(key: string, parent: string | number | undefined): boolean {
  if (typeof parent === 'string' && freeKeys.has(parent)) return true;
  return !hostlessKeys.has(key) && !/image$/i.test(key);
}
