import type { At, Path } from '../yaml/path.ts';
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
  if (root !== undefined) collect(root, [], mentions, new Set());
  return mentions;
}

/** Fields whose values only look like hosts: `redis:7` is an image and its tag, `metadata.name` a path. */
const hostlessKeys: ReadonlySet<string> = new Set(['image', 'apiVersion', 'fieldPath']);

/** `seen` keeps what several aliases stand for from being read more than once. */
function collect(node: YamlNode, path: Path, mentions: Mention[], seen: Set<YamlNode>): void {
  if (seen.has(node)) return;
  seen.add(node);
  switch (node.kind) {
    case 'map':
      for (const entry of node.entries) {
        if (entry.origin === 'own' && !hostlessKeys.has(entry.key))
          collect(entry.value, [...path, entry.key], mentions, seen);
      }
      return;
    case 'sequence':
      for (const [index, item] of node.items.entries()) collect(item, [...path, index], mentions, seen);
      return;
    case 'scalar':
      if (typeof node.value === 'string') mentions.push(...mentionsIn(node.value, path));
  }
}

/** The host names in one decoded string; `path` is where the string stands. Linear in the length of the text. */
export function mentionsIn(text: string, path: Path): readonly Mention[] {
  if (!text.includes('.') && !text.includes(':')) return [];
  const mentions: Mention[] = [];
  for (const match of text.matchAll(/[A-Za-z0-9_-][A-Za-z0-9_.-]*/g)) {
    const written = match[0].replace(/[.-]+$/, '');
    const start = match.index;
    const port = /^:(\d{1,5})(?!\d)/.exec(text.slice(start + match[0].length, start + match[0].length + 7))?.[1];
    const place = placeOf(text, start);
    const isHost = place === 'authority' || (place === 'free' && (written.includes('.') || port !== undefined));
    if (!isHost || !isHostName(written)) continue;
    const within = { start, end: start + written.length };
    mentions.push({
      host: written.toLowerCase(),
      port: port === undefined ? undefined : Number(port),
      at: { path, within },
    });
  }
  return mentions;
}

/** The longest user info that is looked for around a host; longer ones do not occur in URLs that people write. */
const longestUserInfo = 256;

/** Whether a word stands as the host of a URL, free, or where no host stands: in a path, an e-mail address, a variable. */
function placeOf(text: string, start: number): 'authority' | 'free' | 'none' {
  const before = text[start - 1];
  if (before === '/') {
    const isUserInfo = /^[^\s/@]*@/.test(text.slice(start, start + longestUserInfo));
    return text.startsWith('://', start - 3) && !isUserInfo ? 'authority' : 'none';
  }
  if (before === '@') {
    const userInfo = text.slice(Math.max(0, start - longestUserInfo), start - 1);
    return /:\/\/[^\s/]*$/.test(userInfo) ? 'authority' : 'none';
  }
  return before === '$' || before === '{' || before === '%' ? 'none' : 'free';
}

/** Labels apart by dots; `_` may begin one, as in `_sql._tcp`. Addresses are no names. Source: RFC 1035 2.3.1, RFC 2782. */
function isHostName(written: string): boolean {
  if (written.length > 253 || /^[\d.]+$/.test(written)) return false;
  return written.split('.').every((label) => label.length <= 63 && /^_?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/i.test(label));
}
