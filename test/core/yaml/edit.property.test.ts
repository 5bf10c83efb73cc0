import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { editYaml, type YamlChange } from '../../../server/src/core/yaml/edit.ts';
import type { YamlNode } from '../../../server/src/core/yaml/node.ts';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';

/*
 * Documents are generated as trees in which every key, value and comment is a word of its own (k1, v2, c3), together with
 * how each piece is written. So what an edit has to leave alone can be told word by word and line by line.
 */

type Tree = Leaf | Branch;
interface Leaf {
  readonly kind: 'leaf';
  readonly quote: 'plain' | 'single' | 'double' | 'block' | 'below';
}
interface Branch {
  readonly kind: 'map' | 'list';
  readonly style: 'block' | 'flow' | 'wide';
  readonly indented: boolean;
  readonly children: readonly Child[];
}
interface Child {
  readonly node: Tree;
  readonly quotedKey: boolean;
  readonly comment: 'none' | 'above' | 'beside' | 'both';
  readonly blank: boolean;
}
type Path = readonly (string | number)[];
/** What an entry is written with: its key, its scalar, the comments beside it. A comment above it is its parent's. */
interface Word {
  readonly word: string;
  readonly owner: Path;
}

const leaf: fc.Arbitrary<Tree> = fc.record({
  kind: fc.constant('leaf' as const),
  quote: fc.constantFrom('plain', 'plain', 'single', 'double', 'block', 'below'),
});
const { tree } = fc.letrec<{ tree: Tree; branch: Branch }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('branch')),
  branch: fc.record({
    kind: fc.constantFrom('map', 'map', 'list'),
    style: fc.constantFrom('block', 'block', 'block', 'flow', 'wide'),
    indented: fc.boolean(),
    children: fc.array(
      fc.record({
        node: tie('tree'),
        quotedKey: fc.boolean(),
        comment: fc.constantFrom('none', 'none', 'above', 'beside', 'both'),
        blank: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
}));
const manifest = fc.record({
  root: tree.filter((node): node is Branch => node.kind === 'map'),
  lineEnding: fc.constantFrom('\n', '\r\n'),
  unit: fc.constantFrom(2, 4),
  finalLineEnding: fc.boolean(),
});

/** Writes a tree and keeps who owns which word. */
class Writer {
  #count = 0;
  readonly lines: string[] = [];
  readonly words: Word[] = [];
  readonly paths: Path[] = [];
  readonly unit: number;
  constructor(unit: number) {
    this.unit = unit;
  }

  word(letter: 'k' | 'v' | 'c', owner: Path): string {
    const word = `${letter}${this.#count++}`;
    this.words.push({ word, owner });
    return word;
  }

  /** A key's word is known before its path, which it is a part of. */
  key(parent: Path): { readonly key: string; readonly path: Path } {
    const key = `k${this.#count++}`;
    const path = [...parent, key];
    this.words.push({ word: key, owner: path });
    return { key, path };
  }

  block(branch: Branch, path: Path, indent: string, firstIndent: string): void {
    let lead = firstIndent;
    for (const [index, child] of branch.children.entries()) {
      const isFirstCompact = lead !== indent;
      if (child.blank && !isFirstCompact) this.lines.push('');
      if ((child.comment === 'above' || child.comment === 'both') && !isFirstCompact) {
        this.lines.push(`${indent}# ${this.word('c', path)}`);
      }
      const { key, path: here } = this.entry(branch, index, path);
      const head = branch.kind === 'map' ? `${lead}${child.quotedKey ? `"${key}"` : key}:` : `${lead}-`;
      this.value(child, here, head, indent, branch.kind);
      lead = indent;
    }
  }

  entry(branch: Branch, index: number, parent: Path): { readonly key: string; readonly path: Path } {
    const entry = branch.kind === 'map' ? this.key(parent) : { key: '', path: [...parent, index] };
    this.paths.push(entry.path);
    return entry;
  }

  value(child: Child, path: Path, head: string, indent: string, parent: 'map' | 'list'): void {
    const { node } = child;
    const beside = (): string =>
      child.comment === 'beside' || child.comment === 'both' ? ` # ${this.word('c', path)}` : '';
    if (node.kind === 'leaf') {
      const isBlock = node.quote === 'block';
      if (!isBlock && !(node.quote === 'below' && parent === 'map'))
        this.lines.push(`${head} ${this.scalar(node, path)}${beside()}`);
      else
        this.lines.push(
          `${head}${isBlock ? ' |-' : ''}${beside()}`,
          `${indent}${' '.repeat(this.unit)}${this.word('v', path)}`,
        );
      return;
    }
    if (node.style === 'flow') this.lines.push(`${head} ${this.flow(node, path)}${beside()}`);
    else if (node.style === 'wide') this.wide(node, path, `${head} `, beside(), indent);
    // Behind a dash the first entry is on the same line.
    else if (parent === 'list') this.block(node, path, `${indent}  `, `${head} `);
    else {
      this.lines.push(`${head}${beside()}`);
      const inner = node.kind === 'list' && !node.indented ? indent : indent + ' '.repeat(this.unit);
      this.block(node, path, inner, inner);
    }
  }

  wide(node: Branch, path: Path, head: string, beside: string, indent: string): void {
    const [open, close] = node.kind === 'map' ? ['{', '}'] : ['[', ']'];
    this.lines.push(`${head}${open}${beside}`);
    for (const [index, child] of node.children.entries()) {
      const { text, here } = this.flowEntry(node, child, index, path);
      const comma = index + 1 < node.children.length ? ',' : '';
      this.lines.push(`${indent}    ${text}${comma}${child.comment === 'none' ? '' : ` # ${this.word('c', here)}`}`);
    }
    this.lines.push(`${indent}  ${close}`);
  }

  flow(node: Tree, path: Path): string {
    if (node.kind === 'leaf') return this.scalar(node, path);
    const written = node.children.map((child, index) => this.flowEntry(node, child, index, path).text).join(', ');
    return node.kind === 'map' ? `{${written}}` : `[ ${written} ]`;
  }

  flowEntry(node: Branch, child: Child, index: number, path: Path): { readonly text: string; readonly here: Path } {
    const { key, path: here } = this.entry(node, index, path);
    const value = this.flow(child.node, here);
    if (node.kind === 'list') return { text: value, here };
    return { text: `${child.quotedKey ? `"${key}"` : key}: ${value}`, here };
  }

  scalar(node: Leaf, path: Path): string {
    const word = this.word('v', path);
    return node.quote === 'single' ? `'${word}'` : node.quote === 'double' ? `"${word}"` : word;
  }
}

type Json = string | null | Json[] | { [key: string]: Json };

function jsonOf(node: YamlNode | undefined): Json {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return String(node.value);
  if (node.kind === 'sequence') return node.items.map(jsonOf);
  return Object.fromEntries(node.entries.map((entry) => [entry.key, jsonOf(entry.value)]));
}

/**
 * What a document means after removals, worked out in the plainest way. Every place that goes, those that are emptied
 * among them, is put into `gone`.
 */
function without(json: Json, path: Path, removed: ReadonlySet<string>, gone: Path[] = []): Json | undefined {
  const kept = removed.has(JSON.stringify(path)) ? undefined : rest(json, path, removed, gone);
  if (kept === undefined) gone.push(path);
  return kept;
}

function rest(json: Json, path: Path, removed: ReadonlySet<string>, gone: Path[]): Json | undefined {
  if (json === null || typeof json === 'string') return json;
  if (Array.isArray(json)) {
    const items = json.map((item, index) => without(item, [...path, index], removed, gone));
    const kept = items.filter((item): item is Json => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  const kept = Object.entries(json).flatMap(([key, value]) => {
    const item = without(value, [...path, key], removed, gone);
    return item === undefined ? [] : [[key, item] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function startsWith(path: Path, prefix: Path): boolean {
  return prefix.every((step, index) => path[index] === step);
}

function valueAt(json: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, step) => {
    if (value === undefined || value === null || typeof value === 'string') return undefined;
    return Array.isArray(value) ? value[Number(step)] : value[step];
  }, json);
}

function write(given: { root: Branch; lineEnding: string; unit: number; finalLineEnding: boolean }): {
  readonly text: string;
  readonly lines: readonly string[];
  readonly words: readonly Word[];
  readonly paths: readonly Path[];
} {
  const writer = new Writer(given.unit);
  writer.block({ ...given.root, style: 'block' }, [], '', '');
  const text = writer.lines.join(given.lineEnding) + (given.finalLineEnding ? given.lineEnding : '');
  return { text, lines: writer.lines, words: writer.words, paths: writer.paths };
}

const wordsOf = (text: string): readonly string[] => text.match(/[kvcn]\d+/g) ?? [];
/** A line without what may change when a neighbour goes: the dash before the first entry, commas, the line ending. */
const bare = (line: string): string =>
  line
    .replace(/^[-\s]*/, '')
    .replaceAll(',', '')
    .trimEnd();

test('after removals the document means what it did without them, and the rest of the text is as it was', () => {
  fc.assert(
    fc.property(manifest, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (given, picks) => {
      const { text, lines, words, paths } = write(given);
      const document = parseDocument(text);
      expect(document.problems).toEqual([]);
      const chosen = picks.map((pick) => paths[pick % paths.length] ?? []);
      const gone: Path[] = [];
      const wanted = without(jsonOf(document.root), [], new Set(chosen.map((path) => JSON.stringify(path))), gone);
      const edits = editYaml(
        document,
        chosen.map((path): YamlChange => ({ kind: 'remove', path })),
      );
      if (wanted === undefined) {
        expect(edits).toBeUndefined();
        return;
      }
      expect(edits).toBeDefined();
      const after = applyEdits(text, edits ?? []);
      expect(jsonOf(parseDocument(after).root)).toEqual(wanted);
      const isGone = (word: Word): boolean => gone.some((path) => startsWith(word.owner, path));
      const lost = new Set(words.filter(isGone).map((word) => word.word));
      expect(wordsOf(after)).toEqual(wordsOf(text).filter((word) => !lost.has(word)));
      const kept = lines.filter((line) => /\w/.test(line) && !wordsOf(line).some((word) => lost.has(word))).map(bare);
      const left = after.split(given.lineEnding).map(bare);
      expectSubsequence(kept, left);
      // No line ending of another kind comes in.
      expect(after.replaceAll(given.lineEnding, '')).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 400, seed: 1 },
  );
});

function expectSubsequence(part: readonly string[], whole: readonly string[]): void {
  let position = 0;
  for (const one of part) {
    const found = whole.indexOf(one, position);
    if (found < 0)
      expect.fail(`"${one}" is lost or moved.\n--- wanted\n${part.join('\n')}\n--- found\n${whole.join('\n')}`);
    position = found + 1;
  }
}

test('a set field has its value, nothing else changes, and setting it again changes nothing', () => {
  fc.assert(
    fc.property(manifest, fc.nat(), fc.constantFrom('present', 'behind', 'start', 'end'), (given, pick, how) => {
      const { text, paths } = write(given);
      const document = parseDocument(text);
      const inMaps = paths.filter((path) => typeof path.at(-1) === 'string');
      const sibling = inMaps[pick % inMaps.length] ?? [];
      const name = String(sibling.at(-1));
      const path = how === 'present' ? sibling : [...sibling.slice(0, -1), 'n0'];
      const change: YamlChange = {
        kind: 'set',
        path,
        source: 'n1',
        ...(how === 'behind' ? { after: name } : {}),
        ...(how === 'start' ? { place: 'start' as const } : {}),
      };
      const edits = editYaml(document, [change]);
      expect(edits).toBeDefined();
      const after = applyEdits(text, edits ?? []);
      const result = parseDocument(after);
      expect(valueAt(jsonOf(result.root), path)).toBe('n1');
      expect(editYaml(result, [change])).toEqual([]);
      if (how === 'present') return;
      // Taking the new field out again gives the text as it was.
      const back = editYaml(result, [{ kind: 'remove', path }]);
      expect(back).toBeDefined();
      expect(applyEdits(after, back ?? [])).toBe(text);
      const siblings = Object.keys((valueAt(jsonOf(result.root), path.slice(0, -1)) ?? {}) as object);
      const place = siblings.indexOf('n0');
      expect(place).toBe(how === 'behind' ? siblings.indexOf(name) + 1 : how === 'start' ? 0 : siblings.length - 1);
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('a renamed key keeps its value and everything around it', () => {
  fc.assert(
    fc.property(manifest, fc.nat(), (given, pick) => {
      const { text, paths } = write(given);
      const inMaps = paths.filter((path) => typeof path.at(-1) === 'string');
      const path = inMaps[pick % inMaps.length] ?? [];
      const edits = editYaml(parseDocument(text), [{ kind: 'rename', path, key: 'n0' }]);
      expect(applyEdits(text, edits ?? [])).toBe(text.replace(new RegExp(`\\b${String(path.at(-1))}\\b`), 'n0'));
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('text that is shared is changed for all its users or not at all', () => {
  const shared =
    'base: &base\n  a: v1\n  b: {c: v2, d: v3}\ncopy: *base\nmerged:\n  <<: *base\n  e: v4\nlist: [*base, {<<: *base, f: v5}]\n';
  const document = parseDocument(shared);
  const paths: Path[] = ['base', 'copy', 'merged'].flatMap((root): Path[] => [
    [root],
    [root, 'a'],
    [root, 'b'],
    [root, 'b', 'c'],
  ]);
  paths.push(['merged', 'e'], ['list', 0], ['list', 0, 'a'], ['list', 1], ['list', 1, 'f'], ['list', 1, 'a']);
  fc.assert(
    fc.property(
      fc.subarray(paths, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('remove', 'set'),
      (chosen, kind) => {
        const changes = chosen.map((path): YamlChange =>
          kind === 'remove' ? { kind, path } : { kind: 'set', path, source: 'n1' },
        );
        const edits = editYaml(document, changes);
        if (edits === undefined || kind === 'set') return;
        const after = jsonOf(parseDocument(applyEdits(shared, edits)).root);
        expect(after).toEqual(without(jsonOf(document.root), [], new Set(chosen.map((path) => JSON.stringify(path)))));
      },
    ),
    { seed: 1 },
  );
});
