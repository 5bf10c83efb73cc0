import { podCountOf, selectedPodCount } from '../dns/from-pods.ts';
import type { DnsRecord } from '../dns/record.ts';
import { recordsOf } from '../dns/records.ts';
import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { placeOf } from '../objects/places.ts';
import { isService, isStatefulSet, type Placed } from '../objects/placed.ts';
import { governingServices, selectedBy } from '../relations/linked.ts';
import type { Span } from '../text/span.ts';
import { groupBy } from '../util/collections.ts';
import { defineMessages, formatMessage } from '../util/format.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { implementation } from './definition.ts';
import { references } from './references.ts';
import { problemsByObject } from '../rules/run.ts';

const titles = defineMessages('features/code-lens', {
  records: '{count} {record/records}',
  references: '{count} {reference/references}',
  problems: '{count} {problem/problems}',
  pods: '{count} {Pod/Pods}',
});

/** What a lens above a Service or StatefulSet says; `opens` is the list that it opens. */
export interface Lens {
  readonly title: string;
  readonly opens: 'pods' | 'records' | 'references' | 'problems';
  /** The places of the list, for those that are places. */
  readonly places: readonly LensPlace[];
}

/** A place in a list. */
interface LensPlace {
  readonly file: SnapshotFile;
  readonly span: Span;
}

/** What a lens above a name says, given as offsets in the file's text. */
interface LensesAt {
  readonly span: Span;
  readonly lenses: readonly Lens[];
}

/** The lenses above the names of the Services and StatefulSets in a file, by position: Pods, records, references, problems. */
export function codeLenses(snapshot: Snapshot, uri: string): readonly LensesAt[] {
  const file = snapshot.files.get(uri);
  if (file === undefined) return [];
  const problems = snapshot.about(file, problemsByObject);
  return [...lensObjects(snapshot, uri)]
    .sort(([, one], [, other]) => one.start - other.start)
    .map(([object, span]) => {
      return { span, lenses: lensesOf(snapshot, uri, object, span, problems.get(object) ?? []) };
    });
}

function lensesOf(
  snapshot: Snapshot,
  uri: string,
  object: Placed<Service> | Placed<StatefulSet>,
  span: Span,
  problems: readonly LensPlace[],
): readonly Lens[] {
  const services = isService(object) ? [object] : governingServices(snapshot, object);
  const places = references(snapshot, uri, span.start, { includeDeclaration: false });
  const records = services.reduce((sum, service) => sum + ownRecords(snapshot, service, object), 0);
  const lenses: readonly (Lens | undefined)[] = [
    podsLens(snapshot, uri, span, object),
    records === 0
      ? undefined
      : { title: formatMessage(titles.records, { count: records }), opens: 'records', places: [] },
    { title: formatMessage(titles.references, { count: places.length }), opens: 'references', places },
    problems.length === 0
      ? undefined
      : { title: formatMessage(titles.problems, { count: problems.length }), opens: 'problems', places: problems },
  ];
  return lenses.filter((lens) => lens !== undefined);
}

/** The Services and StatefulSets whose name is in a file, each once however many kustomizations build it. */
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
  const pods = isService(object)
    ? workloads.map((workload) => selectedPodCount(object, workload))
    : workloads.map(podCountOf);
  const places = isService(object)
    ? (implementation(snapshot, uri, span.start)?.targets ?? []).map(({ file, selection }) => ({
        file,
        span: selection,
      }))
    : [placeOf(object, object.resource.template.specAt)];
  return {
    title: formatMessage(titles.pods, { count: pods.reduce((sum, one) => sum + one, 0) }),
    opens: 'pods',
    places,
  };
}

/** The records of a Service, or those of them that a StatefulSet gives names to. */
function ownRecords(snapshot: Snapshot, service: Placed<Service>, object: Placed): number {
  return object === service
    ? recordsOf(snapshot, service).length
    : (snapshot.about(service, recordsByTarget).get(object) ?? []).length;
}

function recordsByTarget(snapshot: Snapshot, service: Placed<Service>): ReadonlyMap<unknown, readonly DnsRecord[]> {
  return groupBy(recordsOf(snapshot, service), ({ target }) => target);
}
