/** The name of a Pod as a StatefulSet makes it, be there such a set or not. */
export interface PodLabel {
  /** What the set is called: `cache` of `cache-2`. */
  readonly set: string;
  readonly ordinal: number;
}

/**
 * Reads a label as the name of a StatefulSet's Pod: that of the set, a dash, and a whole number as the controller writes it, without
 * zeros before it. `undefined` for all other labels, and numbers of ten digits or more, which are dates rather than ordinals.
 * Source: Kubernetes, StatefulSet Pod identity, ordinal index; kubernetes pkg/controller/statefulset/stateful_set_utils.go, getPodName.
 */
export function readPodLabel(label: string): PodLabel | undefined {
  const [, set, ordinal] = /^(.+)-(0|[1-9]\d{0,8})$/.exec(label) ?? [];
  return set === undefined ? undefined : { set, ordinal: Number(ordinal) };
}
