import { existenceOf } from '../../existence/existence.ts';
import { findNearService } from '../../relations/near-misses.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { absence } from './backing.ts';
import { code, listOf, say, type Sentence } from './content.ts';
import { linkTo } from './display-names.ts';

/**
 * What is said of a Service that something refers to and no manifest makes: who else makes it, that it may be where nothing could be
 * read, else the statement that it is absent.
 */
export function absentService(
  snapshot: Snapshot,
  from: Placed,
  { name, namespace = from.namespace }: { readonly name: string; readonly namespace?: string | undefined },
  statement: Sentence,
): Sentence {
  const beyond = serviceBeyond(snapshot, from, { name, namespace });
  if (beyond !== undefined) return beyond;
  const absent = absence(snapshot, statement.id, statement.values);
  const near = findNearService(snapshot, from, { name, path: [] });
  return near === undefined ? absent : say('absent.near', { statement: absent, near: linkTo(near.service) });
}

/** Who else makes a Service, or that it may not have been read; `undefined` where it is absent as far as anybody can tell. */
export function serviceBeyond(
  snapshot: Snapshot,
  from: Placed,
  { name, namespace = from.namespace }: { readonly name: string; readonly namespace?: string | undefined },
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
