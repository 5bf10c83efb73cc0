import { applyEdits, type TextEdit, shiftSpan, replacementOf, spanBetween } from '../text/span.ts';
import { getOrMake, onlyOne } from '../util/collections.ts';
import { decodeScalar } from '../yaml/decode.ts';
import { editYaml, put, remove, type YamlChange } from '../yaml/edit.ts';
import { parseDocument, type YamlDocument } from '../yaml/parse.ts';
import { locate, nodeAt, type Path } from '../yaml/path.ts';
import type { FileEdit, SnapshotDocument } from '../files/file.ts';
import type { Placed } from './placed.ts';
import { originBelow, originOf, originOfWay, type Origin, type StringOrigin } from './origins.ts';
import { childrenOf, entryOf, type YamlNode } from '../yaml/node.ts';

/**
 * Changes to one object, said with paths of the object as it will be applied. They are made where the values come from: in its own
 * text, or in the patch that says so. `undefined` where a text cannot be changed so, and where what it says is said of many
 * objects at once.
 */
export function editObject(object: Placed, changes: readonly YamlChange[]): readonly FileEdit[] | undefined {
  const { document, resource, built } = object;
  if (object.templated) return undefined;
  if (built === undefined) {
    const rooted = changes.map((change): YamlChange => ({ ...change, path: [...resource.root, ...change.path] }));
    return together([editOrigin(originOf(document), rooted)]);
  }
  const byText = new Map<string, { readonly origin: Origin; readonly changes: YamlChange[] }>();
  for (const change of changes) {
    for (const written of writtenChanges(object, built.tree, change)) {
      if (written === 'impossible') return undefined;
      const key = keyOf(written.origin);
      getOrMake(byText, key, () => ({ origin: written.origin, changes: [] })).changes.push(written.change);
    }
  }
  return together([...byText.values()].map(({ origin, changes: own }) => editOrigin(origin, own)));
}

interface WrittenChange {
  readonly origin: Origin;
  readonly change: YamlChange;
}

/** A change in the words of the texts that the place comes from: several for a map that several of them put entries in. */
function writtenChanges(object: Placed, tree: YamlNode, change: YamlChange): readonly (WrittenChange | 'impossible')[] {
  const { way } = locate(tree, { path: change.path });
  const home = originOf(object.document);
  const isThere = way.length === change.path.length + 1;
  if (!isThere && (change.kind === 'remove' || change.kind === 'rename')) return [];
  const beside = isThere ? undefined : besideSibling(way, change, home);
  if (beside !== undefined) return [beside];
  const origin = writtenOrigin(originOfWay({ way, part: 'value' }, home));
  const node = way.at(-1);
  const path = origin && node && pathIn(origin, node);
  if (origin === undefined || path === undefined) return ['impossible'];
  if (change.kind !== 'remove' || node === undefined)
    return [{ origin, change: moved(change, [...path, ...change.path.slice(way.length - 1)]) }];
  const own = removals(yamlOf(origin)?.root, path).map((removal): WrittenChange => ({ origin, change: removal }));
  const others = putInBelow(node).map((child): WrittenChange | 'impossible' => {
    const other = writtenOrigin(child.origin as Origin);
    const otherPath = other && pathIn(other, child);
    return other === undefined || otherPath === undefined
      ? 'impossible'
      : { origin: other, change: { kind: 'remove', path: otherPath } };
  });
  return [...own, ...others];
}

/**
 * A new field that belongs behind a sibling from another text than their map, as a patch that adds the sibling: it is written there, and other
 * overlays do not get it. Not in `metadata`, where it would say which object the patch is for. `undefined` for others.
 */
function besideSibling(way: readonly YamlNode[], change: YamlChange, home: Origin): WrittenChange | undefined {
  const { path } = change;
  const [parent, last] = [way.at(-1), path.at(-1)];
  if (change.kind !== 'put' || change.after === undefined || way.length !== path.length || path[0] === 'metadata')
    return undefined;
  const sibling = entryOf(parent, change.after)?.value;
  const own = originOfWay({ way, part: 'value' }, home);
  const origin = sibling && writtenOrigin(originBelow(sibling, own));
  if (sibling === undefined || last === undefined || origin === undefined || origin === writtenOrigin(own))
    return undefined;
  const found = pathIn(origin, sibling);
  // An operation of a JSON patch says the one field alone.
  return found?.at(-1) === change.after
    ? { origin, change: { ...change, path: [...found.slice(0, -1), last] } }
    : undefined;
}

/**
 * What takes out a value. An operation of a JSON patch that puts it there goes, one that puts it in the place of another takes that out
 * instead. Source: RFC 6902, 4.1 to 4.3.
 */
function removals(root: YamlNode | undefined, path: Path): readonly YamlChange[] {
  const [index, key, ...below] = path;
  if (root?.kind !== 'sequence' || index === undefined || key !== 'value' || below.length > 0) return [remove(path)];
  const operation = nodeAt(root, [index, 'op']);
  if (operation?.kind !== 'scalar' || operation.value !== 'replace') return [remove([index])];
  return [put([index, 'op'], 'remove'), remove(path)];
}

function moved(change: YamlChange, path: Path): YamlChange {
  // Where the items of a list come from several texts, their numbers are not those of any.
  if (change.kind === 'append') return { kind: 'append', path, value: change.value };
  return { ...change, path };
}

