import { inCore } from '../table/row.ts';
import { flag, list, object, refersTo, text, unread } from '../table/fields.ts';
import { kind, metadataOf } from '../table/kind.ts';
import { objectReference } from './endpoints.ts';
import { imagePullSecrets } from './pod-sources.ts';

/** A ServiceAccount. Source: Kubernetes API core/v1, ServiceAccount. */
export const serviceAccountTable = kind(
  'ServiceAccount',
  'v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidateServiceAccountName')),
    secrets: unread(list(object({ ...objectReference.fields, name: text(refersTo('Secret')) }))),
    imagePullSecrets,
    automountServiceAccountToken: unread(flag()),
  },
  { hasNoStatus: true },
);
