import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareRename, problems, rename } from '../../../../server/src/core/features/facade.ts';
import { kindOf } from '../../../../server/src/core/kubernetes/resource.ts';
import type { Finding } from '../../../../server/src/core/rules/finding.ts';
import { spanAt, spansOverlap, type Span, applyEdits } from '../../../../server/src/core/text/span.ts';
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
          const found = prepareRename(before, `file:///${path}`, index);
          // There is no way back to a name that is none, as "we'b".
          if (found === undefined || 'rejected' in found || !/^[a-z][a-z0-9-]*[a-z0-9]$/.test(found.name)) continue;
          const there = renamed(before, files, path, index, 'renamed');
          if (there === undefined) continue;
          const after = snapshotOf(there.files);
          const known = new Set(loudProblems(before).map(asText));
          const added = loudProblems(after)
            .filter(({ file, span }) => !(there.spans.get(file.path) ?? []).some((one) => spansOverlap(one, span)))
            .map(asText)
            .filter((problem) => !known.has(problem));
          if (!isParted(after, found.name)) expect(added, drawn(files, path, index)).toEqual([]);
          const back = renamed(after, there.files, path, there.offset, found.name);
          expect(back?.files, drawn(files, path, index)).toEqual(files);
        }
      }
    }),
    { numRuns: 60 },
  );
});

interface Renamed {
  readonly files: ReadonlyMap<string, string>;
  /** Where the name is then. */
  readonly offset: number;
  /** What was written anew, by file. */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
}

/** What a rename makes of texts; `undefined` where it is rejected. */
function renamed(
  snapshot: Snapshot,
  files: ReadonlyMap<string, string>,
  path: string,
  offset: number,
  newName: string,
): Renamed | undefined {
  const renaming = rename(snapshot, `file:///${path}`, offset, newName);
  if (renaming === undefined || 'rejected' in renaming) return undefined;
  const edits = new Map(renaming.edit.files.map((one) => [one.file.path, one.edits]));
  const shiftAt = (file: string, end: number): number =>
    (edits.get(file) ?? [])
      .filter(({ span }) => span.end <= end)
      .reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
  return {
    files: new Map([...files].map(([file, text]) => [file, applyEdits(text, edits.get(file) ?? [])])),
    offset: offset + shiftAt(path, offset),
    spans: new Map(
      [...edits].map(([file, list]) => [
        file,
        list.map(({ span, newText }) => spanAt(span.start + shiftAt(file, span.start), newText.length)),
      ]),
    ),
  };
}

/** Whether an object of another folder, the same to a cluster before, has kept the name. */
function isParted({ resources }: Snapshot, name: string): boolean {
  const kinds = new Set(resources.filter((one) => one.name === 'renamed').map(({ resource }) => kindOf(resource)));
  return resources.some((one) => one.name === name && kinds.has(kindOf(one.resource)));
}

/** What was renamed, and all there is. */
function drawn(files: ReadonlyMap<string, string>, path: string, index: number): string {
  return [`${path}:${index}`, ...[...files].map(([file, text]) => `#- /${file}\n${text}`)].join('\n');
}

function snapshotOf(files: ReadonlyMap<string, string>): Snapshot {
  const workspace = new Workspace();
  workspace.apply({
    files: [...files].map(([path, text]) => ({ uri: `file:///${path}`, path, text })),
    complete: true,
  });
  return workspace.snapshot;
}

function loudProblems(snapshot: Snapshot): readonly Finding[] {
  return [...snapshot.files.values()].flatMap(({ uri }) =>
    problems(snapshot, uri).filter(({ severity }) => severity === 'error' || severity === 'warning'),
  );
}

/** A problem without its place, which a rename moves, and its words, which name names. */
function asText({ file, code }: Finding): string {
  return `${file.path} ${code}`;
}
