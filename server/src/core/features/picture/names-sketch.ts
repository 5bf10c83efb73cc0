import { clusterOf, nameIn } from '../../dns/cluster.ts';
import { missingAround } from '../../dns/diagnosis/missing-records.ts';
import { reasonText } from '../../dns/diagnosis/reason.ts';
import { nameSourceOf, sourceOf, type DnsRecord, recordTypes, type RecordType } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { groupBy } from '../../util/collections.ts';
import { plainText } from '../hover/render.ts';
import { pictureText } from './picture-text.ts';
import { conditionWords, answerWords } from '../records/record-words.ts';
import { placedAt, Sketch } from './sketch.ts';
import type { SketchedService } from './service-sketch.ts';
import { diagnose, type Diagnosis, type Step } from '../../dns/diagnosis/diagnose.ts';
import { lookUp } from '../../dns/lookup.ts';
import { resolverNamed, type Resolver } from '../../dns/resolver.ts';
import { templateOf } from '../../util/format.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { messages } from '../messages.ts';
import { asItComes, fold } from './groups.ts';
import type { Picture, PictureNode, PictureSubject } from './picture.ts';
import { nameAtOf } from '../../objects/placed.ts';
import { withoutFinalDot } from '../../util/dns-label.ts';

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
function conditions(records: readonly DnsRecord[]): readonly string[] {
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

/**
 * Draws how a name resolves: the names that a resolver tries, in order, each with what it found or why not, and behind the one that
 * answers its records: an alias points to its target, an SRV record to the addresses of its target. A name that cannot be asked for is one node
 * that says so. `undefined` where no manifest makes the Pod that asks.
 */
export function namePicture(
  snapshot: Snapshot,
  { name, from }: Extract<PictureSubject, { readonly kind: 'name' }>,
): Picture | undefined {
  const resolver = from === undefined ? undefined : resolverNamed(snapshot, from);
  if (from !== undefined && resolver === undefined) return undefined;
  const diagnosis = diagnose(snapshot, { name, types: typesOf(name), from: resolver });
  const sketch = new Sketch(snapshot);
  const question = addQuestion(sketch, diagnosis, resolver);
  const steps = diagnosis.steps.map((step, index) => addStep(sketch, question, step, index));
  const answering = diagnosis.steps.findIndex(({ asked }) =>
    diagnosis.records.some((record) => withoutFinalDot(record.name) === withoutFinalDot(asked)),
  );
  sketchRecords(sketch, diagnosis.records, {
    owner: diagnosis.steps[answering]?.asked ?? '',
    node: steps[answering] ?? question,
    asker: resolver,
  });
  return {
    title: pictureText(from === undefined ? 'absolute' : 'fromPod', { name, namespace: resolver?.namespace ?? '' }),
    centre: question,
    ...fold(sketch, asItComes, []),
  };
}

/** What is asked for: names of ports have nothing but SRV records, and others have them besides what is looked for. */
function typesOf(name: string): readonly RecordType[] {
  return name.startsWith('_') ? ['SRV'] : recordTypes.filter((type) => type !== 'SRV');
}

function addQuestion(sketch: Sketch, { question, error }: Diagnosis, resolver: Resolver | undefined): string {
  const { of } = resolver ?? {};
  return sketch.add({
    id: 'question',
    kind: 'question',
    heading: pictureText('heading.question'),
    label: question.name,
    details:
      resolver === undefined
        ? [pictureText('askedByNobody')]
        : [pictureText('asked', { namespace: resolver.namespace }), pictureText('ndots', { ndots: resolver.ndots })],
    notes: error === undefined ? [] : [error],
    presence: error === undefined ? 'here' : 'missing',
    place: of && placedAt(of, nameAtOf(of)),
    groups: [],
  });
}

function addStep(sketch: Sketch, question: string, { asked, inHosts, verdict, because }: Step, index: number): string {
  const place = because.find((reason) => reason.place !== undefined)?.place;
  const id = sketch.add({
    id: `step ${index} ${asked}`,
    kind: 'step',
    heading: pictureText('heading.step', { number: index + 1 }),
    label: withoutFinalDot(asked),
    details: inHosts ? [] : [templateOf(messages[`answers.${verdict}`])],
    notes: inHosts ? [pictureText('inHosts')] : [...new Set(because.map(reasonText))],
    presence: presences[verdict],
    place: place && placedAt(place.resource, place.at),
    groups: [],
  });
  sketch.connect(question, id, 'asks');
  return id;
}

const presences: Readonly<Record<Step['verdict'], PictureNode['presence']>> = {
  found: 'here',
  empty: 'here',
  absent: 'missing',
  forwarded: 'elsewhere',
  unknown: 'elsewhere',
};

/** What records are attached to: the name that has them, its node, and the asker. */
interface Owner {
  readonly owner: string;
  readonly node: string;
  readonly asker: Resolver | undefined;
}

/** The records of a name, and those that they lead to. */
function sketchRecords(sketch: Sketch, records: readonly DnsRecord[], { owner, node, asker }: Owner): void {
  const own = records.filter(
    ({ name }) => withoutFinalDot(name).toLowerCase() === withoutFinalDot(owner).toLowerCase(),
  );
  for (const [index, record] of own.entries()) {
    const id = addRecord(sketch, record, `${node} ${record.type} ${index}`);
    sketch.connect(node, id, record.type === 'CNAME' ? 'isAliasOf' : 'finds');
    const target = targetOf(record);
    if (target === undefined) continue;
    const led = record.type === 'SRV' ? addressesOf(sketch.snapshot, target, asker) : records;
    sketchRecords(sketch, led, { owner: target, node: id, asker });
  }
}

function targetOf({ type, data }: DnsRecord): string | undefined {
  if (data.kind === 'service') return data.target;
  return data.kind === 'name' && type === 'CNAME' ? data.target : undefined;
}

/** What a client looks up next, once it has the target of an SRV record. Source: RFC 2782. */
function addressesOf(snapshot: Snapshot, name: string, asker: Resolver | undefined): readonly DnsRecord[] {
  return (['A', 'AAAA'] as const).flatMap((type) => lookUp(snapshot, name, type, { from: asker?.of }).answers);
}

function addRecord(sketch: Sketch, record: DnsRecord, id: string): string {
  const source = sourceOf(record);
  const { data } = record;
  return sketch.add({
    id,
    kind: 'record',
    heading: record.type,
    label: plainText(answerWords(record, '')),
    details: [
      ...(data.kind === 'service' && data.weight !== undefined ? [pictureText('weight', { weight: data.weight })] : []),
      ...conditions([record]),
    ],
    place: source && placedAt(source.resource, source.at),
    groups: [],
  });
}
