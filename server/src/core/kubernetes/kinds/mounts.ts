import { containersIn } from './containers.ts';
import { onlyOne } from '../../util/collections.ts';
import { quotedList } from '../../util/format.ts';
import { isMisspelling } from '../../util/similar-names.ts';
import {
  fieldAt,
  fieldOf,
  inCore,
  isPresent,
  itemsOf,
  type Rejection,
  repeated,
  row,
  type Row,
  textOf,
  type View,
  writing,
} from '../table/vocabulary.ts';

/** Rows about the spec of a Pod: what its containers mount are volumes that it has, each at a path of its own. */
export const mountRows: readonly Row[] = [
  missingVolumeRow('noVolume', (names) => names.size === 0),
  missingVolumeRow('volume', (names) => names.size > 0),
  row(
    'invalid-value',
    'mountTwice',
    (spec) =>
      containersIn(spec).flatMap((container) =>
        repeated(itemsOf(fieldOf(container, 'volumeMounts')), 'mountPath', (mount) => filled(mount, 'mountPath')),
      ),
    inCore('ValidateVolumeMounts'),
  ),
];

/** `counts` says of which Pods, by the names of their volumes. */
function missingVolumeRow(message: string, counts: (names: ReadonlySet<string>) => boolean): Row {
  return row(
    'invalid-name',
    message,
    (spec) => {
      const names = volumeNames(spec);
      if (names === undefined || !counts(names)) return false;
      return containersIn(spec).flatMap((container) => unmountable(container, names));
    },
    inCore('ValidateVolumeMounts, ValidateVolumeDevices'),
  );
}

function filled(item: View, key: string): string | undefined {
  return textOf(fieldOf(item, key)) || undefined;
}

/**
 * The names of the volumes of a Pod, and of the claims of its StatefulSet; `undefined` where not all are known. Source: kubernetes
 * pkg/apis/apps/validation/validation.go, ValidateStatefulSetSpec.
 */
function volumeNames(spec: View): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const owner = spec.parent?.parent;
  const claims = owner && fieldOf(owner, 'volumeClaimTemplates');
  for (const [list, keys] of [
    [fieldOf(spec, 'volumes'), ['name']],
    [claims, ['metadata', 'name']],
  ] as const) {
    if (list === undefined || !isPresent(list)) continue;
    if (list.node?.kind !== 'sequence') return undefined;
    for (const item of itemsOf(list)) {
      const name = textOf(fieldAt(item, ...keys));
      if (name === undefined) return undefined;
      names.add(name);
    }
  }
  return names;
}

function unmountable(container: View, names: ReadonlySet<string>): readonly Rejection[] {
  return ['volumeMounts', 'volumeDevices'].flatMap((key) =>
    itemsOf(fieldOf(container, key)).flatMap((mount) => {
      const name = filled(mount, 'name');
      return name === undefined || names.has(name) ? [] : [missingVolume(fieldOf(mount, 'name'), name, [...names])];
    }),
  );
}

function missingVolume(field: View, name: string, names: readonly string[]): Rejection {
  const near = onlyOne(names.filter((one) => isMeant(name, one))) ?? onlyOne(names);
  return {
    at: { path: field.path },
    values: { value: name, volumes: quotedList(names, 5) },
    fixes: near === undefined ? [] : [writing(field, near, 'fixVolume', { near })],
  };
}

/** Whether a volume was probably meant: it is called alike, or one name begins with the other. */
function isMeant(name: string, volume: string): boolean {
  return isMisspelling(name, volume) || volume.startsWith(`${name}-`) || name.startsWith(`${volume}-`);
}
