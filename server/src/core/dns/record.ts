import type { Service } from '../kubernetes/service.ts';
import type { Placed } from '../workspace/snapshot.ts';
import type { At } from '../yaml/path.ts';

/** The record types Headlight speaks of. */
export type RecordType = 'A' | 'AAAA' | 'SRV' | 'CNAME' | 'PTR' | 'TXT';

/** One DNS record that the cluster will serve. */
export interface DnsRecord {
  /** Fully qualified, lower case, with the final dot. */
  readonly name: string;
  readonly type: RecordType;
  /** The record data in zone form (`10.0.0.1`, `0 100 5432 db.prod.svc.cluster.local.`); absent where only a running cluster knows the address. */
  readonly data: string | undefined;
  /** The places it comes from: the Service first, then what gives the address or name. */
  readonly because: readonly RecordSource[];
  /** Whether it always exists, or only while the Pod behind it is ready. */
  readonly condition: 'always' | 'whenReady';
  /** `spec` where the DNS specification or the Kubernetes API promises it, `coredns` where CoreDNS adds it. */
  readonly level: 'spec' | 'coredns';
  /** The Service that owns the name. */
  readonly service: Placed<Service> | undefined;
  /** The object the record answers with: the Service, or the workload, Endpoints or slice behind it. */
  readonly target: Placed | undefined;
}

/** A place in a manifest that a record rests on. */
export interface RecordSource {
  readonly resource: Placed;
  readonly at: At;
}
