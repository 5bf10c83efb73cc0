import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument as parseYaml,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { emptySpanAt, type Span, spanBetween } from '../text/span.ts';
import type { ScalarStyle, YamlEntry, YamlMap, YamlNode, YamlScalar } from './node.ts';
import { Anchors, deepest } from './reader/anchors.ts';
import { keyOfScalar, mapOfDraft, type Merge } from './reader/maps.ts';
import { scalarValue } from './reader/tags.ts';

/**
 * What can be read of a text that is no YAML: the tree that a kinder parser makes of it, for hover and completion while somebody
 * types. It says nothing about what is wrong. `undefined` where there is nothing, or nothing that can be walked through.
 */
export function recoverTree(text: string): YamlNode | undefined {
  if (mayBeDeep(text)) return undefined;
  // The failsafe schema leaves scalars as strings, so that their values are ours to decide.
  const document = parseYaml(text, {
    schema: 'failsafe',
    strict: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  return document.contents === null ? undefined : new NodeReader().node(document.contents);
}

/** Turns the parser's nodes into ours. A class for its memory: the anchors so far. */
class NodeReader {
  readonly #anchors = new Anchors();

  node(source: Node, depth = 0): YamlNode {
    if (isAlias(source)) return this.#alias(source.source, rangeOf(source), depth);
    const anchored = source.anchor === undefined ? undefined : this.#anchors.open(source.anchor, depth);
    this.#anchors.count(depth);
    const node = this.#content(source, depth);
    return anchored === undefined ? node : this.#anchors.close(anchored, node, depth);
  }

  #content(source: Node, depth: number): YamlNode {
    if (isMap(source)) return this.#map(source, depth);
    if (!isSeq(source)) return isScalar(source) ? readScalar(source) : emptyScalar(rangeOf(source));
    const items = source.items.map((item) => this.node(item as Node, depth + 1));
    return { kind: 'sequence', flow: source.flow === true, items, span: rangeOf(source) };
  }

  /** An alias to nothing, one inside what it names, and one that makes too much of the document are absent values. */
  #alias(name: string, span: Span, depth: number): YamlNode {
    const node = this.#anchors.follow(name, depth);
    return typeof node === 'string' ? emptyScalar(span) : { ...node, span, aliased: true };
  }

  #map(source: YAMLMap, depth: number): YamlMap {
    const written: YamlEntry[] = [];
    const merges: Merge[] = [];
    for (const pair of source.items) {
      if (!isPair(pair)) continue;
      const key = pair.key as Node | null;
      if (key === null) continue;
      const keyNode = this.node(key, depth);
      if (keyNode.kind !== 'scalar') continue;
      const keySpan = keyNode.span;
      const given = pair.value as Node | null;
      const value = given === null ? emptyScalar(emptySpanAt(keySpan.end)) : this.node(given, depth + 1);
      const isMerge = keyNode.text === '<<' && keyNode.style === 'plain';
      if (isMerge) merges.push({ before: written.length, value });
      else written.push({ key: keyOfScalar(keyNode) ?? keyNode.text, keySpan, value, origin: 'own' });
    }
    return mapOfDraft({ written, merges }, source.flow === true, rangeOf(source));
  }
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function readScalar(source: Scalar): YamlScalar {
  const text = typeof source.value === 'string' ? source.value : '';
  const style = styles[source.type ?? 'PLAIN'] ?? 'plain';
  const value = scalarValue(text, style, source.tag);
  return { kind: 'scalar', value: value === undefined ? text : value, text, style, span: rangeOf(source) };
}

function emptyScalar(span: Span): YamlScalar {
  return { kind: 'scalar', value: null, text: '', style: 'plain', span };
}

function rangeOf(node: Node): Span {
  const range = node.range;
  return range ? spanBetween(range[0], range[1]) : emptySpanAt(0);
}

/** Whether a text may be nested deeper than a parser that calls itself is. A false yes costs the tree of a text that is broken anyway. */
function mayBeDeep(text: string): boolean {
  if (/^[ \t?-]{1000}/m.test(text)) return true;
  let depth = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x5b || code === 0x7b) depth++;
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
    if (depth > deepest) return true;
  }
  return false;
}
