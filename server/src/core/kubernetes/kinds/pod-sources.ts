import { fieldOf, itemsOf } from '../field.ts';
import { row } from '../table/row.ts';
import { labelName, neededText, repeated, textOf } from '../table/values.ts';
import { follows, list, part, refersTo, text, unread, type FieldTable, type ObjectTable } from '../table/fields.ts';

/** The name of an object of the Pod's namespace; kustomize lets it follow a new one. */
function nameOf(kind: string): FieldTable {
  return text(follows(kind));
}

/** A part of a Pod that names an object; what else is in it is a schema's business. */
function reference(key: string, kind: string): ObjectTable {
  return part({ [key]: nameOf(kind) });
}

const configMap = reference('name', 'ConfigMap');

const secretOfPod = part({ name: text(refersTo('Secret')) });

/** Volumes that are mounted with what a Secret has; kustomize leaves their names alone. */
const secretVolumes = {
  azureFile: part({ secretName: text(refersTo('Secret')) }),
  csi: part({ nodePublishSecretRef: secretOfPod }),
  cephfs: part({ secretRef: secretOfPod }),
  cinder: part({ secretRef: secretOfPod }),
  flexVolume: part({ secretRef: secretOfPod }),
  iscsi: part({ secretRef: secretOfPod }),
  rbd: part({ secretRef: secretOfPod }),
  scaleIO: part({ secretRef: secretOfPod }),
  storageos: part({ secretRef: secretOfPod }),
};

/** What volumes of a Pod are filled from. Source: Kubernetes API core/v1, Volume. */
export const volumes = unread(
  list(
    part({
      name: text(neededText('volumeName'), labelName),
      configMap,
      secret: reference('secretName', 'Secret'),
      persistentVolumeClaim: reference('claimName', 'PersistentVolumeClaim'),
      ...secretVolumes,
      projected: part({ sources: list(part({ configMap, secret: reference('name', 'Secret') })) }),
    }),
    row('invalid-name', 'volumeTwice', (all) =>
      repeated(itemsOf(all), 'name', (volume) => textOf(fieldOf(volume, 'name')) || undefined),
    ),
  ),
);

/** The Secrets with which images are pulled. Source: Kubernetes API core/v1, PodSpec. */
export const imagePullSecrets = unread(list(reference('name', 'Secret')));

/** The maps whose keys become variables of a container. Source: Kubernetes API core/v1, EnvFromSource. */
export const variableSources = unread(list(part({ configMapRef: configMap, secretRef: reference('name', 'Secret') })));

/** The keys that become one variable of a container. Source: Kubernetes API core/v1, EnvVarSource. */
export const keySources = { configMapKeyRef: configMap, secretKeyRef: reference('name', 'Secret') } as const;
