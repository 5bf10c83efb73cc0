import { isMissing } from '../existence/existence.ts';
import { kindOf } from '../kubernetes/resource.ts';
import type { Placed } from '../objects/placed.ts';
import { isMisspelling } from '../util/similar-names.ts';
import type { Questions } from '../workspace/questions.ts';
import { findNearWorkload, type NearWorkload } from './near-workloads.ts';
import { podSelectorsOf, podsSelectedBy, selectsSomePods, type PodSelector } from './pod-selectors.ts';

/** A selector that selects no Pods, and the workload whose Pods it was meant for. */
export interface NearlySelected {
  readonly selector: PodSelector;
  readonly near: Exclude<NearWorkload, { readonly differs: 'pod' }>;
}

/** Whether an object is a budget or a policy, of whose selectors is told what they miss. */
export function isOfPodsAround({ resource, namespace }: Placed): boolean {
  const kind = kindOf(resource);
  if (ofMesh.has(kind)) return namespace !== rootOfMesh;
  return kind === 'NetworkPolicy' || kind === 'PodDisruptionBudget';
}

/** Kinds of Istio for the Pods of their namespace, and for those of all where they are in its root namespace. Source: Istio, WorkloadSelector. */
const ofMesh: ReadonlySet<string> = new Set([
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'Telemetry',
]);
const rootOfMesh = 'istio-system';

/** Whether a selector is of the Pods that a budget or policy is for, and not of those that a rule of a policy lets through. */
export function isOfOwnPods({ labels }: PodSelector): boolean {
  const [, field] = labels.at.path;
  return field === 'selector' || field === 'podSelector';
}

/** The selectors of a budget or policy that select nothing while a workload nearby is meant: its labels are nearly those, or its name tells. */
export function nearlySelected(snapshot: Questions, from: Placed): readonly NearlySelected[] {
  const all = podSelectorsOf(from);
  return all.flatMap((selector): readonly NearlySelected[] => {
    const { labels, expressions, namespaces } = selector;
    if (!labels.known || labels.pairs.size === 0 || expressions.length > 0 || namespaces !== 'own') return [];
    if (selectsSomePods(snapshot, { ...selector, namespaces })) return [];
    if (!isMissing(snapshot, { kind: 'Pods', selector: labels, from })) return [];
    const near = findNearWorkload(snapshot, from, labels);
    if (near === undefined || near.differs === 'pod' || hasKeyOfController(near)) return [];
    const isByName = isOfOwnPods(selector) && (!hasOtherValue(near) || isBudgetOf(from, near));
    if (!isByName && !isCalledAlike(near)) return [];
    const isOfOther = all.some((one) => one !== selector && podsSelectedBy(snapshot, one).includes(near.workload));
    return isOfOther && !isOfOwnPods(selector) ? [] : [{ selector, near }];
  });
}

/** Whether the key that is missed is one that a controller gives the Pods that it makes: no workload here has them. */
function hasKeyOfController(near: NearWorkload): boolean {
  if (near.differs !== 'pair') return false;
  const { key, labelKey } = near.pair;
  return key !== labelKey && /^(?!app\.kubernetes\.io\/).+\//.test(key) && !isMisspelling(key, labelKey);
}

/** Whether a budget is called as a workload. Policies are called after several things. */
function isBudgetOf(from: Placed, { workload }: NearWorkload): boolean {
  const [name, of] = [from.name ?? '', workload.name ?? ''];
  return (
    from.resource.kind !== 'NetworkPolicy' && (name === of || name.startsWith(`${of}-`) || name.endsWith(`-${of}`))
  );
}

/** Whether a label has another value, be it alike or not. */
function hasOtherValue(near: NearWorkload): boolean {
  return near.differs === 'pair' && near.pair.key === near.pair.labelKey;
}

/** Whether the labels alone tell what is meant. A policy is not called as those whom it lets through. */
function isCalledAlike(near: NearWorkload): boolean {
  if (near.differs !== 'pair') return false;
  const { key, value, labelKey, labelValue } = near.pair;
  return key === labelKey ? isMisspelling(value, labelValue) : isMisspelling(key, labelKey);
}
