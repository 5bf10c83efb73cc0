import {
  any,
  fieldOf,
  flag,
  formed,
  inCore,
  isPresent,
  kind,
  list,
  map,
  mapOf,
  metadataOf,
  object,
  oneOf,
  optional,
  others,
  positiveAmount,
  quantity,
  required,
  row,
  type Row,
  subdomainName,
  text,
  unread,
} from '../table/vocabulary.ts';
import { isQualifiedName } from '../formats.ts';
import { accessModesWith, claimOf } from './claims.ts';
import { sources } from './volumes.ts';

const storage = { source: 'kubernetes pkg/apis/storage/validation/validation.go, ValidateStorageClass' };
const sourceFields = { apiGroup: text(), kind: text(), name: text() };

/**
 * A claim of its own. A data source that it cannot be made from is taken out. Source: Kubernetes API core/v1,
 * PersistentVolumeClaim; kubernetes pkg/api/persistentvolumeclaim/util.go, EnforceDataSourceBackwardsCompatibility.
 */
export const claimTable = kind('PersistentVolumeClaim', 'v1', {
  metadata: metadataOf('subdomain', inCore('ValidatePersistentVolumeClaim')),
  spec: unread(claimOf({}, (more) => object({ ...sourceFields, ...more }))),
});

const neededCapacity: Row = row(
  'missing-field',
  'required',
  (field) => !isPresent(fieldOf(field, 'storage')) && { at: { path: [...field.path, 'storage'] } },
);

/** What else a volume can be made of or have. */
const otherFields = others(
  `awsElasticBlockStore azureDisk azureFile cephfs cinder claimRef csi fc flexVolume flocker gcePersistentDisk glusterfs iscsi
   mountOptions photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos volumeAttributesClassName@29 vsphereVolume`,
);

/** A disk of a node is reached from there alone. */
const ofNode: Row = row(
  'missing-field',
  'required',
  (field) => field.parent !== undefined && isPresent(fieldOf(field.parent, 'local')) && !isPresent(field),
);

/** A volume; what it is made of is judged for the sources that people write by hand. Source: Kubernetes API core/v1, PersistentVolume. */
export const volumeTable = kind('PersistentVolume', 'v1', {
  metadata: metadataOf('subdomain', inCore('ValidatePersistentVolumeName'), { isClusterWide: true }),
  spec: unread(
    object(
      {
        accessModes: accessModesWith('required'),
        capacity: mapOf(quantity(positiveAmount), neededCapacity),
        persistentVolumeReclaimPolicy: text(oneOf(['Retain', 'Recycle', 'Delete'])),
        storageClassName: text(subdomainName),
        volumeMode: text(oneOf(['Block', 'Filesystem'], 'written')),
        nfs: sources.nfs,
        hostPath: sources.hostPath,
        local: optional(object({ path: text(required), fsType: text() })),
        nodeAffinity: any(ofNode),
        ...otherFields,
      },
      inCore('ValidatePersistentVolumeSpec'),
    ),
  ),
});

/** How volumes are made. Source: Kubernetes API storage/v1, StorageClass. */
export const storageClassTable = kind(
  'StorageClass',
  'storage.k8s.io/v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidateClassName'), { isClusterWide: true }),
    provisioner: unread(
      text(
        required,
        formed('invalid-value', 'qualifiedName', (name) => isQualifiedName(name.toLowerCase())),
        storage,
      ),
    ),
    parameters: unread(map()),
    reclaimPolicy: unread(text(oneOf(['Delete', 'Retain']), storage)),
    mountOptions: unread(list(text())),
    allowVolumeExpansion: unread(flag()),
    volumeBindingMode: unread(text(oneOf(['Immediate', 'WaitForFirstConsumer'], 'written'), storage)),
    allowedTopologies: unread(
      list(object({ matchLabelExpressions: list(object({ key: text(), values: list(text()) })) })),
    ),
  },
  { hasNoStatus: true },
);
