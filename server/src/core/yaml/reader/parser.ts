import type { Span } from '../../text/span.ts';
import type { ScalarStyle, YamlMap, YamlNode, YamlScalar, YamlSequence } from '../node.ts';
import { Anchors, deepest, tooDeep } from './anchors.ts';
import { codeAt, hash, isBlank, isBreak, newline } from './characters.ts';
import { keyOfScalar } from './keys.ts';
import { isMergeable, mapOfDraft, type MapDraft } from './maps.ts';
import { YamlRejection, wordEnd, writtenEnd } from './rejection.ts';
import type { Scanner } from './scanner.ts';
import { scalarValue } from './tags.ts';
import * as token from './tokens.ts';

/** The styles of scalars, in the order of their tokens. */
const scalarStyles: readonly ScalarStyle[] = ['plain', 'single', 'double', 'literal', 'folded'];

/** The anchor and tag before a node. */
interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
}

const noProperties: Properties = { anchor: undefined, tag: undefined };

/** A key that has been read, and whether what follows it is to be merged. */
interface Key {
  readonly text: string;
  readonly span: Span;
  readonly isMerge: boolean;
}

/**
 * Makes nodes of tokens: aliases are followed, merge keys merged. A class for its memory: the next token and the anchors so far.
 * Throws a `Rejection` where kubectl's reader does. Source: YAML 1.1 as libyaml's parser reads it; go.yaml.in/yaml/v2, decode.go.
 */
