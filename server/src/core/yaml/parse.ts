import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument as parseYaml, visit } from 'yaml';
import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../text/span.ts';
import type { ScalarStyle, YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSequence } from './node.ts';
import { readConflicts } from './conflict.ts';
import { resolvePlainScalar } from './scalar.ts';
import { hasTemplateAction, hasTemplateComment, hasUnreadableTemplate, templateMark } from './template.ts';
import { maskTemplate } from './template/mask.ts';
import { noTemplate, readOpenings, type TemplateLayout } from './template/openings.ts';

/** What could be read of one YAML document. Parsing never fails: a broken document is a tree of what is left, and problems. */
export interface YamlDocument {
  /** The text that was parsed; all spans are relative to it. */
  readonly text: string;
  /** `undefined` for a document that holds no node. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /**
   * Whether template actions, or what other template languages write, stand where they decide what the document says: anywhere but
   * inside block scalars.
   */
  readonly templated: boolean;
}

/** Where the YAML grammar is violated. Spans are relative to the document's text. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}

/**
 * Parses the text of one document (see `splitDocuments`). Scalars get the values kubectl gives them, aliases stand for
 * what they name, merge keys are merged. Template actions are masked first; a scalar made of them holds `templateMark`.
 * Of a conflict that a merge left our side is read.
 */
export function parseDocument(text: string): YamlDocument {
  const conflicted = readConflicts(text);
  if (conflicted === undefined) return parse(text);
  const conflicts = conflicted.openings.map((span) => ({ span, message: 'A merge left a conflict here' }));
  const document = parse(conflicted.text);
  return { ...document, text, problems: [...conflicts, ...document.problems] };
}

function parse(text: string): YamlDocument {
  if (!hasTemplateAction(text)) {
    const document = parseSource(text);
    const isBroken = document.errors.length > 0;
    const templated = hasTemplateComment(text) || (isBroken && hasUnreadableTemplate(text));
    return read(text, document, templated ? 'templated' : 'plain');
  }
  const masked = maskTemplate(text);
  const source = masked.onlyInBlocks ? parseSource(text) : undefined;
  if (source !== undefined && isTemplateOnlyInBlocks(text, source)) return read(text, source, 'plain');
  const document = parseSource(masked.text);
  return read(text, document, 'templated', readOpenings(document, masked));
}

type ParsedDocument = Document.Parsed<ParsedNode>;

function parseSource(text: string): ParsedDocument {
  // The failsafe schema leaves scalars as strings, so that their values are ours to decide.
  return parseYaml(text, {
    schema: 'failsafe',
    strict: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}

function read(
  text: string,
  document: ParsedDocument,
  form: 'plain' | 'templated',
  template: TemplateLayout = noTemplate,
): YamlDocument {
  const reader = new NodeReader(document, template);
  return {
    text,
    root: document.contents === null ? undefined : reader.node(document.contents),
    problems: document.errors.map((error) => ({
      span: { start: error.pos[0], end: error.pos[1] },
      message: error.message,
    })),
    templated: form === 'templated',
  };
}

/** Text in a block scalar, such as an alert rule in a ConfigMap, may hold `{{ … }}` of its own. */
function isTemplateOnlyInBlocks(text: string, document: ParsedDocument): boolean {
  if (document.errors.length > 0) return false;
  let inBlocks = 0;
  visit(document.contents, {
    Scalar(_key, scalar) {
      if ((scalar.type !== 'BLOCK_LITERAL' && scalar.type !== 'BLOCK_FOLDED') || !scalar.range) return;
      inBlocks += countActions(text.slice(scalar.range[0], scalar.range[2]));
    },
  });
  return inBlocks === countActions(text);
}

function countActions(text: string): number {
  return text.split('{{').length - 1;
}

/** Turns the parser's nodes into ours. A class for its memory: anchors already read, and aliases being followed. */
class NodeReader {
  readonly #document: ParsedDocument;
  readonly #template: TemplateLayout;
  readonly #read = new Map<Node, YamlNode>();
  readonly #reading = new Set<Node>();
  #anchors: ReadonlyMap<string, readonly Node[]> | undefined;

  constructor(document: ParsedDocument, template: TemplateLayout) {
    this.#document = document;
    this.#template = template;
  }

  node(source: Node): YamlNode {
    const known = this.#read.get(source);
    if (known !== undefined) return known;
    this.#reading.add(source);
    const result = this.#convert(source);
    this.#reading.delete(source);
    this.#read.set(source, result);
    return result;
  }

  #convert(source: Node): YamlNode {
    if (isMap(source)) return this.#map(source);
    if (isSeq(source)) return this.#sequence(source);
    if (isScalar(source)) return this.#scalar(source);
    const target = isAlias(source) ? this.#anchored(source.source, rangeOf(source).start) : undefined;
    // An alias to nothing, or one inside what it names, is read as an absent value.
    return target === undefined || this.#reading.has(target) ? emptyScalar(rangeOf(source)) : this.node(target);
  }

  #map(source: YAMLMap): YamlMap {
    const own: YamlEntry[] = [];
    const merges: Node[] = [];
    for (const pair of source.items) {
      const key = pair.key;
      const keyNode = isScalar(key) ? key : undefined;
      if (!isPair(pair) || keyNode === undefined || typeof keyNode.value !== 'string') continue;
      const value = pair.value as Node | null;
      if (keyNode.value === '<<' && keyNode.type === 'PLAIN') {
        if (value !== null) merges.push(value);
        continue;
      }
      const keySpan = rangeOf(keyNode);
      own.push({
        key: keyText(keyNode),
        keySpan,
        value: this.#value(
          pair,
          value === null ? emptyScalar({ start: keySpan.end, end: keySpan.end }) : this.node(value),
        ),
        origin: 'own',
      });
    }
    const entries = lastOfEachKey(this.#template.isTemplated ? withoutTwins(own) : own);
    const keys = new Set(entries.map((entry) => entry.key));
    const repeatedKeys = own.length === entries.length ? [] : repeatedKeysOf(own);
    for (const entry of merges.flatMap((merge) => this.#mergedEntries(merge))) {
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      entries.push({ ...entry, origin: 'merged' });
    }
    const map: YamlMap = { kind: 'map', flow: source.flow === true, entries, span: rangeOf(source) };
    const open = this.#template.openMaps.has(source) ? ({ open: true } as const) : {};
    return repeatedKeys.length === 0 ? { ...map, ...open } : { ...map, ...open, repeatedKeys };
  }

  /** What is read of a value that a template prints, or adds to. */
  #value(pair: Pair, value: YamlNode): YamlNode {
    const keyStart = rangeOf(pair.key as Node).start;
    if (value.kind === 'scalar' && value.text === '' && this.#template.isConditional(keyStart))
      return unknownValue(value);
    // The items of a list stay, as nothing is said of how many there are.
    if (!this.#template.openValues.has(pair) || value.kind === 'sequence') return value;
    return value.kind === 'map' ? { ...value, open: true } : unknownValue(value);
  }

  #scalar(source: Scalar): YamlScalar {
    const scalar = readScalar(source);
    return this.#template.isConditional(scalar.span.start) ? unknownValue(scalar) : scalar;
  }

  #mergedEntries(merge: Node): readonly YamlEntry[] {
    const node = this.node(merge);
    switch (node.kind) {
      case 'map':
        return node.entries;
      case 'sequence':
        return node.items.flatMap((item) => (item.kind === 'map' ? item.entries : []));
      case 'scalar':
        return [];
    }
  }

  #sequence(source: YAMLSeq): YamlSequence {
    const items = source.items.map((item) => this.node(item as Node));
    return { kind: 'sequence', flow: source.flow === true, items, span: rangeOf(source) };
  }

  /** The node an alias names: the last one with that anchor before the alias. */
  #anchored(name: string, before: number): Node | undefined {
    this.#anchors ??= anchorsOf(this.#document);
    return this.#anchors
      .get(name)
      ?.filter((node) => rangeOf(node).start < before)
      .at(-1);
  }
}

