/** Where the kinds that kustomize knows have the spec of their Pods, keys apart by slashes. Source: Kubernetes API. */
export const podSpecPaths = {
  Pod: 'spec',
  ReplicationController: 'spec/template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
} as const;
