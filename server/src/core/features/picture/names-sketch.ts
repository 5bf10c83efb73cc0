import { clusterOf, nameIn } from '../../dns/cluster.ts';
import { missingAround } from '../../dns/diagnosis/missing-records.ts';
import { reasonText } from '../../dns/diagnosis/reason.ts';
import { withoutFinalDot } from '../../dns/names.ts';
import { nameSourceOf, sourceOf, type DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { groupBy } from '../../util/collections.ts';
import { plainText } from '../hover/render.ts';
import { pictureText } from './picture-text.ts';
import { conditionWords } from '../records/record-words.ts';
import { placedAt, type Sketch } from './sketch.ts';
import type { SketchedService } from './service-sketch.ts';

/**
 * Draws the names that DNS serves for a Service behind what they answer with: its own name behind the Service where that has an
 * address, else behind its Pods. Names that a reader looks for in vain are drawn as missing, with the reason. Those of addresses
 * (PTR) are left out.
 */
export function sketchNames(sketch: Sketch, owner: SketchedService): void {
  const { service, groups } = owner;
  const records = recordsOf(sketch.snapshot, service).filter(({ type }) => type !== 'PTR');
  for (const [name, own] of groupBy(records, (record) => record.name)) {
    const origins = originsOf(sketch, owner, name);
    const [origin = owner.id] = origins;
    const node = addName(
      sketch,
      name,
      own,
      origins.length === 1 ? (sketch.nodes.get(origin)?.groups ?? groups) : groups,
    );
    for (const from of origins) sketch.connect(from, node, 'answersAs');
  }
  for (const missing of missingAround(sketch.snapshot, service)) {
    const id = idOfName(missing.name);
    const reason = reasonText(missing);
    if (sketch.nodes.has(id)) {
      sketch.note(id, reason);
      continue;
    }
    const { resource, at } = missing.place;
    const node = sketch.add({
      id,
      kind: 'name',
      heading: pictureText('heading.noName'),
      label: withoutFinalDot(missing.name),
      notes: [reason],
      presence: 'missing',
      place: placedAt(resource, at),
      groups,
    });
    const [origin = owner.id] = originsOf(sketch, owner, missing.name);
    const maker = sketch.idOf(resource);
    sketch.connect(origin === owner.id && sketch.nodes.has(maker) ? maker : origin, node, 'answersAs');
  }
}

/** The id of the node of a name, with or without its final dot. */
function idOfName(name: string): string {
  return `name ${withoutFinalDot(name)}`;
}

function addName(sketch: Sketch, name: string, records: readonly DnsRecord[], groups: readonly string[]): string {
  const [first] = records;
  const source = first && (sourceOf(first) ?? (first.service && nameSourceOf(first.service)));
  const types = [...new Set(records.map(({ type }) => type))].join(', ');
  return sketch.add({
    id: idOfName(name),
    kind: 'name',
    heading: pictureText('heading.name'),
    label: withoutFinalDot(name),
    details: [[types, ...conditions(records)].join(', ')],
    place: source && placedAt(source.resource, source.at),
    groups,
  });
}

/** When records are there, where that is not always and everywhere. */
export function conditions(records: readonly DnsRecord[]): readonly string[] {
  const isUsual =
    records.every(({ condition }) => condition === 'always') && records.some(({ level }) => level === 'spec');
  return isUsual ? [] : [plainText(conditionWords(records))];
}

/** The nodes that a name answers with. */
function originsOf(
  sketch: Sketch,
  { service, id, ports, backends, pods }: SketchedService,
  name: string,
): readonly string[] {
  const view = clusterOf(sketch.snapshot).view(service);
  if (view === undefined) return [id];
  const own = nameIn(view);
  const bare = withoutFinalDot(name);
  if (bare === own) return view.nature === 'headless' && backends.length > 0 ? backends : [id];
  const labels = bare.slice(0, -own.length - 1).split('.');
  const [first = ''] = labels;
  const origin = first.startsWith('_') ? ports.get(first.slice(1)) : pods.get(first);
  return [origin ?? id];
}
