import { flag, list, part, refersTo, text, unread } from '../table/fields.ts';
import { kind, metadataOf } from '../table/kind.ts';
import { imagePullSecrets } from './pod-sources.ts';

/** A ServiceAccount. Source: Kubernetes API core/v1, ServiceAccount. */
export const serviceAccountTable = kind(
  'ServiceAccount',
  'v1',
  {
    metadata: metadataOf('subdomain', 'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceAccountName'),
    secrets: unread(list(part({ name: text(refersTo('Secret')) }))),
    imagePullSecrets,
    automountServiceAccountToken: unread(flag()),
  },
  { hasNoStatus: true },
);