function anchorsOf(document: ParsedDocument): ReadonlyMap<string, readonly Node[]> {
  const anchors = new Map<string, Node[]>();
  visit(document.contents, {
    Node(_key, node) {
      if (isAlias(node) || node.anchor === undefined) return;
      const named = anchors.get(node.anchor) ?? [];
      named.push(node);
      anchors.set(node.anchor, named);
    },
  });
  return anchors;
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
  return { kind: 'scalar', value: scalarValue(text, style, source.tag), text, style, span: rangeOf(source) };
}

function scalarValue(text: string, style: ScalarStyle, tag: string | undefined): YamlScalar['value'] {
  if (tag === 'tag:yaml.org,2002:str') return text;
  const forced =
    tag === 'tag:yaml.org,2002:int' || tag === 'tag:yaml.org,2002:bool' || tag === 'tag:yaml.org,2002:float';
  return style === 'plain' || forced ? resolvePlainScalar(text) : text;
}

/** kubectl turns YAML into JSON, whose keys are strings: a boolean key becomes "true" or "false". Source: sigs.k8s.io/yaml, convertToJSONableObject. */
function keyText(key: Scalar): string {
  const scalar = readScalar(key);
  return typeof scalar.value === 'boolean' ? String(scalar.value) : scalar.text;
}

/** A key that several branches of a template write has one of the values, and nobody knows which. */
function withoutTwins(entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const counts = new Map<string, number>();
  for (const { key } of entries) counts.set(key, (counts.get(key) ?? 0) + 1);
  if (counts.size === entries.length) return entries;
  return entries.map((entry) => {
    if ((counts.get(entry.key) ?? 0) < 2) return entry;
    const { value } = entry;
    return { ...entry, value: value.kind === 'map' ? { ...value, open: true } : unknownValue(value) };
  });
}

/** The text stays, so that what is named in it is found. */
function unknownValue(value: YamlScalar | YamlSequence): YamlScalar {
  const { span } = value;
  if (value.kind === 'sequence')
    return { kind: 'scalar', value: templateMark, text: templateMark, style: 'plain', span };
  return { ...value, value: templateMark, text: value.text === '' ? templateMark : value.text };
}

function lastOfEachKey(entries: readonly YamlEntry[]): YamlEntry[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return byKey.size === entries.length ? [...entries] : [...byKey.values()];
}

function repeatedKeysOf(entries: readonly YamlEntry[]): readonly string[] {
  const keys = entries.map((entry) => entry.key);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) < index))];
}

function emptyScalar(span: Span): YamlScalar {
  return { kind: 'scalar', value: null, text: '', style: 'plain', span };
}

function rangeOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
