/** Services and their records as data, for other programs. */
import type { RecordsPlace, RequestMethod } from './protocol.ts';

/** Client to server: the Services of a file, a folder or the workspace with the records that DNS will serve for each, as data. */
export const servedServicesRequest: RequestMethod<ServedServicesParams, ServedServicesResult> =
  'headlight/servedServices';
export interface ServedServicesParams {
  /** The file or folder; absent for the whole workspace. */
  readonly uri?: string;
}
export interface ServedServicesResult {
  readonly services: readonly WireServedService[];
}
export interface WireServedService {
  /** Absent where none is written, or a template makes it. */
  readonly name?: string;
  readonly namespace: string;
  /** Without a final dot; absent where a template leaves it open. */
  readonly fullName?: string;
  readonly kind: 'clusterIP' | 'headless' | 'externalName' | 'unknown';
  /** Its name. */
  readonly place: RecordsPlace;
  readonly records: readonly WireRecord[];
}
export interface WireRecord {
  /** With its final dot. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'SRV' | 'CNAME' | 'PTR' | 'TXT';
  /** In zone form; absent where only a running cluster knows it. */
  readonly data?: string;
  readonly condition: 'always' | 'whenReady';
  readonly level: 'spec' | 'coredns';
  /** What gives it its address or name. */
  readonly place?: RecordsPlace;
}

/**
 * Server to client: everything has been checked again after a change, so answers may be others now. Only sent to our own client; without
 * parameters.
 */
export const checkedNotification = 'headlight/checked';
