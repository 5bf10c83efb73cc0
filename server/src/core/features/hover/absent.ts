import { noServiceNamed } from '../../dns/diagnosis/why-no-service-named.ts';
import { existenceOf } from '../../existence/existence.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { code, listOf, say, type Sentence } from './content.ts';
import { displayNamespace, linkTo } from './display-names.ts';
import { placedReason } from './missing.ts';

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
