import { podsOf } from '../dns/from-pods.ts';
import { recordsOf } from '../dns/records.ts';
import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { placeOf } from '../objects/places.ts';
import { isService, isStatefulSet, type Placed } from '../objects/placed.ts';
import { governingServices, selectedBy } from '../relations/linked.ts';
import { findProblems } from '../rules/run.ts';
import type { Span } from '../text/span.ts';
import { count } from '../util/format.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { implementation } from './implementation.ts';
import { references } from './references.ts';

/** What is told above a Service or StatefulSet; `opens` is the list that stands behind it. */
export interface Lens {
  readonly title: string;
  readonly opens: 'pods' | 'records' | 'references' | 'problems';
  /** The places of the list, for those that are places. */
  readonly places: readonly LensPlace[];
}

/** A place in a list. */
export interface LensPlace {
  readonly file: SnapshotFile;
  readonly span: Span;
}

/** The names of the Services and StatefulSets of a file, above which something is told: offsets in its text, by position. */
export function lensPlaces(snapshot: Snapshot, uri: string): readonly Span[] {
  const spans = [...lensObjects(snapshot, uri)].map(([, span]) => span);
  return spans.sort((one, other) => one.start - other.start);
}

/** What is told above one of them, as Pods, records, references and problems; nothing where no such object has its name there. */
export function lensesAt(snapshot: Snapshot, uri: string, span: Span): readonly Lens[] {
  const found = lensObjects(snapshot, uri).find(([, own]) => own.start === span.start);
  if (found === undefined) return [];
  const [object] = found;
  const services = isService(object) ? [object] : governingServices(snapshot, object);
  const places = references(snapshot, uri, span.start, { includeDeclaration: false });
  const problems = problemsOf(snapshot, object);
  const records = services.reduce((sum, service) => sum + ownRecords(snapshot, service, object), 0);
  const lenses: readonly (Lens | undefined)[] = [
    podsLens(snapshot, uri, span, object),
    records === 0 ? undefined : { title: count(records, 'record'), opens: 'records', places: [] },
    { title: count(places.length, 'reference'), opens: 'references', places },
    problems.length === 0
      ? undefined
      : { title: count(problems.length, 'problem'), opens: 'problems', places: problems },
  ];
  return lenses.filter((lens) => lens !== undefined);
}

/** The Services and StatefulSets whose name stands in a file, each once however many kustomizations build it. */
function lensObjects(
  snapshot: Snapshot,
  uri: string,
): readonly (readonly [Placed<Service> | Placed<StatefulSet>, Span])[] {
  const found = new Map<number, readonly [Placed<Service> | Placed<StatefulSet>, Span]>();
  for (const object of snapshot.inFile(uri)) {
    const name = object.resource.metadata.name;
    if (name === undefined || object.templated || !(isService(object) || isStatefulSet(object))) continue;
    const { file, span } = placeOf(object, name.at);
    if (file.uri === uri && !found.has(span.start)) found.set(span.start, [object, span]);
  }
  return [...found.values()];
}

function podsLens(
  snapshot: Snapshot,
  uri: string,
  span: Span,
  object: Placed<Service> | Placed<StatefulSet>,
): Lens | undefined {
  const workloads = isService(object) ? selectedBy(snapshot, object) : [object];
  if (workloads.length === 0) return undefined;
  const pods = workloads.map((workload) => podsOf(workload).reduce((sum, pod) => sum + pod.count, 0));
  const targets = isService(object) ? (implementation(snapshot, uri, span.start)?.targets ?? []) : [];
  const places = targets.map(({ file, selection }) => ({ file, span: selection }));
  return {
    title: count(
      pods.reduce((sum, one) => sum + one, 0),
      'Pod',
    ),
    opens: 'pods',
    places,
  };
}

/** The records of a Service, or those of them that a StatefulSet gives names to. */
function ownRecords(snapshot: Snapshot, service: Placed<Service>, object: Placed): number {
  const records = recordsOf(snapshot, service);
  return object === service ? records.length : records.filter(({ target }) => target === object).length;
}

/** The problems that stand in an object: hints are none to count. */
function problemsOf(snapshot: Snapshot, object: Placed): readonly LensPlace[] {
  return findProblems(snapshot, object.document.file)
    .filter(({ severity, resource }) => severity !== 'hint' && resource === object)
    .map(({ file, span }) => ({ file, span }));
}
