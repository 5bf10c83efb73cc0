import { serviceFqdn } from '../dns/names.ts';
import { recordsOf } from '../dns/records.ts';
import {
  mentionsOf,
  readMentionsOf,
  serviceMentionsIn,
  type ReadMention,
  type ServiceMention,
} from '../hosts/mentions.ts';
import { podNameOf, setsOfMention } from '../hosts/pod-names.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { asBelow } from '../names/host-name.ts';
import type { FilePlace } from '../objects/origins.ts';
import { isWorkload, type Placed } from '../objects/placed.ts';
import { placeOf, placeOfReplacedIn } from '../objects/places.ts';
import { namingServices } from '../relations/linked.ts';
import { spanAt, spanTouches, type Span } from '../text/span.ts';
import { objectsAt } from './at-cursor.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** The host name under a cursor that names a Service of the workspace, once for each object that has the string. */
export function mentionsAt(snapshot: Snapshot, uri: string, offset: number): readonly ServiceMention[] {
  return objectsAt(snapshot, uri, offset).flatMap((object) =>
    serviceMentionsIn(snapshot, object).filter((mention) => isAt(mention, uri, offset)),
  );
}

/** The host name under a cursor, be there such a Service or not, once for each object that has the string. */
export function readMentionsAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): readonly (ReadMention | ServiceMention)[] {
  const linked = mentionsAt(snapshot, uri, offset);
  if (linked.length > 0) return linked;
  return objectsAt(snapshot, uri, offset).flatMap((object) =>
    readMentionsOf(snapshot, object).filter((read) => isAt(read, uri, offset)),
  );
}

function isAt(read: ReadMention, uri: string, offset: number): boolean {
  return spanOfMentionAt(read, uri, offset) !== undefined;
}

/** Where a host name is under a cursor, as offsets in the file's text: the name itself, or the string that it is put in the place of. */
export function spanOfMentionAt({ from, mention }: ReadMention, uri: string, offset: number): Span | undefined {
  const places = [placeOf(from, mention.at), placeOfReplacedIn(from, mention.at)];
  return places.find((place) => place?.file.uri === uri && spanTouches(place.span, offset))?.span;
}

/** The StatefulSets that a host name names a Pod of by its form, else the workloads whose Pods have that name in DNS. */
export function workloadsOfPod(snapshot: Snapshot, mention: ServiceMention): readonly Placed<Workload>[] {
  const { below } = mention.name;
  if (below?.kind !== 'endpoint') return [];
  const pod = podNameOf(mention);
  const sets = pod === undefined ? [] : setsOfMention(snapshot, mention, pod);
  if (sets.length > 0) return sets;
  return mention.services.flatMap((service) => {
    const name = `${serviceFqdn(snapshot, service, asBelow(below))}.`.toLowerCase();
    return recordsOf(snapshot, service).flatMap(({ name: own, target }) =>
      own === name && target !== undefined && isWorkload(target) ? [target] : [],
    );
  });
}

/** The host names that name single Pods of a workload. */
export function podMentionsOf(snapshot: Snapshot, workload: Placed<Workload>): readonly ServiceMention[] {
  return namingServices(snapshot, workload)
    .flatMap((service) => mentionsOf(snapshot, service))
    .filter((mention) => workloadsOfPod(snapshot, mention).includes(workload));
}

/** The label of a Pod in a host name, the first; of one that is encoded all there is. */
export function placeOfPod({ from, mention, name }: ServiceMention): FilePlace {
  const { within } = mention.at;
  if (within === undefined) return placeOf(from, mention.at);
  const label = name.below?.kind === 'endpoint' ? name.below.label : '';
  return placeOf(from, { ...mention.at, within: spanAt(within.start, label.length) });
}
