import type { KindWay } from './kind-way.ts';
import { podSpecPaths } from './pod-specs.ts';

const withContainers = ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet'] as const;

const inContainers: readonly string[] = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];

/** What kustomize knows of CronJobs and StatefulSets is where they have no such field. */
const withServers = ['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet'] as const;

/** The fields in which vars are put in. Source: kustomize api/internal/konfig/builtinpluginconsts/varreference.go. */
export const knownVarFields: readonly KindWay[] = [
  ...withContainers.flatMap((kind) =>
    ['containers', 'initContainers'].flatMap((containers) =>
      inContainers.map((field) => wayIn(kind, `${podSpecPaths[kind]}/${containers}/${field}`)),
    ),
  ),
  ...withServers.map((kind) => wayIn(kind, `${podSpecPaths[kind]}/volumes/nfs/server`)),
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
