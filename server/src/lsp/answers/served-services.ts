import { servedServices, type ServedService } from '../../core/features/facade.ts';
import { nameSourceOf, sourceOf, type DnsRecord, type RecordSource, dataText } from '../../core/dns/record.ts';
import { serviceNatureOf, type ServiceNature } from '../../core/kubernetes/service.ts';
import { placeOf } from '../../core/objects/places.ts';
import type { RecordsPlace } from '../../shared/protocol.ts';
import type {
  ServedServicesParams,
  ServedServicesResult,
  WireRecord,
  WireServedService,
} from '../../shared/served-services.ts';
import { filesAt } from '../files-at.ts';
import { toLocation } from '../convert.ts';
import type { ServerContext } from '../request.ts';

/** Services with their records, as data for other programs. */
export function answerServedServices(
  { documents }: ServerContext,
  { uri }: ServedServicesParams,
): ServedServicesResult {
  if (uri === undefined) return { services: servedServices(documents.snapshot).map(toWire) };
  const files = filesAt(documents, uri);
  const [first] = files;
  const uris = files.map(({ file }) => file.uri);
  return { services: first === undefined ? [] : servedServices(first.snapshot, uris).map(toWire) };
}

const kinds: Readonly<Record<ServiceNature, WireServedService['kind']>> = {
  virtualIp: 'clusterIP',
  headless: 'headless',
  alias: 'externalName',
  unknown: 'unknown',
  invalid: 'unknown',
};

function toWire({ service, fullName, records }: ServedService): WireServedService {
  return {
    ...(service.name === undefined ? {} : { name: service.name }),
    namespace: service.namespace,
    ...(fullName === undefined ? {} : { fullName }),
    kind: kinds[serviceNatureOf(service.resource)],
    place: toPlace(nameSourceOf(service)),
    records: records.map(toWireRecord),
  };
}

function toWireRecord(record: DnsRecord): WireRecord {
  const { name, type, condition, level } = record;
  const data = dataText(record);
  const source = sourceOf(record);
  return {
    name,
    type,
    ...(data === undefined ? {} : { data }),
    condition,
    level,
    ...(source === undefined ? {} : { place: toPlace(source) }),
  };
}

function toPlace({ resource, at }: RecordSource): RecordsPlace {
  return toLocation(placeOf(resource, at));
}