export class Parser {
  readonly #text: string;
  readonly #kinds: readonly number[];
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];
  readonly #texts: readonly string[];
  readonly #late: YamlRejection | undefined;
  readonly #anchors = new Anchors();
  #next = 0;
  /** Whether some map has entries that do not count. */
  loses = false;
  /** The kind of the next token. */
  #kind: number;
  /** Where the last token ended that says something, and where a block collection ends that ends with it. */
  #end = 0;
  #blockEnd = 0;

  /** `late` is why the text is rejected behind the last token, where it is. */
  constructor({ text, tokens }: Scanner, late: YamlRejection | undefined) {
    this.#text = text;
    this.#late = late;
    this.#kinds = tokens.kinds;
    this.#starts = tokens.starts;
    this.#ends = tokens.ends;
    this.#texts = tokens.texts;
    this.#kind = token.nothing;
  }

  /** The node of the document, `undefined` where it has none. */
  read(): YamlNode | undefined {
    this.#settle();
    if (this.#kind === token.documentMark && this.#start === 0) {
      const end = writtenEnd(this.#text, 0);
      throw new YamlRejection('kubectl cuts files at "---" and takes nothing but a comment behind it', 0, end);
    }
    if (this.#isAtEnd()) return undefined;
    const root = this.#block(0, true);
    if (!this.#isAtEnd()) this.#reject('The document has ended before this, and kubectl reads no further');
    return root;
  }

  get #start(): number {
    return this.#starts[this.#next] ?? this.#text.length;
  }

  #isAtEnd(): boolean {
    return this.#kind === token.streamEnd || this.#kind === token.documentMark;
  }

  /** Goes over places kept for tokens that are not there. */
  #settle(): void {
    let kind = this.#kinds[this.#next];
    while (kind === token.nothing) kind = this.#kinds[++this.#next];
    if (kind === undefined && this.#late !== undefined) throw this.#late;
    this.#kind = kind ?? token.streamEnd;
  }

  /** Goes over a token that says something; where it ended. */
  #skip(): number {
    this.#end = this.#ends[this.#next] ?? 0;
    this.#next++;
    this.#settle();
    return this.#end;
  }

  /** Goes over a token that is no text: where a block collection begins or ends. */
  #pass(): void {
    this.#next++;
    this.#settle();
  }

  /** A node in block style. Where `indentless`, the items of a list may stand in the column of the key that they belong to. */
  #block(depth: number, indentless: boolean): YamlNode {
    const properties = this.#properties();
    if (properties.anchor === undefined) return this.#blockContent(depth, indentless, properties);
    const anchored = this.#anchors.open(properties.anchor, depth);
    return this.#anchors.close(anchored, this.#blockContent(depth, indentless, properties), depth);
  }

  #blockContent(depth: number, indentless: boolean, properties: Properties): YamlNode {
    switch (this.#kind) {
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
    const properties = this.#properties();
    if (properties.anchor === undefined) return this.#flowContent(depth, properties);
    const anchored = this.#anchors.open(properties.anchor, depth);
    return this.#anchors.close(anchored, this.#flowContent(depth, properties), depth);
  }

  #flowContent(depth: number, properties: Properties): YamlNode {
    switch (this.#kind) {
      case token.flowMappingStart:
        return this.#flowMap(depth);
      case token.flowSequenceStart:
        return this.#flowSequence(depth);
    }
    const node = this.#leaf(depth, properties);
    if (node.kind === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value))
      throw new YamlRejection(
        'Infinity and what is not a number cannot be written in JSON',
        node.span.start,
        node.span.end,
      );
    return node;
  }

  /** A scalar or alias. An anchor or tag with nothing behind it names an absent value. */
  #leaf(depth: number, properties: Properties): YamlNode {
    if (this.#kind >= token.plain) return this.#scalar(properties.tag);
    if (properties !== noProperties) return this.#empty(this.#end, properties.tag);
    if (this.#kind === token.alias) return this.#alias(depth);
    return this.#reject('A value was expected here');
  }

  #properties(): Properties {
    // Most nodes have none.
    if (this.#kind !== token.anchor && this.#kind !== token.tag) return noProperties;
    let anchor: string | undefined;
    let tag: string | undefined;
    for (;;) {
      if (this.#kind === token.anchor && anchor === undefined) anchor = this.#texts[this.#next];
      else if (this.#kind === token.tag && tag === undefined) tag = this.#texts[this.#next];
      else return { anchor, tag };
      this.#skip();
    }
  }

  #alias(depth: number): YamlNode {
    const node = this.#anchors.follow(this.#texts[this.#next] ?? '', depth);
    if (typeof node === 'string') return this.#reject(node);
    const start = this.#start;
    return { ...node, span: { start, end: this.#skip() }, aliased: true };
  }

  /** Counts a collection; rejects what nests too deep. */
  #enter(depth: number): void {
    this.#anchors.count(depth);
    if (depth >= deepest) this.#reject(tooDeep);
  }

  #scalar(tag: string | undefined): YamlScalar {
    this.#anchors.count(0);
    const style = scalarStyles[this.#kind - token.plain] ?? 'plain';
    const text = this.#texts[this.#next] ?? '';
    const start = this.#start;
    const value = scalarValue(text, style, tag);
    if (value === undefined) return this.#reject(`"${text}" is not what its tag says`);
    return { kind: 'scalar', value, text, style, span: { start, end: this.#skip() } };
  }

  /** An absent value; it stands behind the blanks that follow an offset. */
  #empty(offset: number, tag?: string): YamlScalar {
    this.#anchors.count(0);
    let end = offset;
    while (isBlank(codeAt(this.#text, end))) end++;
    const value = scalarValue('', 'plain', tag);
    if (value === undefined) throw new YamlRejection('An absent value is not what its tag says', offset - 1, offset);
    return { kind: 'scalar', value, text: '', style: 'plain', span: { start: end, end } };
  }

  #blockSequence(depth: number): YamlSequence {
    this.#enter(depth);
    const start = this.#start;
    this.#pass();
    const items = this.#items(depth);
    if (this.#kind !== token.blockEnd) this.#rejectInBlock('An item of the list ("- ") was expected here');
    const end = this.#endOfBlock();
    this.#pass();
    return { kind: 'sequence', flow: false, items, span: { start, end } };
  }

  /** A list in the column of its key. */
  #levelSequence(depth: number): YamlSequence {
    this.#enter(depth);
    const start = this.#start;
    const items = this.#items(depth);
    return { kind: 'sequence', flow: false, items, span: { start, end: this.#endOfBlock() } };
  }

  #items(depth: number): readonly YamlNode[] {
    const items: YamlNode[] = [];
    while (this.#kind === token.blockEntry) {
      const end = this.#skip();
      const isEmpty = this.#kind === token.blockEntry || this.#isEndOfEntry();
      items.push(isEmpty ? this.#empty(end) : this.#block(depth + 1, false));
    }
    return items;
  }

  #blockMap(depth: number): YamlMap {
    this.#enter(depth);
    this.#pass();
    const draft: MapDraft = { written: [], merges: [] };
    let start = -1;
    while (this.#kind === token.key) {
      const question = this.#start;
      this.#pass();
      if (start < 0) start = this.#start;
      const key = this.#isEndOfEntry() ? this.#rejectKey('nothing', question) : this.#key();
      this.#add(draft, key, this.#blockValue(depth));
    }
    if (this.#kind !== token.blockEnd) this.#rejectInBlock('A key of the map was expected here');
    const end = this.#endOfBlock();
    this.#pass();
    return this.#mapOf(draft, false, { start, end });
  }

  #blockValue(depth: number): YamlNode {
    if (this.#kind !== token.value) return this.#empty(this.#end);
    const end = this.#skip();
    return this.#isEndOfEntry() ? this.#empty(end) : this.#block(depth + 1, true);
  }

  #isEndOfEntry(): boolean {
    return this.#kind === token.key || this.#kind === token.value || this.#kind === token.blockEnd;
  }

  #flowSequence(depth: number): YamlSequence {
    this.#enter(depth);
    const start = this.#start;
    const items: YamlNode[] = [];
    this.#skip();
    while (this.#kind !== token.flowSequenceEnd) {
      if (items.length > 0 && !this.#isBehindComma(start, ']')) break;
      items.push(this.#kind === token.key ? this.#pair(depth + 1) : this.#flow(depth + 1));
    }
    return { kind: 'sequence', flow: true, items, span: { start, end: this.#skip() } };
  }

  /** A `key: value` in brackets is a map of its own. */
  #pair(depth: number): YamlMap {
    this.#enter(depth);
    const draft: MapDraft = { written: [], merges: [] };
    const start = this.#flowEntry(draft, depth);
    return this.#mapOf(draft, true, { start, end: this.#end });
  }

  #flowMap(depth: number): YamlMap {
    this.#enter(depth);
    const start = this.#start;
    const draft: MapDraft = { written: [], merges: [] };
    this.#skip();
    for (let isFirst = true; this.#kind !== token.flowMappingEnd; isFirst = false) {
      if (!isFirst && !this.#isBehindComma(start, '}')) break;
      this.#flowEntry(draft, depth);
    }
    return this.#mapOf(draft, true, { start, end: this.#skip() });
  }

  /** An entry in braces, or a key alone; where it started. */
  #flowEntry(draft: MapDraft, depth: number): number {
    const question = this.#start;
    const isPair = this.#kind === token.key;
    if (isPair) this.#pass();
    const start = this.#start;
    const key = this.#isEndOfFlowEntry() ? this.#rejectKey('nothing', question) : this.#key();
    this.#add(draft, key, isPair ? this.#flowValue(depth) : this.#empty(this.#end));
    return start;
  }

  #flowValue(depth: number): YamlNode {
    if (this.#kind !== token.value) return this.#empty(this.#end);
    const end = this.#skip();
    return this.#isEndOfFlowEntry() ? this.#empty(end) : this.#flow(depth + 1);
  }

  #isEndOfFlowEntry(): boolean {
    const kind = this.#kind;
    return (
      kind === token.value ||
      kind === token.flowEntry ||
      kind === token.flowSequenceEnd ||
      kind === token.flowMappingEnd
    );
  }

  /** Goes over a comma; false where the collection is closed behind it. */
  #isBehindComma(open: number, close: string): boolean {
    if (this.#kind !== token.flowEntry) this.#rejectUnclosed(open, close);
    this.#skip();
    return !this.#isClosed(close);
  }

  #isClosed(close: string): boolean {
    return this.#kind === (close === ']' ? token.flowSequenceEnd : token.flowMappingEnd);
  }

  #rejectUnclosed(open: number, close: string): never {
    const bracket = this.#text.charAt(open);
    const rejectBracket = (message: string): never => {
      throw new YamlRejection(message, open, writtenEnd(this.#text, open));
    };
    if (this.#isAtEnd()) rejectBracket(`This "${bracket}" is never closed`);
    // What looks like the next key was read as more text of the value before it.
    const isOnLaterLine = this.#text.slice(open, this.#start).includes('\n');
    if (this.#kind === token.value && isOnLaterLine)
      rejectBracket(`This "${bracket}" is not closed before the next key`);
    return this.#reject(`A "," or "${close}" is missing before this`);
  }

  /** Reads a key. kubectl makes JSON of YAML, whose keys are strings. */
  #key(): Key {
    const start = this.#start;
    const properties = this.#properties();
    const anchored = properties.anchor === undefined ? undefined : this.#anchors.open(properties.anchor, 0);
    if (this.#kind === token.flowMappingStart || this.#kind === token.blockMappingStart)
      this.#rejectKey('a map', start);
    if (
      this.#kind === token.flowSequenceStart ||
      this.#kind === token.blockSequenceStart ||
      this.#kind === token.blockEntry
    )
      this.#rejectKey('a list', start);
    const node = this.#leaf(0, properties);
    if (anchored !== undefined) this.#anchors.close(anchored, node, 0);
    if (node.kind !== 'scalar') return this.#rejectKey(node.kind === 'map' ? 'a map' : 'a list', start);
    const { text, style, span } = node;
    const isMerge =
      text === '<<' &&
      node.aliased !== true &&
      (properties.tag === undefined ? style === 'plain' : properties.tag === 'tag:yaml.org,2002:merge');
    const name = keyOfScalar(node);
    return {
      text: name ?? this.#rejectKey(node.value === null ? 'nothing' : 'too large a number', start),
      span,
      isMerge,
    };
  }

  #mapOf(draft: MapDraft, flow: boolean, span: Span): YamlMap {
    const map = mapOfDraft(draft, flow, span);
    if (map.lost !== undefined) this.loses = true;
    return map;
  }

  #rejectKey(found: string, at: number): never {
    throw new YamlRejection(`A key is a string, a number or a boolean, and this is ${found}`, at, at + 1);
  }

  #add({ written, merges }: MapDraft, { text, span, isMerge }: Key, value: YamlNode): void {
    if (isMerge) merges.push({ before: written.length, value: isMergeable(value) ? value : this.#rejectMerge(span) });
    else written.push({ key: text, keySpan: span, value, origin: 'own' });
  }

  #rejectMerge({ start, end }: Span): never {
    throw new YamlRejection('"<<" takes a map, an alias of one, or a list of these', start, end);
  }

  /** Where a block collection ends with the last token that said something: behind the comment and line break that follow it. */
  #endOfBlock(): number {
    const text = this.#text;
    let end = this.#end;
    const last = codeAt(text, end - 1);
    if (isBreak(last)) return end;
    if (end <= this.#blockEnd) return this.#blockEnd;
    while (isBlank(codeAt(text, end))) end++;
    if (codeAt(text, end) === hash) while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
    if (isBreak(codeAt(text, end))) end += codeAt(text, end) === 0x0d && codeAt(text, end + 1) === newline ? 2 : 1;
    this.#blockEnd = end;
    return end;
  }

  /** Rejects what neither goes on with a list or map nor ends it. */
  #rejectInBlock(message: string): never {
    const isOther = this.#kind === token.blockMappingStart || this.#kind === token.blockSequenceStart;
    return this.#reject(isOther ? 'This stands in no column of the lists and maps around it' : message);
  }

  #reject(message: string): never {
    const start = this.#start;
    const end = this.#ends[this.#next] ?? start;
    throw new YamlRejection(message, start, end > start ? end : wordEnd(this.#text, start));
  }
}
