import type { StringMap } from '../kubernetes/field.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { onlyOne } from '../util/collections.ts';
import { nameDistance, isMisspelling } from '../util/similar-names.ts';

/** One pair of a selector beside the label it was probably meant to equal. */
export interface DifferingPair {
  readonly key: string;
  readonly value: string;
  readonly labelKey: string;
  readonly labelValue: string;
}

/**
 * The one pair of a selector that keeps it from a template's labels, where it is a near miss of a label: the same key with
 * a value alike, or the same value under a key alike. `undefined` where more differs, or nothing does.
 */
export function differingPair(selector: StringMap, { template }: Workload): DifferingPair | undefined {
  const labels = template.labels.pairs;
  const only = onlyPairOff(selector, template.labels);
  if (only === undefined) return undefined;
  const { key, value } = only;
  const label = labels.get(key);
  if (label !== undefined) {
    return isMisspelling(value, label.value) ? { key, value, labelKey: key, labelValue: label.value } : undefined;
  }
  const renamed = [...labels].find(([labelKey, field]) => field.value === value && isMisspelling(key, labelKey));
  return renamed === undefined ? undefined : { key, value, labelKey: renamed[0], labelValue: value };
}

/** The one pair of a selector that no label of a template equals; `undefined` where there are more, or none. */
export function onlyPairOff(
  selector: StringMap,
  labels: StringMap,
): { readonly key: string; readonly value: string } | undefined {
  const off = onlyOne([...selector.pairs].filter(([key, { value }]) => labels.pairs.get(key)?.value !== value));
  return off && { key: off[0], value: off[1].value };
}

/** How far a pair is from the label that it was meant to equal. */
export function pairDistance({ key, value, labelKey, labelValue }: DifferingPair): number {
  return nameDistance(key, labelKey) + nameDistance(value, labelValue);
}
