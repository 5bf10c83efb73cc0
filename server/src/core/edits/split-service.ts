import { writtenTypeOf } from '../kubernetes/table/kind.ts';
import { serviceNameFault } from '../kubernetes/formats.ts';
import { serviceTable } from '../kubernetes/kinds/service.ts';
import { minorVersionOf } from '../settings/settings.ts';
import {
  hasSelector,
  headlessClusterIP,
  isAcceptedHeadless,
  protocolOf,
  publishesNotReady,
  serviceNatureOf,
  type Service,
  type ServicePort,
  isHeadlessService,
  saysHeadless,
} from '../kubernetes/service.ts';
import { uniqueBy } from '../util/collections.ts';
import { formatMessage, defineMessages, quotedList } from '../util/format.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { WorkspaceEdit } from '../files/file.ts';
import { editObject } from '../objects/edit-object.ts';
import { governingServices, referrers } from '../relations/linked.ts';
import { backendPortOf } from '../relations/ports.ts';
import { awaitsPods, unselectedOf } from '../relations/unselected.ts';
import type { Questions } from '../workspace/questions.ts';
import { addObjects, fieldsOf, isRejected, metadataBeside } from './add-object.ts';
import { combineEdits, noteOf, type Remedy, put, fields, type YamlFields, type YamlValue } from './changes.ts';
import { namesForPorts } from './name-ports.ts';

/** The words of splitting a Service. */
export const splitServiceMessages = defineMessages('edits/split-service', {
  splitHeadless: 'Split off headless Service "{name}"',
  splitClusterIP: 'Split off ClusterIP Service "{name}"',
  notePeers: 'To reach single Pods, look up "{name}". Other clients keep using "{service}".',
  noteClients: 'Clients that need one stable address use "{name}". "{service}" stays headless.',
  noteSets:
    'StatefulSet {sets} now uses "{name}" as its serviceName. Kubernetes does not allow this change on a running StatefulSet: delete it (--cascade=orphan keeps its Pods), then apply again.',
});

/**
 * The offer to make two Services of one, so that peers and clients each have theirs: beside a Service with a cluster IP a
 * headless one of the same Pods, beside a headless one that with a cluster IP. `undefined` where it has no selector or
 * no ports, where the name is taken, and where what is wrong with it would be there twice.
 */
export function splitRemedy(snapshot: Questions, service: Placed<Service>): Remedy | undefined {
  const { resource, document, name } = service;
  const nature = serviceNatureOf(resource);
  if (document.facts.templated || name === undefined || !isSplittable(resource)) return undefined;
  if (nature !== 'headless' && nature !== 'virtualIp') return undefined;
  // A name that says headless already is another mistake.
  if (nature === 'virtualIp' && saysHeadless(name)) return undefined;
  const added = nature === 'headless' ? `${name.replace(/-headless$/, '')}-client` : `${name}-headless`;
  const fault = serviceNameFault(added, minorVersionOf(snapshot.settingsOf(document.file)));
  if (fault !== undefined || snapshot.contentsOf(service.scope).named('Service', added).all.length > 0)
    return undefined;
  if (unselectedOf(snapshot, service) !== undefined && !awaitsPods(snapshot, service)) return undefined;
  const object =
    nature === 'headless' ? clientService(snapshot, service, added) : headlessService(snapshot, service, added);
  if (isRejected(snapshot, service, object, serviceTable)) return undefined;
  return {
    title: nature === 'headless' ? 'splitClusterIP' : 'splitHeadless',
    values: { name: added },
    edit: () =>
      nature === 'headless'
        ? splitOffClusterIP(service, added, object)
        : splitOffHeadless(snapshot, service, added, object),
  };
}

function isSplittable(service: Service): boolean {
  if (!hasSelector(service) || !service.selector.known || service.ports.length === 0) return false;
  return !isHeadlessService(service) || isAcceptedHeadless(service);
}

