import type { Service } from '../kubernetes/service.ts';
import { type Placed, nameAtOf } from '../objects/placed.ts';
import type { At } from '../yaml/path.ts';

/** The record types Headlight speaks of. */
export const recordTypes = ['A', 'AAAA', 'SRV', 'CNAME', 'PTR', 'TXT'] as const;

export type RecordType = (typeof recordTypes)[number];

/** One DNS record that the cluster will serve, or an answer to a question: then the name is spelled as it was asked for. */
export interface DnsRecord {
  /** Fully qualified, with the final dot; lower case unless it was asked for otherwise. */
  readonly name: string;
  readonly type: RecordType;
  /** What it answers with, as far as the manifests tell. */
  readonly data: RecordData;
  /** Why the manifests do not tell all of the data; absent where they do. */
  readonly unknown: UnknownRecords | undefined;
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

/** What a record answers with. A part that only a running cluster knows is absent, and never invented. */
export type RecordData =
  /** A and AAAA: the address in canonical form. */
  | { readonly kind: 'address'; readonly address: string | undefined }
  /** SRV: the target with its final dot. Of equal targets and ports there is one record. */
  | {
      readonly kind: 'service';
      readonly priority: 0;
      readonly weight: number | undefined;
      readonly port: number | undefined;
      readonly target: string | undefined;
    }
  /** CNAME and PTR: a name with its final dot. */
  | { readonly kind: 'name'; readonly target: string | undefined }
  /** TXT. */
  | { readonly kind: 'text'; readonly text: string };

/** Why data is not known here, and of which object the cluster will know it. */
export interface UnknownRecords {
  readonly reason: UnknownReason;
  readonly of: Placed | undefined;
}

/** `templated`: a template decides; else see the messages in `record-text.ts`. */
export type UnknownReason =
  | 'clusterIP'
  | 'awaited'
  | 'builtIn'
  | 'pods'
  | 'pod'
  | 'thisPod'
  | 'targets'
  | 'thisTarget'
  | 'templated'
  | 'tooMany'
  | 'outside'
  | 'operator'
  | 'rewritten'
  | 'dnsServer';

/** A place in a manifest that a record rests on. */
export interface RecordSource {
  readonly resource: Placed;
  readonly at: At;
}

/** The place that a reader of a record looks for: what gives it its address or name, else its Service. */
export function sourceOf({ because }: DnsRecord): RecordSource | undefined {
  return because[1] ?? because[0];
}

/** The place of an object's name. */
export function nameSourceOf(resource: Placed): RecordSource {
  return { resource, at: nameAtOf(resource) };
}
