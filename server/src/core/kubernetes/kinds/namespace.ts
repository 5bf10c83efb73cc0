import { finalizer, inCore, kind, list, metadataOf, object, text, unread } from '../table/vocabulary.ts';
import type { ResourceOfTable } from '../resource.ts';

/** A Namespace. Source: Kubernetes API core/v1, Namespace. */
export const namespaceTable = kind('Namespace', 'v1', {
  metadata: metadataOf('label', inCore('ValidateNamespaceName'), {
    isClusterWide: true,
  }),
  spec: unread(object({ finalizers: list(text(finalizer)) }, inCore('ValidateFinalizerName'))),
});

/** A Namespace, of which the name alone is read. */
export interface Namespace extends ResourceOfTable<typeof namespaceTable> {}
