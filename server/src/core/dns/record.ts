import type { Service } from '../kubernetes/service.ts';
import { type Placed, nameAtOf, displayNameOf } from '../objects/placed.ts';
import type { At } from '../yaml/path.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { defineMessages, formatMessage, type Messages } from '../util/format.ts';

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

/** `templated`: a template decides; else see the messages below. */
type UnknownReason =
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

/** A place of an object as what something rests on. */
export function sourceAt(resource: Placed, at: At): RecordSource {
  return { resource, at };
}

/** The place that a reader of a record looks for: what gives it its address or name, else its Service. */
export function sourceOf({ because }: DnsRecord): RecordSource | undefined {
  return because[1] ?? because[0];
}

/** The place of an object's name. */
export function nameSourceOf(resource: Placed): RecordSource {
  return { resource, at: nameAtOf(resource) };
}

/**
 * The data of a record in zone form (RFC 1035, section 5), as `10.0.0.1` or `0 100 5432 db.prod.svc.cluster.local.`;
 * `undefined` where a part of it is known to a running cluster only.
 */
export function dataText({ data, unknown }: Pick<DnsRecord, 'data' | 'unknown'>): string | undefined {
  if (unknown !== undefined) return undefined;
  switch (data.kind) {
    case 'address':
      return data.address;
    case 'service': {
      const { priority, weight, port, target } = data;
      if (weight === undefined || port === undefined || target === undefined) return undefined;
      return `${priority} ${weight} ${port} ${target}`;
    }
    case 'name':
      return data.target;
    case 'text':
      return `"${data.text}"`;
  }
}

/** A record whose data is known as `NAME TYPE RDATA`, else `undefined`. */
export function recordText(record: DnsRecord): string | undefined {
  const data = dataText(record);
  return data === undefined ? undefined : `${record.name} ${record.type} ${data}`;
}

/** Why data is not known yet; `{target}` is an object by kind and name. */
const unknownMessages: Messages<UnknownReason> = defineMessages('dns/record', {
  clusterIP: '{target} gets its cluster IP when it is created.',
  awaited: '{target} selects Pods that come from elsewhere: the name exists while one of them is ready.',
  builtIn: 'Every cluster has this Service and knows its address.',
  pods: 'The Pods of {target} get their addresses when they start.',
  pod: 'The Pod of {target} gets its address when it starts.',
  thisPod: '{target} gets its address when it starts.',
  targets: 'The Pods of {target} are named after their addresses, which they get when they start.',
  thisTarget: '{target} is named after its address, which it gets when it starts.',
  templated: 'It depends on a template in the manifest of {target}.',
  tooMany: '{target} has too many endpoints and ports to list a record for each pair.',
  outside: 'The setting "outside" says that it exists, but no manifest here says what DNS answers.',
  rewritten: '{target} makes the DNS server look up another name instead.',
  operator: 'The operator of {target} creates it.',
  dnsServer: 'The DNS server gets its address when it starts.',
});

/** One sentence: why data is not known, or when it will be. */
export function unknownText({ reason, of }: UnknownRecords): string {
  return formatMessage(unknownMessages[reason], { target: of === undefined ? '' : objectText(of) });
}

function objectText(placed: Placed): string {
  const { resource, name } = placed;
  const kind = kindOf(resource);
  return `${kind} "${name ?? displayNameOf(placed)}"`;
}
