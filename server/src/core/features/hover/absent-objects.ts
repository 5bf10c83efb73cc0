import { noServiceNamed } from '../../dns/diagnosis/why-no-service-named.ts';
import { existenceOf } from '../../existence/existence.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { code, listOf, say, type Sentence, displayNamespace, linkTo } from './content.ts';
import { placedReason } from './missing.ts';
import { hasSelector, type Service } from '../../kubernetes/service.ts';
import { unselectedOf } from '../../relations/unselected.ts';

/** The name of a Service in a field; the namespace is that of the object where none is said. */
interface NamedService {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/**
 * What is said of a Service that something refers to and no manifest makes: who else makes it, that it may be where nothing could be
 * read, else that it is absent, which one may be meant, and what follows from that.
 */
export function absentService(
  snapshot: Snapshot,
  from: Placed,
  { name, namespace }: NamedService,
  ...consequences: readonly Sentence[]
): readonly Sentence[] {
  const beyond = serviceBeyond(snapshot, from, { name, namespace });
  if (beyond !== undefined) return [beyond];
  if (!snapshot.complete) return [say('scan.unfinished')];
  const why = noServiceNamed(snapshot, from, { name, namespace, path: [] });
  const values = { ...why.values, namespace: namespace ?? displayNamespace(from) };
  return [placedReason({ ...why, values }, from), ...consequences];
}

/** Who else makes a Service, or that it may not have been read; `undefined` where it is absent as far as anybody can tell. */
export function serviceBeyond(
  snapshot: Snapshot,
  from: Placed,
  { name, namespace = from.namespace }: NamedService,
): Sentence | undefined {
  const service = code(name);
  const existence = existenceOf(snapshot, { kind: 'Service', name, namespace }, from);
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
 * perhaps from workloads whose labels a template makes, or from what nobody could read. `undefined` where nothing tells.
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
