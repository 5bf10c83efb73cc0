import { flag, inCore, kind, list, metadataOf, object, refersTo, text, unread } from '../table/vocabulary.ts';
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
