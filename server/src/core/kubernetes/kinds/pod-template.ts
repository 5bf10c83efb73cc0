import { inline, inlineAt, map, object } from '../table/fields.ts';
import { labelRows, templateMetadata } from '../table/metadata.ts';
import type { Row } from '../table/row.ts';
import { oneOf } from '../table/values.ts';
import { podSpec, type PodSpecOwner } from './pod-spec.ts';

/** Pods that restart always and have no deadline, as those of all workloads that run for ever. */
export const endlessPods: PodSpecOwner = { of: 'template', restart: [oneOf(['Always'])], endless: true };

/** What Pods are made from; `rows` are about their labels. Source: Kubernetes API core/v1, PodTemplateSpec. */
export function podTemplate(owner: PodSpecOwner, ...rows: readonly Row[]) {
  const metadata = object(
    { ...templateMetadata.fields, labels: map(labelRows, rows, { labels: { of: 'template', create: true } }) },
    { source: 'kubernetes pkg/apis/core/validation/validation.go, ValidatePodTemplateSpec' },
  );
  return object({ metadata: inline(metadata), spec: inlineAt('specAt', podSpec(owner)) });
}

/** What only Jobs have, for workloads of other kinds. */
export const noJob = {
  also: () => ({ completionMode: undefined, completions: undefined, parallelism: undefined, suspend: undefined }),
};
/** What a Job does not have. */
export const noReplicas = { also: () => ({ replicas: undefined }) };
