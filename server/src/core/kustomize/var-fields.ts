import type { KindWay } from './kind-way.ts';

const podSpecs: Readonly<Record<string, string>> = {
  CronJob: 'spec/jobTemplate/spec/template/spec',
  DaemonSet: 'spec/template/spec',
  Deployment: 'spec/template/spec',
  Job: 'spec/template/spec',
  Pod: 'spec',
  ReplicaSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
};

const inContainers: readonly string[] = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];

/** What kustomize knows of CronJobs and StatefulSets is where they have no such field. */
const withServers: readonly string[] = ['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet'];

/** The fields in which vars are put in. Source: kustomize api/internal/konfig/builtinpluginconsts/varreference.go. */
export const knownVarFields: readonly KindWay[] = [
  ...Object.entries(podSpecs).flatMap(([kind, podSpec]) =>
    ['containers', 'initContainers'].flatMap((containers) =>
      inContainers.map((field) => wayIn(kind, `${podSpec}/${containers}/${field}`)),
    ),
  ),
  ...withServers.map((kind) => wayIn(kind, `${podSpecs[kind] ?? ''}/volumes/nfs/server`)),
  wayIn('PersistentVolume', 'spec/nfs/server'),
  wayIn('Deployment', 'spec/template/metadata/annotations'),
  ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].map((path) => wayIn('Ingress', path)),
  ...['spec/ports/port', 'spec/ports/targetPort'].map((path) => wayIn('Service', path)),
  { path: 'metadata/labels', create: false },
  { path: 'metadata/annotations', create: false },
];

function wayIn(kind: string, path: string): KindWay {
  return { kind, path, create: false };
}
