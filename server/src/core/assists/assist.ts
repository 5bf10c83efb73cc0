import type { Remedy } from '../edits/remedy.ts';
import type { Resource, ResourceOf } from '../kubernetes/resource.ts';
import type { Placed } from '../objects/placed.ts';
import type { Messages } from '../util/format.ts';
import type { Questions } from '../workspace/questions.ts';

/** A code action that is no fix of a problem: offered anywhere inside the resource it changes. */
export interface Assist {
  /** Stable, in camel case; the name of its file in kebab case. */
  readonly id: string;
  readonly appliesTo: readonly Resource['kind'][];
  /** What the editor files it under. */
  readonly actionKind: 'refactor.rewrite' | 'refactor.extract';
  /** By id: titles, notes for afterwards, and what is written into manifests. */
  readonly messages: Messages;
  /** What can be done with this resource; nothing where the assist does not fit. */
  offer(resource: Placed, snapshot: Questions): readonly Remedy[];
}

/** An assist as its file writes it: `offer` knows that the resource is of one of the kinds it applies to. */
interface AssistDefinition<K extends Resource['kind']> extends Assist {
  readonly appliesTo: readonly K[];
  offer(resource: Placed<ResourceOf<K>>, snapshot: Questions): readonly Remedy[];
}

/** Declares an assist; gives its `offer` the type of the resources it applies to. */
export function defineAssist<const K extends Resource['kind']>(assist: AssistDefinition<K>): Assist {
  return assist;
}
