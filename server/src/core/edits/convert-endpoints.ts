import { parseIp } from '../names/ip-address.ts';
import { endpointSliceTable } from '../kubernetes/kinds/endpoint-slice.ts';
import { writtenTypeOf } from '../kubernetes/table/kind.ts';
import { serviceNameLabel, skipMirrorLabel, type Endpoints, type EndpointSubset } from '../kubernetes/endpoints.ts';
import { hasSelector, ipFamilyNames, ipFamilyOf, type IPFamily } from '../kubernetes/service.ts';
import { formatMessage, defineMessages } from '../util/format.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { WorkspaceEdit } from '../files/file.ts';
import { editObject } from '../objects/edit-object.ts';
import { treeOf, nodeIn } from '../objects/places.ts';
import { backedServices } from '../relations/linked.ts';
import type { Questions } from '../workspace/questions.ts';
import {
  commentBesideKey,
  commentsAboveItem,
  commentsOfKey,
  fields,
  isCommented,
  put,
  remove,
  valueOfEntry,
  withAbove,
  type YamlChange,
  type YamlFields,
  type YamlValue,
} from '../yaml/edit.ts';
import { entryOf } from '../yaml/node.ts';
import { type Path } from '../yaml/path.ts';
import { addObjects, isRejected, metadataBeside } from './add-object.ts';
import { combineEdits, type Remedy } from './changes.ts';
import { freeSliceNames } from './endpoint-objects.ts';
import { endpointsDeprecatedSince } from '../kubernetes/versions.ts';

/** The words of the conversion of Endpoints. */
export const convertEndpointsMessages = defineMessages('edits/convert-endpoints', {
  toSlice: 'Convert to EndpointSlice (Endpoints are deprecated since Kubernetes {version})',
  toSlices: 'Convert to {count} EndpointSlices (Endpoints are deprecated since Kubernetes {version})',
  noteLive:
    'The running Endpoints "{name}" and the slices mirrored from them stay until you delete them: `kubectl delete endpoints {name}`.',
});

/**
 * The offer to write Endpoints as EndpointSlices; `undefined` where they hold no address, where one is no IP address, where the
 * API server would reject a slice, and where they belong to a Service with a selector, whose controller makes both.
 */
export function endpointSliceRemedy(snapshot: Questions, endpoints: Placed<Endpoints>): Remedy | undefined {
  const { document, name } = endpoints;
  if (document.facts.templated || document.facts.syntaxProblems.length > 0 || name === undefined) return undefined;
  if (backedServices(snapshot, endpoints).some((service) => hasSelector(service.resource))) return undefined;
  const slices = slicesOf(endpoints) ?? [];
  const count = slices.length;
  const isWrong = ({ entries }: YamlFields): boolean =>
    isRejected(snapshot, endpoints, sliceObject(endpoints, name, entries), endpointSliceTable);
  if (count === 0 || slices.some(isWrong)) return undefined;
  return {
    title: count === 1 ? 'toSlice' : 'toSlices',
    values: { count, version: `1.${endpointsDeprecatedSince}` },
    edit: () => convertEndpointsEdit(snapshot, endpoints),
  };
}

/**
 * Writes Endpoints as EndpointSlices: one for each subset and address family, tied to the Service by the label. The first
 * takes the place of the Endpoints, with their metadata; others follow it. `undefined` where that cannot be done.
 * Source: Kubernetes API discovery/v1, EndpointSlice; kubernetes pkg/controller/endpointslicemirroring.
 */
