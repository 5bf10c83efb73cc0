import { rejectionText, YamlRejection } from './rejection.ts';
import { type Span, spanBetween } from '../../text/span.ts';
import type { YamlMap, YamlNode, YamlSequence } from '../node.ts';
import { Anchors, deepest, tooDeep } from './anchors.ts';
import { keyOfScalar, isMergeable, mapOfDraft, type MapDraft } from './maps.ts';
import { LeafParser, type Properties } from './leaf-parser.ts';
import type { TokenStream } from './token-stream.ts';
import * as token from './tokens.ts';

/** A key that has been read, and whether what follows it is to be merged. */
interface Key {
  readonly text: string;
  readonly span: Span;
  readonly isMerge: boolean;
}

/**
 * Makes nodes of tokens: aliases are followed, merge keys merged. A class for its memory: the tokens and the anchors so far.
 * Throws a `YamlRejection` where kubectl's reader does. Source: YAML 1.1 as libyaml's parser reads it; go.yaml.in/yaml/v2, decode.go.
 */
export class Parser {
  readonly #tokens: TokenStream;
  readonly #anchors = new Anchors();
  readonly #leaves: LeafParser;
  /** Whether some map has entries that do not count. */
  loses = false;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
    this.#leaves = new LeafParser(tokens, this.#anchors);
  }

  /** The node of the document, `undefined` where it has none. */
  read(): YamlNode | undefined {
    this.#tokens.settle();
    if (this.#tokens.kind === token.documentMark) this.#tokens.reject(rejectionText('nothingEnds'));
    if (this.#tokens.isAtEnd) return undefined;
    const root = this.#block(0, true);
    if (!this.#tokens.isAtEnd) this.#tokens.reject(rejectionText('documentEnd'));
    return root;
  }

  /** A node in block style. Where `indentless`, the items of a list may be in the column of the key that they belong to. */
  #block(depth: number, indentless: boolean): YamlNode {
    const properties = this.#leaves.properties();
    if (properties.anchor === undefined) return this.#blockContent(depth, indentless, properties);
    const anchored = this.#anchors.open(properties.anchor, depth);
    return this.#anchors.close(anchored, this.#blockContent(depth, indentless, properties), depth);
  }

  #blockContent(depth: number, indentless: boolean, properties: Properties): YamlNode {
    switch (this.#tokens.kind) {
      case token.blockMappingStart:
        return this.#blockMap(depth);
      case token.blockSequenceStart:
        return this.#blockSequence(depth);
      case token.blockEntry:
        if (indentless) return this.#levelSequence(depth);
    }
    return this.#flowContent(depth, properties);
  }

  #flow(depth: number): YamlNode {
    const properties = this.#leaves.properties();
    if (properties.anchor === undefined) return this.#flowContent(depth, properties);
    const anchored = this.#anchors.open(properties.anchor, depth);
    return this.#anchors.close(anchored, this.#flowContent(depth, properties), depth);
  }

  #flowContent(depth: number, properties: Properties): YamlNode {
    switch (this.#tokens.kind) {
      case token.flowMappingStart:
        return this.#flowMap(depth);
      case token.flowSequenceStart:
        return this.#flowSequence(depth);
    }
    const node = this.#leaves.leaf(depth, properties);
    if (node.kind === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value))
      throw new YamlRejection(rejectionText('notInJson'), node.span.start, node.span.end);
    return node;
  }

  /** Counts a collection; rejects what nests too deep. */
  #enter(depth: number): void {
    this.#anchors.count(depth);
    if (depth >= deepest) this.#tokens.reject(tooDeep());
  }

  #blockSequence(depth: number): YamlSequence {
    this.#enter(depth);
    const start = this.#tokens.start;
    this.#tokens.pass();
    const items = this.#items(depth);
    if (this.#tokens.kind !== token.blockEnd) this.#tokens.rejectInBlock(rejectionText('noItem'));
    const end = this.#tokens.endOfBlock();
    this.#tokens.pass();
    return { kind: 'sequence', flow: false, items, span: { start, end } };
  }

  /** A list in the column of its key. */
  #levelSequence(depth: number): YamlSequence {
    this.#enter(depth);
    const start = this.#tokens.start;
    const items = this.#items(depth);
    return { kind: 'sequence', flow: false, items, span: spanBetween(start, this.#tokens.endOfBlock()) };
  }

  #items(depth: number): readonly YamlNode[] {
    const items: YamlNode[] = [];
    while (this.#tokens.kind === token.blockEntry) {
      const end = this.#tokens.skip();
      const isEmpty = this.#tokens.kind === token.blockEntry || this.#isEndOfEntry();
      items.push(isEmpty ? this.#leaves.empty(end) : this.#block(depth + 1, false));
    }
    return items;
  }

  #blockMap(depth: number): YamlMap {
    this.#enter(depth);
    this.#tokens.pass();
    const draft: MapDraft = { written: [], merges: [] };
    let start = -1;
    while (this.#tokens.kind === token.key) {
      const question = this.#tokens.start;
      this.#tokens.pass();
      if (start < 0) start = this.#tokens.start;
      const key = this.#isEndOfEntry() ? this.#rejectKey('nothing', question) : this.#key();
      this.#add(draft, key, this.#blockValue(depth, key));
    }
    if (this.#tokens.kind !== token.blockEnd) this.#tokens.rejectInBlock(rejectionText('noKey'));
    const end = this.#tokens.endOfBlock();
    this.#tokens.pass();
    return this.#mapOf(draft, false, { start, end });
  }

  #blockValue(depth: number, { span }: Key): YamlNode {
    if (this.#tokens.kind !== token.value) return this.#leaves.empty(this.#tokens.end);
    const end = this.#tokens.skip();
    if (!this.#isEndOfEntry()) return this.#block(depth + 1, true);
    this.#tokens.bareKey = span;
    return this.#leaves.empty(end);
  }

  #isEndOfEntry(): boolean {
    return this.#tokens.kind === token.key || this.#tokens.kind === token.value || this.#tokens.kind === token.blockEnd;
  }

  #flowSequence(depth: number): YamlSequence {
    this.#enter(depth);
    const start = this.#tokens.start;
    const items: YamlNode[] = [];
    this.#tokens.skip();
    while (this.#tokens.kind !== token.flowSequenceEnd) {
      if (items.length > 0 && !this.#isBehindComma(start, ']')) break;
      items.push(this.#tokens.kind === token.key ? this.#pair(depth + 1) : this.#flow(depth + 1));
    }
    return { kind: 'sequence', flow: true, items, span: spanBetween(start, this.#tokens.skip()) };
  }

  /** A `key: value` in brackets is a map of its own. */
  #pair(depth: number): YamlMap {
    this.#enter(depth);
    const draft: MapDraft = { written: [], merges: [] };
    const start = this.#flowEntry(draft, depth);
    return this.#mapOf(draft, true, spanBetween(start, this.#tokens.end));
  }

  #flowMap(depth: number): YamlMap {
    this.#enter(depth);
    const start = this.#tokens.start;
    const draft: MapDraft = { written: [], merges: [] };
    this.#tokens.skip();
    for (let isFirst = true; this.#tokens.kind !== token.flowMappingEnd; isFirst = false) {
      if (!isFirst && !this.#isBehindComma(start, '}')) break;
      this.#flowEntry(draft, depth);
    }
    return this.#mapOf(draft, true, spanBetween(start, this.#tokens.skip()));
  }

  /** An entry in braces, or a key alone; where it started. */
  #flowEntry(draft: MapDraft, depth: number): number {
    const question = this.#tokens.start;
    const isPair = this.#tokens.kind === token.key;
    if (isPair) this.#tokens.pass();
    const start = this.#tokens.start;
    const key = this.#isEndOfFlowEntry() ? this.#rejectKey('nothing', question) : this.#key();
    this.#add(draft, key, isPair ? this.#flowValue(depth) : this.#leaves.empty(this.#tokens.end));
    return start;
  }

  #flowValue(depth: number): YamlNode {
    if (this.#tokens.kind !== token.value) return this.#leaves.empty(this.#tokens.end);
    const end = this.#tokens.skip();
    return this.#isEndOfFlowEntry() ? this.#leaves.empty(end) : this.#flow(depth + 1);
  }

  #isEndOfFlowEntry(): boolean {
    const kind = this.#tokens.kind;
    return (
      kind === token.value ||
      kind === token.flowEntry ||
      kind === token.flowSequenceEnd ||
      kind === token.flowMappingEnd
    );
  }

  /** Goes over a comma; false where the collection is closed behind it. */
  #isBehindComma(open: number, close: string): boolean {
    if (this.#tokens.kind !== token.flowEntry) this.#tokens.rejectUnclosed(open, close);
    this.#tokens.skip();
    return !this.#isClosed(close);
  }

  #isClosed(close: string): boolean {
    return this.#tokens.kind === (close === ']' ? token.flowSequenceEnd : token.flowMappingEnd);
  }

  /** Reads a key. kubectl makes JSON of YAML, whose keys are strings. */
  #key(): Key {
    const start = this.#tokens.start;
    const properties = this.#leaves.properties();
    const anchored = properties.anchor === undefined ? undefined : this.#anchors.open(properties.anchor, 0);
    if (this.#tokens.kind === token.flowMappingStart || this.#tokens.kind === token.blockMappingStart)
      this.#rejectKey('map', start);
    if (
      this.#tokens.kind === token.flowSequenceStart ||
      this.#tokens.kind === token.blockSequenceStart ||
      this.#tokens.kind === token.blockEntry
    )
      this.#rejectKey('list', start);
    const node = this.#leaves.leaf(0, properties);
    if (anchored !== undefined) this.#anchors.close(anchored, node, 0);
    if (node.kind !== 'scalar') return this.#rejectKey(node.kind === 'map' ? 'map' : 'list', start);
    const { text, style, span } = node;
    const isMerge =
      text === '<<' &&
      node.aliased !== true &&
      (properties.tag === undefined ? style === 'plain' : properties.tag === 'tag:yaml.org,2002:merge');
    const name = keyOfScalar(node);
    return {
      text: name ?? this.#rejectKey(node.value === null ? 'nothing' : 'largeNumber', start),
      span,
      isMerge,
    };
  }

  #mapOf(draft: MapDraft, flow: boolean, span: Span): YamlMap {
    const map = mapOfDraft(draft, flow, span);
    if (map.lost !== undefined) this.loses = true;
    return map;
  }

  #rejectKey(found: 'list' | 'map' | 'nothing' | 'largeNumber', at: number): never {
    throw new YamlRejection(rejectionText('key', { found: rejectionText(found) }), at, at + 1);
  }

  #add({ written, merges }: MapDraft, { text, span, isMerge }: Key, value: YamlNode): void {
    if (isMerge) merges.push({ before: written.length, value: isMergeable(value) ? value : this.#rejectMerge(span) });
    else written.push({ key: text, keySpan: span, value, origin: 'own' });
  }

  #rejectMerge({ start, end }: Span): never {
    throw new YamlRejection(rejectionText('merge'), start, end);
  }
}
