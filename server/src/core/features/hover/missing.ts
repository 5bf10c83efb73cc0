import { isPartlyThere, missingAround, missingOfPods } from '../../dns/diagnosis/missing-records.ts';
import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import { whyApart, whyUnnamed } from '../../dns/diagnosis/why-unnamed.ts';
import type { MissingRecord, Reason } from '../../dns/diagnosis/reason.ts';
import type { ReasonId } from '../../dns/diagnosis/reasons.ts';
import { type Service, isHeadlessService, hasSelector } from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { selectedBy } from '../../relations/linked.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { defined } from '../../util/collections.ts';
import {
  code,
  say,
  type Inline,
  type Sentence,
  relativeName,
  objectTitle,
  zoneOfNamespace,
  listOf,
  displayNamespace,
  linkTo,
} from './content.ts';
import { noServiceNamed } from '../../dns/diagnosis/why-no-service-named.ts';
import { existenceOf } from '../../existence/existence.ts';
import { unselectedOf } from '../../relations/unselected.ts';

/** How many explanations fit a hover. */
const mostSentences = 3;

/** Why records that a reader of the manifests may expect of a Service will not exist. */
export function missingSentences(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  // Told by other sentences, or not known to be missing as what could not be read may be behind the Service.
  const isOpen = elsewhereSentence(snapshot, service) !== undefined;
  const untold: readonly ReasonId[] = ['apart', ...(isOpen ? (['nothingBehind'] as const) : [])];
  const reasons = missingAround(snapshot, service).filter(
    ({ reasonId }) => !untold.includes(reasonId) && whyNoAlias(service)?.reasonId !== reasonId,
  );
  const isHeadless = isHeadlessService(service.resource);
  return [
    ...reasons.map((reason) => missingSentence(snapshot, reason, service)),
    ...(isHeadless ? apartSentences(snapshot, service) : []),
  ].slice(0, mostSentences);
}

/**
 * Why the Pods of a workload have no names of their own below the Service that they name, or not everywhere: each name that is missing,
 * else what is as written.
 */
export function unnamedSentences(
  snapshot: Snapshot,
  workload: Placed<Workload>,
  service: Placed<Service>,
): readonly Sentence[] {
  const missing = missingOfPods(snapshot, workload, service).slice(0, mostSentences);
  if (missing.length > 0) return missing.map((reason) => missingSentence(snapshot, reason, workload));
  const reasons = [whyUnnamed(snapshot, workload), whyApart(workload, service)];
  return defined(reasons).map((reason) => placedReason(reason, workload));
}

/** A reason in words, what a manifest says in code. */
export function reasonSentence({ reasonId, values }: Pick<Reason, 'reasonId' | 'values'>): Sentence {
  const pieces = Object.entries(values).map(([place, value]) => [place, isPlain(place) ? value : code(value)]);
  return say(reasonId, Object.fromEntries(pieces) as Sentence['values']);
}

/** Kinds and protocols are words. */
function isPlain(place: string): boolean {
  return place === 'kind' || place === 'protocol';
}

/** A reason, with a link where what makes the difference is in another object than those that the hover shows anyway. */
export function placedReason(reason: Reason, ...shown: readonly Placed[]): Sentence {
  const sentence = reasonSentence(reason);
  if (reason.place === undefined || shown.includes(reason.place.resource)) return sentence;
  const { resource, at } = reason.place;
  const place: Inline = { kind: 'place', text: objectTitle(resource), placed: resource, at };
  return say('missing.because', { reason: sentence, place });
}

/** The same, with the name it is about. */
function missingSentence(snapshot: Snapshot, missing: MissingRecord, about: Placed): Sentence {
  const reason = placedReason(missing, about);
  if (isPartlyThere(missing.reasonId)) return reason;
  return say('missing.record', { name: code(relativeName(missing.name, zoneOfNamespace(snapshot, about))), reason });
}

/** Workloads that are selected, but for their namespace. */
export function apartSentences(snapshot: Snapshot, service: Placed<Service>): readonly Sentence[] {
  const reasons = selectedBy(snapshot, service).map((workload) => whyApart(service, workload));
  return defined(reasons).map((reason) => placedReason(reason, service));
}

/** The name of a Service in a field; the namespace is that of the object where none is said. */
interface NamedService {
  readonly name: string;
  readonly namespace?: string | undefined;
  /** Objects that the sentences after this one link to. */
  readonly linked?: readonly Placed[];
}

/**
 * What is said of a Service that something refers to and no manifest makes: who else makes it, that it may be where nothing could be
 * read, else that it is absent, which one may be meant, and what follows from that.
 */
export function absentService(
  snapshot: Snapshot,
  from: Placed,
  { name, namespace, linked = [] }: NamedService,
  ...consequences: readonly Sentence[]
): readonly Sentence[] {
  const beyond = serviceBeyond(snapshot, from, { name, namespace });
  if (beyond !== undefined) return [beyond];
  if (!snapshot.complete) return [say('scan.unfinished')];
  const why = noServiceNamed(snapshot, from, { name, namespace, path: [] });
  const values = { ...why.values, namespace: namespace ?? displayNamespace(from) };
  return [placedReason({ ...why, values }, from, ...linked), ...consequences];
}

/** Who else makes a Service, or that it may not have been read; `undefined` where it is absent as far as is known. */
export function serviceBeyond(
  snapshot: Snapshot,
  from: Placed,
  { name, namespace = from.namespace }: NamedService,
): Sentence | undefined {
  const service = code(name);
  const existence = existenceOf(snapshot, { kind: 'Service', name, namespace, from });
  if (existence.kind === 'maybe') {
    return existence.why.kind === 'unread' ? say('elsewhere.unread', { service }) : undefined;
  }
  if (existence.kind !== 'elsewhere') return undefined;
  switch (existence.why.kind) {
    case 'controlPlane':
      return say('elsewhere.controlPlane', { service });
    case 'declared':
    case 'outside':
      return say('elsewhere.declared', { service });
    case 'operator':
      return say('elsewhere.operator', { service, resource: listOf(existence.why.customs.map(linkTo)) });
  }
}

/**
 * Where what is behind a Service comes from that nothing of the workspace is behind: from an operator, from outside of the workspace, or
 * perhaps from workloads whose labels a template makes, or from what could not be read. `undefined` where nothing tells.
 */
export function elsewhereSentence(snapshot: Snapshot, service: Placed<Service>): Sentence | undefined {
  if (!hasSelector(service.resource)) {
    const existence = existenceOf(snapshot, { kind: 'endpoints', of: service });
    return existence.kind === 'maybe' && existence.why.kind === 'unread' ? say('backed.unread') : undefined;
  }
  const unselected = unselectedOf(snapshot, service);
  const existence = unselected !== undefined && 'existence' in unselected ? unselected.existence : undefined;
  if (existence?.kind === 'elsewhere') {
    return existence.why.kind === 'operator'
      ? say('backed.operators', { resources: listOf(existence.why.customs.map(linkTo)) })
      : say('backed.outside');
  }
  if (existence?.kind !== 'maybe') return undefined;
  const { why } = existence;
  if (why.kind === 'templated') return say('backed.open', { workloads: listOf(why.workloads.map(linkTo)) });
  return why.kind === 'unread' ? say('backed.unread') : undefined;
}
