import { Alias, isMap, isScalar, parseAllDocuments, Scalar, visit, type Document } from 'yaml';
import { isSamePlain, plainOfNode } from '../../server/src/core/yaml/edit/plain-value.ts';
import { parseDocument } from '../../server/src/core/yaml/parse.ts';
import { splitDocuments } from '../../server/src/core/yaml/split.ts';

/** How a manifest is written; what it says stays the same. */
export interface Style {
  /** How often a map or list is in braces and brackets, and a string in quotes, from 0 to 1. */
  readonly flow: number;
  readonly quoted: number;
  readonly anchors: number;
  readonly comments: number;
  /** Whether the keys of maps are in another order. */
  readonly order: 'kept' | 'mixed';
  readonly indent: 2 | 4;
  readonly lists: 'indented' | 'level';
  /** Whether two equal strings become one and an alias of it. */
  readonly aliases: 'none' | 'one';
  readonly lineEnding: '\n' | '\r\n';
  /** What chance goes by. */
  readonly seed: number;
}

/** A manifest written in another style; `undefined` where it cannot be, or would say something else. */
export function restyle(text: string, style: Style): string | undefined {
  const chance = chanceOf(style.seed);
  const documents = parseAllDocuments(text.replaceAll('\r\n', '\n'));
  if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return undefined;
  const written = documents.map((document) => {
    rewrite(document, style, chance);
    return document.toString({ indent: style.indent, indentSeq: style.lists === 'indented', lineWidth: 0 });
  });
  const result = written.map((one) => one.replace(/^---\n/, '')).join('---\n');
  if (!isSameMeaning(text, result)) return undefined;
  return style.lineEnding === '\n' ? result : result.replaceAll('\n', '\r\n');
}

/** Whether two texts hold the same documents as kubectl reads them. */
export function isSameMeaning(one: string, other: string): boolean {
  const meanings = [one, other].map((text) =>
    splitDocuments(text)
      .map((document) => parseDocument(document.text))
      .filter((document) => document.root !== undefined),
  );
  const [first = [], second = []] = meanings;
  return (
    first.length === second.length &&
    first.every(({ root }, index) => isSamePlain(plainOfNode(root), plainOfNode(second[index]?.root)))
  );
}

function rewrite(document: Document, style: Style, chance: () => number): void {
  let count = 0;
  const seen = new Map<string, Scalar>();
  visit(document, {
    Collection(_, node) {
      node.flow = chance() < style.flow;
      if (style.order === 'mixed' && isMap(node)) node.items.sort(() => chance() - 0.5);
    },
    Scalar(key, node) {
      if (key === 'key') return undefined;
      const isPlain = node.type === Scalar.PLAIN || node.type === undefined;
      if (typeof node.value === 'string' && isPlain && chance() < style.quoted) {
        node.type = chance() < 0.5 ? Scalar.QUOTE_DOUBLE : Scalar.QUOTE_SINGLE;
      }
      const twin = typeof node.value === 'string' ? seen.get(node.value) : undefined;
      if (style.aliases === 'one' && twin !== undefined && chance() < 0.5) {
        twin.anchor ??= `twin${count++}`;
        return new Alias(twin.anchor);
      }
      if (typeof node.value === 'string' && isScalar(node)) seen.set(node.value, node);
      if (chance() < style.anchors) node.anchor ??= `anchor${count++}`;
      if (chance() < style.comments) node.comment ??= ` comment ${count++}`;
      return undefined;
    },
  });
}

/** Numbers from 0 to 1 that follow from a seed. Source: mulberry32. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
