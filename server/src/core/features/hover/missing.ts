import { isPartlyThere, missingAround, missingOfPods } from '../../dns/diagnosis/missing-records.ts';
import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import { whyApart, whyUnnamed } from '../../dns/diagnosis/why-unnamed.ts';
import type { MissingRecord, Reason } from '../../dns/diagnosis/reason.ts';
import type { ReasonId } from '../../dns/diagnosis/reasons.ts';
import { type Service, isHeadlessService } from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { selectedBy } from '../../relations/linked.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { defined } from '../../util/collections.ts';
import { code, say, type Inline, type Sentence, relativeName, objectTitle, zoneOfNamespace } from './content.ts';
import { elsewhereSentence } from './absent-objects.ts';

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

/** A reason, with a link where what makes the difference is in another object. */
export function placedReason(reason: Reason, about: Placed): Sentence {
  const sentence = reasonSentence(reason);
  if (reason.place === undefined || reason.place.resource === about) return sentence;
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
