import type { Service } from '../../kubernetes/service.ts';
import { documentsOf } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { problemsByObject } from '../../rules/run.ts';
import type { Severity } from '../../settings/settings.ts';
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
  const problems = [...files].flatMap((file) => snapshot.about(file, problemsByObject).get(service) ?? []);
  if (problems.length === 0) return noProblems;
  const count = (level: Severity): number => problems.filter(({ severity }) => severity === level).length;
  return { error: count('error'), warning: count('warning'), information: count('information') };
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
