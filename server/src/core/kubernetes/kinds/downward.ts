import { formed, inCore, neededText, object, optional, quantity, required, text } from '../table/vocabulary.ts';
import { isQualifiedName } from '../formats.ts';

/**
 * What a Pod says of itself as a whole, in files alone. Source: kubernetes pkg/apis/core/validation/validation.go,
 * validVolumeDownwardAPIFieldPathExpressions.
 */
const fileFields = ['metadata.name', 'metadata.namespace', 'metadata.uid'];

/**
 * What a variable can take from its Pod beside labels and annotations. Source: kubernetes pkg/apis/core/validation/validation.go,
 * validEnvDownwardAPIFieldPathExpressions.
 */
const variableFields: readonly string[] = [
  ...fileFields,
  'spec.nodeName',
  // What the server reads as the node's name.
  'spec.host',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

type Reader = 'variable' | 'volume';

/** A field of the Pod. Source: Kubernetes API core/v1, ObjectFieldSelector. */
export function fieldReference(by: Reader) {
  const whole = by === 'volume' ? [...fileFields, 'metadata.labels', 'metadata.annotations'] : variableFields;
  return optional(
    object(
      {
        apiVersion: text(),
        fieldPath: text(
          neededText('fieldPath'),
          formed(
            'invalid-value',
            by === 'volume' ? 'fileFieldPath' : 'fieldPath',
            (path) => whole.includes(path) || isMetadataKey(path),
          ),
        ),
      },
      inCore('validateObjectFieldSelector'),
    ),
  );
}

/** A label or annotation. The key of an annotation is put into small letters first. */
function isMetadataKey(path: string): boolean {
  const [, map, key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/s.exec(path) ?? [];
  return map !== undefined && isQualifiedName(map === 'labels' ? key : key.toLowerCase());
}

/** What a container asks for or may use. Source: Kubernetes API core/v1, ResourceFieldSelector. */
export function resourceReference(by: Reader) {
  return optional(
    object(
      {
        containerName: text(by === 'volume' ? required : []),
        resource: text(
          required,
          formed('invalid-value', 'resourceField', (name) =>
            /^(?:limits|requests)\.(?:cpu$|memory$|ephemeral-storage$|hugepages-)/.test(name),
          ),
        ),
        divisor: quantity(),
      },
      inCore('validateContainerResourceFieldSelector'),
    ),
  );
}
