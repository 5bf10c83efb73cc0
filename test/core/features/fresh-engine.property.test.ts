import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dnsTree, hover, problems, recordsDocument, type TreeNode } from '../../../server/src/core/features/facade.ts';
import { isHalfWritten } from '../../../server/src/core/files/file.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import type { FileText } from '../../../server/src/core/workspace/read-file.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { fileEdit } from '../../support/random-workspace.ts';

// An engine that has lived through edits answers as one that is given the same files afresh: problems with their fixes, hovers, records, the tree of names.
// Of open files these are two texts, as what is just being written counts for others as it could be read last.

test('whatever was edited before, the answers are those of a fresh engine', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fileEdit, fc.boolean()), { minLength: 2, maxLength: 12 }), (edits) => {
      const lived = new Workspace();
      lived.apply({ complete: true });
      const files = new Map<string, FileText>();
      for (const [{ path, change }, isOpen] of edits) {
        const uri = `file:///${path}`;
        const text = change(files.get(uri)?.text);
        if (text === undefined) {
          files.delete(uri);
          lived.apply({ removed: [uri] });
        } else {
          files.set(uri, { uri, path, text, isOpen });
          lived.apply({ files: [{ uri, path, text, isOpen }] });
        }
        const fresh = new Workspace();
        fresh.apply({
          files: [...files.values()].map((file) => ({ ...file, text: lastReadable(file, lived.snapshot) })),
        });
        fresh.apply({ files: [...files.values()], complete: true });
        expect(answersOf(lived.snapshot)).toEqual(answersOf(fresh.snapshot));
      }
    }),
    { numRuns: 60 },
  );
});

test('what was built while the workspace was being read, and asked about meanwhile, is what a fresh engine builds', () => {
  const step = fc.record({ fileEdit, builds: fc.nat(3), isAsked: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
      const lived = new Workspace();
      const files = new Map<string, FileText>();
      for (const { fileEdit: edit, builds, isAsked } of steps) {
        const { path } = edit;
        const text = edit.change(files.get(path)?.text);
        if (text === undefined) files.delete(path);
        else files.set(path, { uri: path, path, text });
        lived.apply(text === undefined ? { removed: [path] } : { files: [{ uri: path, path, text }] });
        for (let built = 0; built < builds; built++) lived.snapshot.buildNext();
        if (isAsked) answersOf(lived.snapshot);
      }
      lived.apply({ complete: true });
      const fresh = new Workspace();
      fresh.apply({ files: [...files.values()], complete: true });
      expect(answersOf(lived.snapshot)).toEqual(answersOf(fresh.snapshot));
    }),
    { numRuns: 60 },
  );
});

test('what was built in turns, and asked about meanwhile, is what a fresh engine builds', () => {
  const step = fc.record({
    fileEdit,
    building: fc.constantFrom('atOnce' as const, 'inTurns' as const),
    builds: fc.nat(3),
    isAsked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
      const lived = new Workspace();
      lived.apply({ complete: true });
      const files = new Map<string, FileText>();
      for (const { fileEdit: edit, building, builds, isAsked } of steps) {
        const { path } = edit;
        const text = edit.change(files.get(path)?.text);
        if (text === undefined) files.delete(path);
        else files.set(path, { uri: path, path, text });
        lived.apply({
          building,
          ...(text === undefined ? { removed: [path] } : { files: [{ uri: path, path, text }] }),
        });
        for (let built = 0; built < builds; built++) lived.snapshot.buildNext();
        if (isAsked) answersOf(lived.snapshot);
      }
      lived.apply({ building: 'atOnce' });
      const fresh = new Workspace();
      fresh.apply({ files: [...files.values()], complete: true });
      expect(answersOf(lived.snapshot)).toEqual(answersOf(fresh.snapshot));
    }),
    { numRuns: 60 },
  );
});

/** A file's text in which each document that is just being written is as it could be read last. */
function lastReadable({ uri, text }: FileText, snapshot: Snapshot): string {
  const documents = snapshot.files.get(uri)?.documents ?? [];
  if (!documents.some(isHalfWritten)) return text;
  const texts = documents.map(({ forOthers }) => (forOthers.text === '' ? neverReadable : forOthers.text));
  return texts.map((one) => (one.endsWith('\n') ? one : `${one}\n`)).join('---');
}

const neverReadable = '\n"';

/** All that an editor may be told of a snapshot, as plain data. */
function answersOf(snapshot: Snapshot): unknown {
  const files = [...snapshot.files.values()].map(({ uri, text }) => ({
    uri,
    problems: problems(snapshot, uri).map(({ code, message, severity, span, fixes }) => ({
      code,
      message,
      severity,
      span,
      fixes: fixes.map((fix) => ({ title: fix.title, edit: editOf(fix.edit()) })),
    })),
    hovers: [...text.matchAll(/(?:name|serviceName|value|app): /g)].map(({ index, 0: { length } }) =>
      hover(snapshot, uri, index + length, { commands: [] }),
    ),
  }));
  const tree = ['', '0'].flatMap((filter) => dnsTree([snapshot], { filter, countsProblems: () => true }));
  return { files, records: recordsDocument(snapshot, { kind: 'workspace' }, 'zone').text, tree: tree.map(grown) };
}

/** A node with its children, without what leads into the engine. */
function grown({ source, children, ...node }: TreeNode): unknown {
  return { ...node, hasSource: source !== undefined, children: children?.().map(grown) };
}

function editOf(edit: ReturnType<ReturnType<typeof problems>[number]['fixes'][number]['edit']>): unknown {
  return edit?.files.map(({ file, edits }) => ({ uri: file.uri, edits }));
}
