import { fieldOf, type View } from '../../kubernetes/field.ts';
import {
  isDns1035Label,
  isDns1123Label,
  isDns1123Subdomain,
  isLabelValue,
  isQualifiedName,
  withoutTrailingDash,
} from '../../kubernetes/formats.ts';
import type { Constraint, Refusal } from './constraint.ts';
import { isText } from './values.ts';
import { pairsOf, textOf, viewAt } from './written.ts';

const objectMeta = 'apimachinery pkg/api/validation/objectmeta.go, ValidateObjectMeta';

/** How the names of a kind are written. */
export type NameFormat = 'serviceName' | 'label' | 'subdomain';

/** The rows about an object's metadata: its name in the format of its kind, its labels and its annotations. */
export function metadataRows(format: NameFormat, nameSource: string): readonly Constraint[] {
  return [
    ...nameRows('metadata.name', format, nameSource),
    ...nameRows('metadata.generateName', format, nameSource, withoutTrailingDash),
    {
      code: 'missing-field',
      message: 'name',
      at: 'metadata.name',
      source: objectMeta,
      refuses: (name, { object }) => textOf(name) === '' && textOf(viewAt(object, 'metadata.generateName')) === '',
    },
    {
      code: 'invalid-name',
      message: 'label',
      at: 'metadata.namespace',
      source: objectMeta,
      refuses: (namespace) => isText(namespace, isDns1123Label),
    },
    ...labelRows('metadata.labels', 'apimachinery pkg/apis/meta/v1/validation, ValidateLabels'),
    ...annotationRows('metadata.annotations'),
  ];
}

/** The rows about a field that holds the name of an object. `cleaned` takes off what is allowed beside a name. */
export function nameRows(
  at: string,
  format: NameFormat,
  source: string,
  cleaned: (value: string) => string = (value) => value,
): readonly Constraint[] {
  const isAllowed = format === 'subdomain' ? isDns1123Subdomain : isDns1123Label;
  const rows: readonly Constraint[] = [
    {
      code: 'invalid-name',
      message: format === 'subdomain' ? 'subdomain' : 'label',
      at,
      source,
      refuses: (name) => isText(name, (value) => isAllowed(cleaned(value))),
    },
  ];
  if (format !== 'serviceName') return rows;
  return [
    ...rows,
    {
      // Relaxed by the gate RelaxedServiceNameValidation, on since 1.36.
      code: 'invalid-name',
      message: 'digitFirst',
      at,
      until: 35,
      source: 'kubernetes pkg/apis/core/validation/validation.go, ValidateServiceName',
      refuses: (name) => {
        const value = cleaned(textOf(name) ?? '');
        return isDns1123Label(value) && !isDns1035Label(value);
      },
    },
  ];
}

/** The rows about a map of labels, or of what labels are compared with. The server names the map; the key is where the mistake stands. */
export function labelRows(at: string, source: string): readonly Constraint[] {
  return [
    {
      code: 'invalid-label',
      message: 'key',
      at,
      source,
      refuses: (map) => badKeys(map, isQualifiedName),
    },
    {
      code: 'invalid-label',
      message: 'value',
      at,
      source,
      refuses: (map) =>
        pairsOf(map)
          .filter(({ text }) => !isLabelValue(text))
          .map(({ view, key, text }) => ({ at: { path: view.path }, values: { key, value: text } })),
    },
  ];
}

/** What all annotations of an object may take together, in bytes. Source: apimachinery pkg/api/validation, TotalAnnotationSizeLimitB. */
const largestAnnotations = 256 * 1024;

/** The rows about a map of annotations: keys whose case does not count, values of any kind. */
export function annotationRows(at: string): readonly Constraint[] {
  const source = 'apimachinery pkg/api/validation/objectmeta.go, ValidateAnnotations';
  return [
    {
      code: 'invalid-label',
      message: 'annotation',
      at,
      source,
      refuses: (map) => badKeys(map, (key) => isQualifiedName(key.toLowerCase())),
    },
    {
      code: 'too-many-items',
      message: 'annotations',
      at,
      source,
      refuses: (map) => {
        const size = pairsOf(map).reduce((sum, { key, text }) => sum + byteLength(key) + byteLength(text), 0);
        return size > largestAnnotations && { values: { count: size, most: largestAnnotations } };
      },
    },
  ];
}

function badKeys(map: View, isAllowed: (key: string) => boolean): readonly Refusal[] {
  return pairsOf(map)
    .filter(({ key }) => !isAllowed(key))
    .map(({ key }) => ({ at: { path: fieldOf(map, key).path, part: 'key' }, values: { key } }));
}

/** The length of a text in UTF-8. */
function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
