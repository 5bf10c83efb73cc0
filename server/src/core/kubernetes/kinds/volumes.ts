import {
  any,
  between,
  distinctBy,
  fieldOf,
  type Fields,
  fileMode,
  flag,
  flagOf,
  follows,
  formed,
  inCore,
  innerFile,
  innerPath,
  itemsOf,
  labelName,
  list,
  long,
  map,
  namedTwice,
  neededText,
  object,
  oneOf,
  onlyOneOf,
  onlySince,
  onlyUntil,
  optional,
  others,
  part,
  pathWithoutStepUp,
  quantity,
  refersTo,
  repeated,
  required,
  row,
  type Row,
  someOf,
  text,
  textAt,
  textOf,
  whole,
  writing,
} from '../table/vocabulary.ts';
import { claimOfVolume } from './claims.ts';
import { fieldReference, resourceReference } from './downward.ts';

const pullPolicy: Row = onlySince(35, oneOf(['Always', 'IfNotPresent', 'Never']));

const secretOfPod = part({ name: text(refersTo('Secret')) });

/** Volumes that are mounted with what a Secret has; kustomize leaves their names alone. What else is in them is a schema's business. */
const secretVolumes = {
  azureFile: part({ secretName: text(refersTo('Secret')) }),
  cephfs: part({ secretRef: secretOfPod }),
  cinder: part({ secretRef: secretOfPod }),
  flexVolume: part({ secretRef: secretOfPod }),
  iscsi: part({ secretRef: secretOfPod }),
  rbd: part({ secretRef: secretOfPod }),
  scaleIO: part({ secretRef: secretOfPod }),
  storageos: part({ secretRef: secretOfPod }),
};

/** Sources of which nothing is known but their names. Source: Kubernetes API core/v1, VolumeSource. */
const otherVolumes = others(
  `awsElasticBlockStore azureDisk fc flocker gcePersistentDisk gitRepo glusterfs photonPersistentDisk portworxVolume
   quobyte vsphereVolume`,
);

const keyFiles = list(
  object(
    { key: text(required), path: text(required, innerFile), mode: whole(fileMode), user: long({ since: 37 }) },
    inCore('validateKeyToPath'),
  ),
);

/** What is the same of all volumes that hold files of objects. */
const files = { defaultMode: whole(fileMode), defaultUser: long({ since: 37 }) };

const podFiles = list(
  object(
    {
      path: text(required, innerFile),
      fieldRef: fieldReference('volume'),
      resourceFieldRef: resourceReference('volume'),
      mode: whole(fileMode),
      user: long({ since: 37 }),
    },
    onlyOneOf(['fieldRef', 'resourceFieldRef']),
    someOf(['fieldRef', 'resourceFieldRef']),
    inCore('validateDownwardAPIVolumeFile'),
  ),
);

/** The token of a ServiceAccount; the shortest lasts ten minutes. */
const token = optional(
  object(
    {
      path: text(required, innerFile),
      audience: text(),
      expirationSeconds: long(between(600, 2 ** 32)),
      user: long({ since: 37 }),
    },
    inCore('validateProjectionSources'),
  ),
);

const projections = {
  configMap: optional(object({ name: text(required, follows('ConfigMap')), items: keyFiles, optional: flag() })),
  secret: optional(object({ name: text(required, follows('Secret')), items: keyFiles, optional: flag() })),
  downwardAPI: optional(object({ items: podFiles })),
  serviceAccountToken: token,
  clusterTrustBundle: any({ since: 29 }),
  podCertificate: any({ since: 34 }),
};

const projected = optional(
  object(
    {
      defaultMode: whole(fileMode),
      defaultUser: long({ since: 37 }),
      sources: list(object(projections, onlyOneOf(Object.keys(projections)))),
    },
    row('invalid-value', 'samePath', (volume) => {
      const sources = itemsOf(fieldOf(volume, 'sources'));
      const all = sources.flatMap((source) =>
        ['configMap', 'secret', 'downwardAPI'].flatMap((key) => itemsOf(fieldOf(fieldOf(source, key), 'items'))),
      );
      return repeated(all, 'path', (file) => textOf(fieldOf(file, 'path')) || undefined);
    }),
    inCore('validateProjectionSources'),
  ),
);