function convertEndpointsEdit(snapshot: Questions, endpoints: Placed<Endpoints>): WorkspaceEdit | undefined {
  const [first, ...others] = slicesOf(endpoints) ?? [];
  const { name } = endpoints;
  if (first === undefined || name === undefined) return undefined;
  const [firstName = '', ...otherNames] = freeSliceNames(snapshot, endpoints, 1 + others.length);
  const label: Path = ['metadata', 'labels', serviceNameLabel];
  const changes: YamlChange[] = [
    put(['apiVersion'], slice.apiVersion),
    put(['kind'], slice.kind),
    put(['metadata', 'name'], firstName),
    put(label, name),
    remove(['metadata', 'labels', skipMirrorLabel]),
    remove(['subsets']),
    ...first.entries.map(([key, value]): YamlChange => put([key], value)),
  ];
  const added = others.map((other, index) => sliceObject(endpoints, otherNames[index] ?? '', other.entries));
  const changed = editObject(endpoints, changes);
  const note = formatMessage(convertEndpointsMessages.noteLive, { name: displayNameOf(endpoints) });
  return combineEdits([changed && addObjects(endpoints, added, changed)], note);
}

const slice = writtenTypeOf(endpointSliceTable);

function sliceObject(endpoints: Placed<Endpoints>, name: string, entries: YamlFields['entries']): YamlFields {
  const head = fields({
    ...slice,
    metadata: metadataBeside(endpoints, name, fields({ [serviceNameLabel]: endpoints.name })),
  });
  return { kind: 'fields', entries: [...head.entries, ...entries] };
}

/** What the slices say besides their metadata; `undefined` where an address is none. */
function slicesOf(endpoints: Placed<Endpoints>): readonly YamlFields[] | undefined {
  const slices: YamlFields[] = [];
  // Where all are in one list, the first slice takes what is said beside its key.
  let beside = commentBesideKey(entryOf(treeOf(endpoints), 'subsets'), textOf(endpoints));
  for (const subset of endpoints.resource.subsets) {
    const addresses = addressFields.flatMap((field) => readAddresses(subset, field));
    if (addresses.some(({ family }) => family === undefined)) return undefined;
    const text = textOf(endpoints);
    const node = nodeIn(endpoints, subset.at.path);
    // They are said once, of the first slice.
    let above = [...beside, ...(node === undefined ? [] : commentsAboveItem(node, text))];
    let inside = addressFields.flatMap((key) => commentsOfKey(entryOf(node, key), text));
    for (const family of ipFamilyNames) {
      const members = addresses.filter((address) => address.family === family);
      if (members.length === 0) continue;
      const made = members.map(({ path, ip, ready }) => endpointOf(endpoints, path, ip, ready));
      slices.push(
        fields({
          addressType: withAbove(family, above),
          ports: subset.ports.length === 0 ? undefined : valueOfEntry(entryOf(node, 'ports'), text),
          endpoints: withAbove(made, inside),
        }),
      );
      above = inside = beside = [];
    }
  }
  return slices;
}

const addressFields = ['addresses', 'notReadyAddresses'] as const;

interface Address {
  readonly path: Path;
  /** In the spelling that slices need: they take IPv6 in no other one. */
  readonly ip: string;
  readonly family: IPFamily | undefined;
  readonly ready: 'ready' | 'notReady';
}

function readAddresses(subset: EndpointSubset, field: (typeof addressFields)[number]): readonly Address[] {
  return subset[field].map(({ at, ip }) => {
    const address = parseIp(ip?.value ?? '');
    return {
      path: at.path,
      ip: address?.canonical ?? '',
      family: address && ipFamilyOf(address.family),
      ready: field === 'addresses' ? 'ready' : 'notReady',
    };
  });
}

function endpointOf(endpoints: Placed<Endpoints>, path: Path, ip: string, ready: Address['ready']): YamlValue {
  const node = nodeIn(endpoints, path);
  const text = textOf(endpoints);
  const copied = (key: string): YamlValue | undefined => valueOfEntry(entryOf(node, key), text);
  const written = copied('ip');
  const made = fields({
    addresses: [written !== undefined && isCommented(written) ? { ...written, value: ip } : ip],
    conditions: ready === 'notReady' ? fields({ ready: false }) : undefined,
    hostname: copied('hostname'),
    nodeName: copied('nodeName'),
    targetRef: copied('targetRef'),
  });
  return withAbove(made, node === undefined ? [] : commentsAboveItem(node, text));
}

/** The text that the comments are in; none where several texts make the object. */
function textOf({ built, document }: Placed): string {
  return built === undefined ? document.facts.text : '';
}
