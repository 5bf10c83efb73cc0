import type { Resource } from '../../kubernetes/resource.ts';
import type { Constraint } from './constraint.ts';
import { endpointSliceRows } from './endpoint-slice.ts';
import { endpointsRows } from './endpoints.ts';
import { ingressRows } from './ingress.ts';
import { metadataRows } from './metadata.ts';
import { podRows, podTemplateRows } from './pod.ts';
import { serviceRows } from './service.ts';
import { statefulSetRows } from './stateful-set.ts';

const appsNames = 'kubernetes pkg/apis/apps/validation/validation.go';

/** The rows of each kind that is judged. */
export const constraints: Readonly<Partial<Record<Resource['kind'], readonly Constraint[]>>> = {
  Service: serviceRows,
  Endpoints: endpointsRows,
  EndpointSlice: endpointSliceRows,
  StatefulSet: statefulSetRows,
  Pod: podRows,
  Ingress: ingressRows,
  Deployment: workloadRows(`${appsNames}, ValidateDeploymentName`),
  ReplicaSet: workloadRows(`${appsNames}, ValidateReplicaSetName`),
  DaemonSet: workloadRows(`${appsNames}, ValidateDaemonSetName`),
  ReplicationController: workloadRows(
    'kubernetes pkg/apis/core/validation/validation.go, ValidateReplicationControllerName',
  ),
  Job: workloadRows('kubernetes pkg/apis/batch/validation/validation.go, ValidateJob'),
  CronJob: [
    ...metadataRows('subdomain', 'kubernetes pkg/apis/batch/validation/validation.go, ValidateCronJobCreate'),
    ...podTemplateRows('spec.jobTemplate.spec.template'),
  ],
};

/** The kinds that have rows, or a shape that is looked at. */
export const judgedKinds = [
  'Service',
  'Endpoints',
  'EndpointSlice',
  'StatefulSet',
  'Pod',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
  'Job',
  'CronJob',
  'Ingress',
  'ConfigMap',
  'Namespace',
  'Secret',
] as const satisfies readonly Resource['kind'][];

/** The version of its group in which the API server serves a kind since Kubernetes 1.25, and which retired it last. Source: Kubernetes documentation, Deprecated API Migration Guide. */
export const servedVersions: Readonly<Partial<Record<Resource['kind'], string>>> = {
  Service: 'v1',
  Endpoints: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  StatefulSet: 'apps/v1',
  Pod: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Ingress: 'networking.k8s.io/v1',
  ConfigMap: 'v1',
  Namespace: 'v1',
  Secret: 'v1',
};

function workloadRows(nameSource: string): readonly Constraint[] {
  return [...metadataRows('subdomain', nameSource), ...podTemplateRows('spec.template')];
}
