import type { Path } from '../yaml/path.ts';
import type { At } from '../yaml/path.ts';
import type { YamlNode } from '../yaml/node.ts';

/** A host name in a string of a manifest: in an environment variable, an argument, a URL, an annotation, a ConfigMap's text. */
export interface Mention {
  /** Lower case, without a final dot. */
  readonly host: string;
  /** The port behind it, where one is written. */
  readonly port: number | undefined;
  readonly at: At;
}

/**
 * The host names mentioned in the strings of a document: names of at least two labels, and single labels where they stand
 * as a host, in a URL or before a port. Whether such a name belongs to a Service is for the reader of the mention to say.
 * Keys, and strings that cannot hold a host, give nothing.
 */
export function findMentions(root: YamlNode | undefined): readonly Mention[] {
  const mentions: Mention[] = [];
  if (root !== undefined) collect(root, [], mentions);
  return mentions;
}

function collect(node: YamlNode, path: Path, mentions: Mention[]): void {
  switch (node.kind) {
    case 'map':
      for (const entry of node.entries) if (entry.origin === 'own') collect(entry.value, [...path, entry.key], mentions);
      return;
    case 'sequence':
      for (const [index, item] of node.items.entries()) collect(item, [...path, index], mentions);
      return;
    case 'scalar':
      if (typeof node.value === 'string') mentions.push(...mentionsIn(node.value, path));
  }
}

/** `scheme://` and user info before a host, the host, the port behind it. */
const hostPattern = /([a-z][a-z0-9+.-]*:\/\/(?:[^\s/@'"]*@)?)?(?<![a-z0-9_.@/$-])((?:_?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\.)*_?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(\.?)(:\d{1,5}(?!\d))?/gi;

/** The host names in one decoded string. */
export function mentionsIn(text: string, path: Path): readonly Mention[] {
  if (!text.includes('.') && !text.includes(':')) return [];
  const mentions: Mention[] = [];
  for (const match of text.matchAll(hostPattern)) {
    const [whole, scheme = '', written = '', , port] = match;
    const isHost = scheme !== '' || written.includes('.') || port !== undefined;
    if (!isHost || /^[\d.]+$/.test(written)) continue;
    const start = match.index + whole.indexOf(written, scheme.length);
    mentions.push({ host: written.toLowerCase(), port: port === undefined ? undefined : Number(port.slice(1)), at: { path, within: { start, end: start + written.length } } });
  }
  return mentions;
}
