import { mentionsOf, serviceMentionsIn } from '../hosts/mentions.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { placeOf, spanOfObject } from '../objects/places.ts';
import { isDataMap, isService, type Placed, nameAtOf } from '../objects/placed.ts';
import { emptySpanAt, spanOverBoth, type Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { At } from '../yaml/path.ts';
import { placeIn, resourceIn } from './at-cursor.ts';
import { objectsNamedAt } from './symbols.ts';

/** An object that others talk to, or that talks to others. */
export interface CallItem {
  readonly name: string;
  readonly kind: string;
  readonly namespace: string;
  readonly file: SnapshotFile;
  /** The whole object, and its name, as offsets in the file's text. */
  readonly span: Span;
  readonly selection: Span;
}

/** One end of a call. */
export interface Call {
  readonly item: CallItem;
  /** The places in the caller's file that say so. */
  readonly spans: readonly Span[];
}

/** The Service or workload under a cursor, or the object that it is in; several where a name means several. */
export function prepareCalls(snapshot: Snapshot, uri: string, offset: number): readonly CallItem[] {
  return objectsMeantAt(snapshot, uri, offset).flatMap(itemOf);
}

/** Who talks to an object, given by a place of its name: clients and routes to a Service, Services to the workloads they select. */
export function incomingCalls(snapshot: Snapshot, uri: string, offset: number): readonly Call[] {
  return callsOf(
    objectsMeantAt(snapshot, uri, offset).flatMap((object) => callersOf(snapshot, object)),
    ({ from }) => from,
  );
}

/** Whom an object talks to: the Services that a workload or route names, the workloads that a Service selects. */
export function outgoingCalls(snapshot: Snapshot, uri: string, offset: number): readonly Call[] {
  return callsOf(
    objectsMeantAt(snapshot, uri, offset).flatMap((object) => calledBy(snapshot, object)),
    ({ to }) => to,
  );
}

/** A place of one object by which it reaches another. */
interface Reach {
  readonly from: Placed;
  readonly at: At;
  readonly to: Placed;
}

/** What the name under a cursor means, or the object that it is in. */
export function objectsMeantAt(snapshot: Snapshot, uri: string, offset: number): readonly Placed[] {
  const place = placeIn(snapshot, uri, offset);
  const named = objectsNamedAt(snapshot, uri, offset).filter(({ resource }) => resource.kind !== 'Namespace');
  if (named.length > 0) return named;
  const object = place?.placed ?? resourceIn(snapshot, uri, offset);
  return object === undefined || object.resource.kind === 'Kustomization' ? [] : [object];
}

/** How strings of ConfigMaps and Secrets count as those of the workloads that use them. */
function callersOf(snapshot: Snapshot, object: Placed): readonly Reach[] {
  const links = snapshot.links.to(object).filter(({ kind }) => talking.has(kind));
  const linked = links.map(({ from, at }) => ({ from, at, to: object }));
  if (!isService(object)) return linked;
  const mentions = mentionsOf(snapshot, object).map(({ from, mention }) => ({ from, at: mention.at, to: object }));
  return [...linked, ...mentions.flatMap((reach) => [reach, ...throughMap(snapshot, reach)])];
}

const talking: ReadonlySet<string> = new Set(['selects', 'routesTo', 'uses']);

function throughMap(snapshot: Snapshot, { from, to }: Reach): readonly Reach[] {
  if (!isDataMap(from)) return [];
  return snapshot.links.to(from).map((link) => ({ from: link.from, at: link.at, to }));
}

function calledBy(snapshot: Snapshot, object: Placed): readonly Reach[] {
  const links = snapshot.links.from(object);
  const mentioned = (from: Placed): readonly Reach[] =>
    serviceMentionsIn(snapshot, from).flatMap(({ mention, services }) =>
      services.map((to) => ({ from, at: mention.at, to })),
    );
  const linked = links
    .filter(({ kind }) => kind === 'selects' || kind === 'routesTo')
    .flatMap(({ at, to }) => to.map((target) => ({ from: object, at, to: target })));
  const used = links
    .filter(({ kind }) => kind === 'uses')
    .flatMap(({ at, to }) =>
      to.flatMap((target) =>
        isDataMap(target)
          ? mentioned(target).map((reach) => ({ ...reach, from: object, at }))
          : isService(target)
            ? [{ from: object, at, to: target }]
            : [],
      ),
    );
  return [...linked, ...mentioned(object), ...used];
}

function callsOf(reaches: readonly Reach[], end: (reach: Reach) => Placed): readonly Call[] {
  const spans = new Map<Placed, Span[]>();
  for (const reach of reaches) {
    const known = spans.get(end(reach)) ?? [];
    spans.set(end(reach), known);
    const place = placeOf(reach.from, reach.at);
    if (place.file === reach.from.document.file) known.push(place.span);
  }
  return [...spans].flatMap(([object, found]) => itemOf(object).map((item) => ({ item, spans: found })));
}

function itemOf(object: Placed): readonly CallItem[] {
  const { name, namespace, document } = object;
  if (name === undefined) return [];
  const span = spanOfObject(object);
  const { file, span: own } = placeOf(object, nameAtOf(object));
  const selection = file === document.file ? own : emptySpanAt(span.start);
  return [
    {
      name,
      namespace,
      kind: kindOf(object.resource),
      file: document.file,
      span: spanOverBoth(span, selection),
      selection,
    },
  ];
}
