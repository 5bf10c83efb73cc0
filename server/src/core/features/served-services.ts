import { serviceDisplayName } from './hover/display-names.ts';
import type { DnsRecord } from '../dns/record.ts';
import { recordsOf } from '../dns/records.ts';
import type { Service } from '../kubernetes/service.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { servicesOf, servicesOfWorkspace } from './records/records-document.ts';

/** A Service with all that DNS serves for it. */
export interface ServedService {
  readonly service: Placed<Service>;
  /** Without a final dot; `undefined` where a template leaves it open. */
  readonly fullName: string | undefined;
  readonly records: readonly DnsRecord[];
}

/** The Services that files declare or refer to, or those of the workspace by the paths of their files, with their records. */
export function servedServices(snapshot: Snapshot, uris?: readonly string[]): readonly ServedService[] {
  const services = uris === undefined ? servicesOfWorkspace(snapshot) : servicesOf(snapshot, uris);
  return services.map((service) => {
    const name = serviceDisplayName(snapshot, service);
    return { service, fullName: name?.literal === true ? name.text : undefined, records: recordsOf(snapshot, service) };
  });
}
