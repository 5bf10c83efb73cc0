import type { Service } from '../../kubernetes/service.ts';
import { documentsOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { findProblems } from '../../rules/run.ts';
import type { SnapshotFile } from '../../files/file.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { noProblems, type ProblemCounts } from './node.ts';

/** Whether the problems of a file are counted. */
export type CountsProblems = (file: SnapshotFile) => boolean;

/** How many problems a Service has whose file counts, in all files that it is written in. Hints are none to count. */
export function problemsOf(snapshot: Snapshot, service: Placed<Service>, counts: CountsProblems): ProblemCounts {
  return counts(service.document.file) ? snapshot.about(service, countProblems) : noProblems;
}

function countProblems(snapshot: Snapshot, service: Placed<Service>): ProblemCounts {
  const files = new Set(documentsOf(service).map(({ file }) => file));
  return addCounts([...files].map((file) => snapshot.about(file, problemsByObject).get(service) ?? noProblems));
}

/** So many of each level together. */
export function addCounts(counts: readonly ProblemCounts[]): ProblemCounts {
  return counts.reduce(
    (sum, one) =>
      one === noProblems
        ? sum
        : {
            error: sum.error + one.error,
            warning: sum.warning + one.warning,
            information: sum.information + one.information,
          },
    noProblems,
  );
}

/** Those of one file, by the object that they are about. */
function problemsByObject(snapshot: Snapshot, file: SnapshotFile): ReadonlyMap<Placed, ProblemCounts> {
  const counts = new Map<Placed, ProblemCounts>();
  for (const { resource, severity } of findProblems(snapshot, file)) {
    if (resource === undefined || severity === 'hint') continue;
    const before = counts.get(resource) ?? noProblems;
    counts.set(resource, { ...before, [severity]: before[severity] + 1 });
  }
  return counts;
}