function headlessService(snapshot: Questions, service: Placed<Service>, name: string): YamlFields {
  const names = new Map(namesForPorts(snapshot, service).map((one) => [one.port, one.name]));
  const ports = service.resource.ports.flatMap((port): readonly HeadlessPort[] => {
    const backend = backendPortOf(snapshot, service, port);
    const number = backend.kind === 'agreed' ? backend.number : port.port?.value;
    // Where no Pod has the port, nothing would answer on its number either.
    if (number === undefined || backend.kind === 'absent') return [];
    return [{ port, number, name: port.name?.value || names.get(port) }];
  });
  // Two ports of a Service may lead to one of the Pods, which a headless Service has once.
  const unique = uniqueBy(ports, ({ port, number }) => `${protocolOf(port)}/${number}`);
  const own = fields({
    clusterIP: headlessClusterIP,
    ...familiesOf(service.resource),
    publishNotReadyAddresses: publishesNotReady(service.resource) || undefined,
  });
  return serviceBeside(
    service,
    name,
    own,
    unique.map(({ port, number, name: portName }) => portFields(port, number, undefined, portName)),
  );
}

/** The headless one takes over the StatefulSets of the Service: per-Pod names are promised by a headless Service only. */
function splitOffHeadless(
  snapshot: Questions,
  service: Placed<Service>,
  name: string,
  object: YamlFields,
): WorkspaceEdit | undefined {
  const sets = referrers(snapshot, service, 'governedBy').filter(
    (set) => governingServices(snapshot, set).length === 1,
  );
  const note = noteOf([
    formatMessage(splitServiceMessages.notePeers, { name, service: displayNameOf(service) }),
    ...(sets.length === 0
      ? []
      : [formatMessage(splitServiceMessages.noteSets, { name, sets: quotedList(sets.map(displayNameOf)) })]),
  ]);
  return combineEdits(
    [addObjects(service, [object]), ...sets.map((set) => editObject(set, [put(['spec', 'serviceName'], name)]))],
    note,
  );
}

function clientService(snapshot: Questions, service: Placed<Service>, name: string): YamlFields {
  const ports = service.resource.ports.flatMap((port): readonly YamlFields[] => {
    if (port.port === undefined || backendPortOf(snapshot, service, port).kind === 'absent') return [];
    return [portFields(port, port.port.value, port.targetPort?.value || undefined, port.name?.value || undefined)];
  });
  return serviceBeside(service, name, fields(familiesOf(service.resource)), ports);
}

function splitOffClusterIP(service: Placed<Service>, name: string, object: YamlFields): WorkspaceEdit | undefined {
  const note = formatMessage(splitServiceMessages.noteClients, { name, service: displayNameOf(service) });
  return combineEdits([addObjects(service, [object])], note);
}

/** The families of addresses that a Service has, as it writes them. */
function familiesOf({ ipFamilyPolicy, ipFamilies }: Service): Readonly<Record<string, YamlValue | undefined>> {
  return {
    ipFamilyPolicy: ipFamilyPolicy?.value || undefined,
    ipFamilies: ipFamilies.length === 0 ? undefined : ipFamilies.map(({ value }) => value),
  };
}

interface HeadlessPort {
  readonly port: ServicePort;
  readonly number: number;
  readonly name: string | undefined;
}

/** A Service of the same Pods, with the same namespace and labels. */
function serviceBeside(
  service: Placed<Service>,
  name: string,
  own: YamlFields,
  ports: readonly YamlFields[],
): YamlFields {
  return fields({
    ...writtenTypeOf(serviceTable),
    metadata: metadataBeside(service, name),
    spec: {
      kind: 'fields',
      entries: [
        ...own.entries,
        ['selector', fieldsOf(service.resource.selector)],
        ...(ports.length === 0 ? [] : [['ports', ports] as const]),
      ],
    },
  });
}

function portFields(
  port: ServicePort,
  number: number,
  targetPort: number | string | undefined,
  name: string | undefined,
): YamlFields {
  return fields({
    name,
    port: number,
    targetPort,
    protocol: port.protocol?.value || undefined,
    appProtocol: port.appProtocol?.value || undefined,
  });
}
