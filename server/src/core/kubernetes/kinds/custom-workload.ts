import { fieldAt, inline, kind, metadataOf, object, type View, whole } from '../table/vocabulary.ts';
import { groupOf, type ResourceOfTable, customFacts } from '../resource.ts';
import { endlessPods, noJob, podTemplate } from './pod.ts';

/**
 * A custom resource with a selector and the template of Pods that its operator makes, such as a Rollout: read as a workload, and not
 * judged, as its fields are its operator's. What the Pods are called, only the operator knows.
 */
export const customWorkloadTable = kind(
  'CustomWorkload',
  [],
  {
    metadata: metadataOf('subdomain', { source: 'kubernetes apiextensions-apiserver, ValidateCustomResource' }),
    spec: inline(object({ replicas: whole(), template: podTemplate(endlessPods) })),
  },
  { also: (object) => ({ ...noJob.also(), ...customFacts(object) }) },
);

/** What is read of it. */
export interface CustomWorkload extends ResourceOfTable<typeof customWorkloadTable> {}

/** The group in which a workload without a selector has the labels of its template for one. Source: OpenShift API, DeploymentConfigSpec. */
const ownSelectors = 'apps.openshift.io';

/** Whether an object of another kind says of which Pods it is, and what these are made from. */
export function isCustomWorkload(object: View, apiVersion: string): boolean {
  const containers = fieldAt(object, 'spec', 'template', 'spec', 'containers');
  if (containers.node?.kind !== 'sequence') return false;
  return fieldAt(object, 'spec', 'selector').node?.kind === 'map' || groupOf(apiVersion) === ownSelectors;
}
