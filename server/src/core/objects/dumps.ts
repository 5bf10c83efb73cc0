import type { Placed } from './placed.ts';

/** Whether a cluster printed an object, so that nobody wrote it by hand: it has what the API server or the controller of Jobs writes. */
export function isDump({ resource }: Placed): boolean {
  return (
    resource.metadata.isPrinted ||
    (resource.kind === 'Job' && controllerLabels.some((label) => resource.template.labels.pairs.has(label)))
  );
}

/** Source: Kubernetes API batch/v1, ControllerUidLabel. */
const controllerLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
