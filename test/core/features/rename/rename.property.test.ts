import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problems, rename } from '../../../../server/src/core/features/facade.ts';
import { applyEdits } from '../../../../server/src/core/text/edits.ts';
import type { Snapshot } from '../../../../server/src/core/workspace/snapshot.ts';
import { Workspace } from '../../../../server/src/core/workspace/workspace.ts';
import { fileEdit } from '../../../support/random-workspace.ts';

// Renaming and renaming back leaves every text as it was, and no error or warning comes with the new name.

test('a rename and the way back are the identity, and bring no error and no warning', () => {
  fc.assert(
    fc.property(fc.array(fileEdit, { minLength: 3, maxLength: 10 }), (edits) => {
      const files = new Map<string, string>();
      for (const { path, change } of edits) {
        // What a configuration says of namespaces is no manifest, and is not renamed.
        if (path.endsWith('.headlight.yaml')) continue;
        const text = change(files.get(path));
        if (text === undefined) files.delete(path);
        else files.set(path, text);
      }
      const before = snapshotOf(files);
      for (const [path, text] of files) {
        for (const { index } of text.matchAll(/(?<=(?:name|serviceName|app|namespace|port): )[a-z]|(?<=\/\/)[a-z]/gi)) {
          const name = /^[\w-]+/.exec(text.slice(index))?.[0] ?? '';
          // There is no way back to a name that is none.
          if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(name)) continue;
          const there = renamed(before, files, path, index, 'renamed');
          if (there === undefined) continue;
          const after = snapshotOf(there.files);
          const known = new Set(loudProblems(before));
          const added = loudProblems(after).filter((problem) => !known.has(problem));
          expect(added, `${path}:${index} of ${text}`).toEqual([]);
          const back = renamed(after, there.files, path, there.offset, name);
          expect(back?.files, `${path}:${index} of ${text}`).toEqual(files);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** The texts after a rename, and where the name is then; `undefined` where it is rejected. */
function renamed(
  snapshot: Snapshot,
  files: ReadonlyMap<string, string>,
  path: string,
  offset: number,
  newName: string,
): { readonly files: ReadonlyMap<string, string>; readonly offset: number } | undefined {
  const renaming = rename(snapshot, `file:///${path}`, offset, newName);
  if (renaming === undefined || 'rejected' in renaming) return undefined;
  const edits = new Map(renaming.edit.files.map((one) => [one.file.path, one.edits]));
  const own = (edits.get(path) ?? []).filter(({ span }) => span.end <= offset);
  const shift = own.reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
  return {
    files: new Map([...files].map(([file, text]) => [file, applyEdits(text, edits.get(file) ?? [])])),
    offset: offset + shift,
  };
}

function snapshotOf(files: ReadonlyMap<string, string>): Snapshot {
  const workspace = new Workspace();
  workspace.apply({
    files: [...files].map(([path, text]) => ({ uri: `file:///${path}`, path, text })),
    complete: true,
  });
  return workspace.snapshot;
}

/** The codes of errors and warnings by file. */
function loudProblems(snapshot: Snapshot): readonly string[] {
  return [...snapshot.files.values()].flatMap(({ uri, path }) =>
    problems(snapshot, uri)
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ code }) => `${path} ${code}`),
  );
}