const hostPathTypes = [
  '',
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

/** What volumes are made of. */
export const sources = {
  configMap: optional(
    object(
      { name: text(required, follows('ConfigMap')), items: keyFiles, optional: flag(), ...files },
      inCore('validateConfigMapVolumeSource'),
    ),
  ),
  secret: optional(
    object(
      { secretName: text(required, follows('Secret')), items: keyFiles, optional: flag(), ...files },
      inCore('validateSecretVolumeSource'),
    ),
  ),
  persistentVolumeClaim: optional(
    object(
      { claimName: text(required, follows('PersistentVolumeClaim')), readOnly: flag() },
      inCore('validatePersistentClaimVolumeSource'),
    ),
  ),
  emptyDir: optional(object({ medium: text(), sizeLimit: quantity(), mode: whole({ since: 37 }) })),
  hostPath: optional(
    object(
      { path: text(required, pathWithoutStepUp), type: text(oneOf(hostPathTypes.slice(1))) },
      inCore('validateHostPathVolumeSource'),
    ),
  ),
  nfs: optional(
    object(
      {
        server: text(required),
        path: text(
          required,
          formed('invalid-value', 'absolutePath', (path) => path.startsWith('/')),
        ),
        readOnly: flag(),
      },
      inCore('validateNFSVolumeSource'),
    ),
  ),
  csi: optional(
    object(
      {
        driver: text(required),
        readOnly: flag(),
        fsType: text(),
        volumeAttributes: map(),
        nodePublishSecretRef: optional(object({ name: text(required, refersTo('Secret')) })),
      },
      inCore('validateCSIVolumeSource'),
    ),
  ),
  downwardAPI: optional(object({ items: podFiles, ...files })),
  projected,
  ephemeral: optional(object({ volumeClaimTemplate: claimOfVolume })),
  image: onlySince(31, optional(object({ reference: text(), pullPolicy: text(pullPolicy) }))),
  ...secretVolumes,
  ...otherVolumes,
} satisfies Fields;

/** The sources as the server looks at them: the second one is what it rejects. */
const inOrder = [
  ...['emptyDir', 'hostPath', 'gitRepo', 'gcePersistentDisk', 'awsElasticBlockStore', 'secret', 'nfs', 'iscsi'],
  ...['glusterfs', 'flocker', 'persistentVolumeClaim', 'rbd', 'cinder', 'cephfs', 'quobyte', 'downwardAPI', 'fc'],
  ...['flexVolume', 'configMap', 'azureFile', 'vsphereVolume', 'photonPersistentDisk', 'portworxVolume', 'azureDisk'],
  ...['storageos', 'projected', 'scaleIO', 'csi', 'ephemeral', 'image'],
];

/** What containers can mount. Without a source a volume is an empty directory. Source: Kubernetes API core/v1, Volume. */
export const volumes = list(
  object(
    { name: text(neededText('volumeName'), labelName), ...sources },
    // The gate ImageVolume is on since 1.35; before, the server takes an image out.
    onlySince(35, onlyOneOf(inOrder)),
    onlyUntil(34, onlyOneOf(inOrder.filter((key) => key !== 'image'))),
    inCore('ValidateVolumes, validateVolumeSource'),
  ),
  row('invalid-name', 'volumeTwice', (all) => namedTwice(itemsOf(all))),
  inCore('ValidateVolumes'),
);

/** A mount that reaches the host needs a container that may do everything. */
const bothWays: Row = row('forbidden-field', 'bothWays', (field) => {
  const container = field.parent?.parent?.parent;
  if (textOf(field) !== 'Bidirectional' || container === undefined) return false;
  return flagOf(fieldOf(fieldOf(container, 'securityContext'), 'privileged')) === false;
});

/**
 * What is mounted below is read-only only where the mount is. Source: kubernetes pkg/apis/core/validation/validation.go,
 * validateMountRecursiveReadOnly.
 */
const notReadOnly: Row = row(
  'forbidden-field',
  'notReadOnly',
  (field) => {
    const readOnly = field.parent && fieldOf(field.parent, 'readOnly');
    const isMeant = ['IfPossible', 'Enabled'].includes(textOf(field) ?? '');
    if (!isMeant || readOnly === undefined || flagOf(readOnly) !== false) return false;
    return { fixes: [writing(readOnly, true, 'fixReadOnly', {})] };
  },
  { since: 31 },
);

/** Where a container finds its volumes. That they exist is judged with the whole spec. Source: Kubernetes API core/v1, VolumeMount, VolumeDevice. */
export const mounts = {
  volumeMounts: list(
    object(
      {
        name: text(required),
        mountPath: text(required),
        readOnly: flag(),
        recursiveReadOnly: text(
          { since: 30 },
          onlySince(31, oneOf(['Disabled', 'IfPossible', 'Enabled'], 'written')),
          notReadOnly,
        ),
        subPath: text(innerPath),
        subPathExpr: text(
          innerPath,
          row('forbidden-field', 'onlyOne', (field) => {
            const other = field.parent && textAt(field.parent, 'subPath');
            const isBoth = Boolean(textOf(field)) && Boolean(other);
            return isBoth && { values: { other: 'subPath' } };
          }),
        ),
        mountPropagation: text(oneOf(['None', 'HostToContainer', 'Bidirectional'], 'written'), bothWays),
        bindMountOptions: any({ since: 37 }),
      },
      inCore('ValidateVolumeMounts'),
    ),
  ),
  volumeDevices: list(
    object({ name: text(required), devicePath: text(required, pathWithoutStepUp) }, inCore('ValidateVolumeDevices')),
    distinctBy('name'),
  ),
};
