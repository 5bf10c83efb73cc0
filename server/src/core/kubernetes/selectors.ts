import { isTemplated } from '../yaml/template.ts';
import { saidOf } from '../util/collections.ts';
import type { StringMap } from './field.ts';
import type { LabelExpression } from './written-selectors.ts';
import { hasOrdinal, hasPod, indexCountOf, isIndexedJob, type Workload } from './workloads.ts';

/** Whether a selector selects the Pods of a workload. `unknown` where a template leaves labels open. */
type SelectorMatch = 'yes' | 'no' | 'unknown';

/**
 * Whether all pairs of the selector are among the labels the Pods will have: those of the template and those that
 * controllers add. An empty selector selects nothing. Source: Kubernetes API, ServiceSpec.selector;
 * k8s.io/endpointslice util/controller_utils.go, getServicesForPod.
 */
export function matchSelector(selector: StringMap, name: string | undefined, workload: Workload): SelectorMatch {
  if (selector.pairs.size === 0) return selector.known ? 'no' : 'unknown';
  const labels = workload.template.labels;
  let missing = false;
  for (const [key, { value }] of selector.pairs) {
    const label = labels.pairs.get(key);
    if (label?.value === value || hasControllerLabel(key, value, name, workload)) continue;
    // What a template adds to labels changes none of those that are written out.
    const isOpen = label === undefined ? !labels.known : isTemplated(label.value);
    if (selector.known && !isOpen) return 'no';
    missing = true;
  }
  return missing || !selector.known ? 'unknown' : 'yes';
}

/**
 * Whether a selector and labels, of which a template makes a part, belong together by what is written of both: a pair is the same, and
 * none is another.
 */
export function isWrittenAlike(selector: StringMap, labels: StringMap): boolean {
  if (selector.known && labels.known) return false;
  const pairs = [...selector.pairs].map(([key, { value }]) => ({ value, label: labels.pairs.get(key)?.value }));
  return (
    pairs.some(({ value, label }) => value === label) &&
    pairs.every(({ value, label }) => {
      if (label === undefined) return !labels.known;
      return value === label || isTemplated(value) || isTemplated(label);
    })
  );
}

/**
 * Whether the Pods of a workload may satisfy all expressions of a selector; what a template or a controller leaves open may.
 */
export function maySatisfy(expressions: readonly LabelExpression[], labels: StringMap): boolean {
  return expressions.every(({ key, operator, values }) => {
    const label = labels.pairs.get(key)?.value;
    if (label === undefined && (!labels.known || isControllerLabel(key))) return true;
    return meetsExpression(
      operator,
      values.map(({ value }) => value),
      label,
    );
  });
}

/** Whether a selector names a single Pod of a workload, by a label that its controller adds to each. */
export function selectsSinglePod(selector: StringMap): boolean {
  return [podNameLabel, podIndexLabel, completionIndexLabel].some((label) => selector.pairs.has(label));
}

/** The label by which the StatefulSet controller names each Pod. Source: kubernetes pkg/controller/statefulset, updateIdentity. */
export const podNameLabel = 'statefulset.kubernetes.io/pod-name';

/** The label by which the StatefulSet controller numbers each Pod, since 1.28. Source: as above. */
export const podIndexLabel = 'apps.kubernetes.io/pod-index';

/**
 * The label by which the Job controller numbers the Pods of an Indexed Job, since 1.28. Source: kubernetes
 * pkg/controller/job/indexed_job_utils.go, addCompletionIndexLabel.
 */
export const completionIndexLabel = 'batch.kubernetes.io/job-completion-index';

/** The labels by which the Job controller names the Job of each Pod. Source: kubernetes pkg/apis/batch/v1, JobNameLabel. */
export const jobNameLabels: ReadonlySet<string> = new Set(['job-name', 'batch.kubernetes.io/job-name']);

/**
 * Labels whose values only a controller knows, by the kinds whose Pods get them. Source: kubernetes pkg/apis/apps/v1 and
 * batch/v1 label constants; pkg/controller/{deployment,daemon,statefulset,job}.
 */
const generatedLabels: Readonly<Record<string, readonly Workload['kind'][]>> = {
  'pod-template-hash': ['Deployment', 'ReplicaSet'],
  'controller-revision-hash': ['StatefulSet', 'DaemonSet'],
  'pod-template-generation': ['DaemonSet'],
  'controller-uid': ['Job', 'CronJob'],
  'batch.kubernetes.io/controller-uid': ['Job', 'CronJob'],
};

/**
 * Labels of the node that every Pod gets when it is bound to one, since 1.35. They count for older servers as well: who selects by
 * them has a server that sets them. Source: kubernetes plugin/pkg/admission/podtopologylabels.
 */
const nodeLabels: ReadonlySet<string> = new Set(['topology.kubernetes.io/zone', 'topology.kubernetes.io/region']);

/** Whether a controller adds the label, so that a template does not have to. */
export function isControllerLabel(key: string): boolean {
  const numbered = key === podNameLabel || key === podIndexLabel || key === completionIndexLabel;
  return numbered || jobNameLabels.has(key) || nodeLabels.has(key) || Object.hasOwn(generatedLabels, key);
}

function hasControllerLabel(key: string, value: string, name: string | undefined, workload: Workload): boolean {
  if (workload.kind === 'StatefulSet' && key === podNameLabel) return hasPod(workload, name, value);
  if (workload.kind === 'StatefulSet' && key === podIndexLabel)
    return wholeNumber.test(value) && hasOrdinal(workload, Number(value));
  if (isIndexedJob(workload) && key === completionIndexLabel)
    return wholeNumber.test(value) && Number(value) < indexCountOf(workload);
  if (workload.kind === 'Job' && jobNameLabels.has(key)) return value === name;
  if (workload.kind === 'CronJob' && jobNameLabels.has(key)) return name !== undefined && value.startsWith(`${name}-`);
  return nodeLabels.has(key) || (saidOf(generatedLabels, key)?.includes(workload.kind) ?? false);
}

/** As a controller writes it. */
const wholeNumber = /^(?:0|[1-9]\d*)$/;

/**
 * Whether a label meets an expression of a selector, by the label's value, `undefined` where there is no such label. An operator that nobody
 * knows is met. Source: Kubernetes API meta/v1, LabelSelectorRequirement; apimachinery pkg/labels, Requirement.Matches.
 */
export function meetsExpression(
  operator: string | undefined,
  values: readonly string[],
  label: string | undefined,
): boolean {
  const isIn = label !== undefined && values.includes(label);
  switch (operator) {
    case 'In':
      return isIn;
    case 'NotIn':
      return !isIn;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return true;
  }
}
