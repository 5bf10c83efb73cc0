import {
  inCore,
  inline,
  inlineAt,
  kind,
  labelRows,
  map,
  metadataOf,
  object,
  oneOf,
  type Row,
  templateMetadata,
  unread,
} from '../table/vocabulary.ts';
import { readItem } from '../table/read-fields.ts';
import { podSpec, type PodSpecOwner } from './pod-spec.ts';

/** Pods that restart always and have no deadline, as those of all workloads that run forever. */
export const endlessPods: PodSpecOwner = { of: 'template', restart: [oneOf(['Always'])], endless: true };

/** What Pods are made from; `rows` are about their labels. Source: Kubernetes API core/v1, PodTemplateSpec. */
export function podTemplate(owner: PodSpecOwner, ...rows: readonly Row[]) {
  const metadata = object(
    { ...templateMetadata.fields, labels: map(labelRows, rows, { labels: { of: 'template', create: true } }) },
    inCore('ValidatePodTemplateSpec'),
  );
  return object({ metadata: inline(metadata), spec: inlineAt('specAt', podSpec(owner)) });
}

/** What only Jobs have, for workloads of other kinds. */
export const noJob = {
  also: () => ({ completionMode: undefined, completions: undefined, parallelism: undefined, suspend: undefined }),
};
/** What a Job does not have. */
export const noReplicas = { also: () => ({ replicas: undefined }) };

const spec = podSpec({ of: 'pod', restart: [oneOf(['Always', 'OnFailure', 'Never'])] });

/** How a Pod is read, so that no code asks which workload Pods come from. */
const template = podTemplate(endlessPods);

/** A Pod of its own; it is read as a template, so that no code asks which workload Pods come from. Source: Kubernetes API core/v1, Pod. */
export const podTable = kind(
  'Pod',
  'v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidatePodName')),
    spec: unread(spec),
  },
  { also: ({ node }) => ({ template: readItem(template, node) }) },
);