/** The text in which a place can be changed for this object alone; a string that is made of others counts as a whole. */
function writtenOrigin(origin: Origin): Origin | undefined {
  switch (origin.kind) {
    case 'document':
      return origin.shared === true ? undefined : origin;
    case 'string':
      return origin;
    case 'composed':
      return writtenOrigin(origin.whole.origin);
    case 'file':
      return undefined;
  }
}

/** The nodes below one that are in other texts, as far as nothing between does. */
function putInBelow(node: YamlNode): readonly YamlNode[] {
  return childrenOf(node).flatMap((child) => (child.origin === undefined ? putInBelow(child) : [child]));
}

/** Where a node is in its own text; `undefined` where it is at several places of it, as what aliases share does. */
function pathIn(origin: Origin, node: YamlNode): Path | undefined {
  const own = node.origin as Origin | undefined;
  const { span } = own?.kind === 'composed' ? own.whole : node;
  const found: Path[] = [];
  const search = (candidate: YamlNode, path: Path): void => {
    if (candidate.kind === node.kind && candidate.span.start === span.start && candidate.span.end === span.end)
      found.push(path);
    if (candidate.kind === 'map') for (const { key, value } of candidate.entries) search(value, [...path, key]);
    else if (candidate.kind === 'sequence')
      for (const [index, item] of candidate.items.entries()) search(item, [...path, index]);
  };
  const { root } = yamlOf(origin) ?? {};
  if (root !== undefined) search(root, []);
  return onlyOne(found);
}

function yamlOf(origin: Origin): YamlDocument | undefined {
  if (origin.kind === 'document') return origin.document.facts.yaml;
  return origin.kind === 'string' ? parseDocument(origin.text) : undefined;
}

function keyOf(origin: Origin): string {
  switch (origin.kind) {
    case 'document':
      return `${origin.document.start} ${origin.document.file.uri}`;
    case 'string':
      return `${origin.source.scalar.span.start} ${origin.source.within.start} ${keyOf(origin.source.origin)}`;
    case 'composed':
      return keyOf(origin.whole.origin);
    case 'file':
      return origin.file.uri;
  }
}

/** The edit of one text. */
function editOrigin(origin: Origin, changes: readonly YamlChange[]): FileEdit | undefined {
  const yaml = yamlOf(origin);
  const edits = yaml && editYaml(yaml, changes);
  return edits && inFile(origin, edits);
}

/** Edits of a document's text as edits of its file. */
export function editOfDocument({ file, start }: SnapshotDocument, edits: readonly TextEdit[]): FileEdit {
  return { file, edits: edits.map((edit) => ({ ...edit, span: shiftSpan(edit.span, start) })) };
}

/** Edits of an origin's text as edits of its file; `undefined` where the string that it is in cannot be changed so. */
function inFile(origin: Origin, edits: readonly TextEdit[]): FileEdit | undefined {
  switch (origin.kind) {
    case 'document':
      return editOfDocument(origin.document, edits);
    case 'string': {
      const outer = inString(origin, edits);
      return outer && inFile(origin.source.origin, outer);
    }
    case 'composed':
      return undefined;
    case 'file':
      return { file: origin.file, edits };
  }
}

/**
 * Edits of a text that is in a string as edits of the text around: the lines of a block scalar are indented, and it has to
 * read as it is meant afterwards.
 */
function inString({ text, source }: StringOrigin, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const { origin, scalar, within } = source;
  const decoded = decodeScalar(origin.text, scalar);
  if (decoded === undefined) return undefined;
  const { starts, ends } = decoded;
  const isBlock = scalar.style === 'literal';
  const indent = isBlock ? indentOf(origin.text, starts[0] ?? scalar.span.end) : '';
  const at = (offset: number): number => starts[within.start + offset] ?? ends.at(-1) ?? scalar.span.end;
  const outer = edits.map(({ span, newText }): TextEdit => {
    const start = at(span.start);
    const end = at(span.end);
    const isLineStart = isBlock && origin.text[start - indent.length - 1] === '\n';
    // The last lines go with their indentation, and with one of the line breaks around them.
    if (newText === '' && isLineStart && within.start + span.end >= starts.length) {
      const before = start - indent.length;
      return replacementOf(spanBetween(origin.text[end - 1] === '\n' ? before : before - 1, end), newText);
    }
    const isBehind = within.start + span.start >= starts.length && origin.text[start - 1] === '\n';
    const lines = newText.replace(/\n(?=[^\n])/g, `\n${indent}`);
    return replacementOf({ start, end }, isBehind ? indent + lines : lines);
  });
  const wanted = scalar.text.slice(0, within.start) + applyEdits(text, edits) + scalar.text.slice(within.end);
  const after = parseDocument(applyEdits(origin.text, outer));
  const yaml = yamlOf(origin);
  const path = yaml && pathIn(origin, scalar);
  const read = path && nodeAt(after.root, path);
  if (after.problems.length > 0 || read?.kind !== 'scalar') return undefined;
  // YAML reads the same with and without a last line feed, which the style of the scalar may not allow.
  return withoutLineFeeds(read.text) === withoutLineFeeds(wanted) ? outer : undefined;
}

function withoutLineFeeds(text: string): string {
  return text.replace(/\n+$/, '');
}

function indentOf(text: string, offset: number): string {
  return /[ \t]*$/.exec(text.slice(0, offset))?.[0] ?? '';
}

function together(edits: readonly (FileEdit | undefined)[]): readonly FileEdit[] | undefined {
  const made: FileEdit[] = [];
  for (const edit of edits) {
    if (edit === undefined) return undefined;
    made.push(edit);
  }
  return made;
}
