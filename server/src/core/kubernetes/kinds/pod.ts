import { kind } from '../table/kind.ts';
import { metadataOf } from '../table/metadata.ts';
import { unread } from '../table/fields.ts';
import { oneOf } from '../table/values.ts';
import { readItem } from '../table/read-fields.ts';
import { podSpec } from './pod-spec.ts';
import { endlessPods, podTemplate } from './pod-template.ts';

const spec = podSpec({ of: 'pod', restart: [oneOf(['Always', 'OnFailure', 'Never'])] });

/** How a Pod is read, so that nobody asks which workload Pods come from. */
const template = podTemplate(endlessPods);

/** A Pod of its own; it is read as a template, so that nobody asks which workload Pods come from. Source: Kubernetes API core/v1, Pod. */
export const podTable = kind(
  'Pod',
  'v1',
  {
    metadata: metadataOf('subdomain', 'kubernetes pkg/apis/core/validation/validation.go, ValidatePodName'),
    spec: unread(spec),
  },
  { also: ({ node }) => ({ template: readItem(template, node) }) },
);
