/**
 * What Headlight offers to other extensions: the DNS names, records and problems of the Kubernetes manifests in the workspace.
 * Copy this file into your extension; docs/api.md shows how to use it. Nothing here is taken away or changed while its version stays.
 */
import type { Event, Range, Uri } from 'vscode';

/** What Headlight's extension, `headlight.headlight-kubernetes`, exports. */
export interface HeadlightExtension {
  /**
   * @param version of the interface you are written for
   * @throws where this Headlight does not have that version
   */
  getApi(version: 1): HeadlightApi;
}

/** Answers are about the text as it is now, saved or not, once the workspace has been read. Each fails while Headlight is stopped. */
export interface HeadlightApi {
  readonly version: 1;
  /** `starting` until the workspace has been read. */
  readonly state: HeadlightState;
  readonly onDidChangeState: Event<HeadlightState>;
  /** Manifests or settings have changed and are checked: services, records and problems may be others now. */
  readonly onDidChange: Event<void>;
  /**
   * The Services that have names in DNS, by the paths of their manifests.
   * @param of a manifest or a folder; left out for the whole workspace. A manifest has the Services that it refers to, too
   */
  services(of?: Uri): Promise<readonly Service[]>;
  /** The DNS records of these Services, those of one Service after the other. */
  records(of?: Uri): Promise<readonly DnsRecord[]>;
  /** What is wrong in manifests, whichever of it is shown in the Problems panel. Hints are left out. */
  problems(of?: Uri): Promise<readonly Problem[]>;
}

export type HeadlightState = 'starting' | 'ready' | 'stopped';

/** A Service as DNS knows it. One that several kustomizations build is there for each of them. */
export interface Service {
  /** `undefined` where none is written, or a template makes it. */
  readonly name: string | undefined;
  /** The one that is written, else the one that the settings give. */
  readonly namespace: string;
  /** `web.shop.svc.cluster.local`, without a final dot; `undefined` where the name or namespace is open. */
  readonly fullName: string | undefined;
  readonly kind: ServiceKind;
  /** Every name that DNS serves for it, without final dots: its own, those of its ports, of its endpoints, of addresses. */
  readonly names: readonly string[];
  /** The name in the manifest. */
  readonly place: Place;
}

/** `unknown` where a template leaves it open, or the API server would refuse the type. */
export type ServiceKind = 'clusterIP' | 'headless' | 'externalName' | 'unknown';

/** A record that the cluster will serve. */
export interface DnsRecord {
  /** Fully qualified, without a final dot. */
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'SRV' | 'CNAME' | 'PTR' | 'TXT';
  /** In zone form (RFC 1035, section 5); `undefined` where only the running cluster knows it, which is the usual thing. */
  readonly data: string | undefined;
  /** Whether it always exists, or only while the Pod behind it is ready. */
  readonly condition: 'always' | 'whenReady';
  /** Whether the DNS specification of Kubernetes promises it, or CoreDNS adds it. */
  readonly level: 'spec' | 'coredns';
  /** Where in the manifests its address or name comes from. */
  readonly place: Place | undefined;
}

/** Something that will not work, or not as it is written. */
export interface Problem {
  /** The code of the rule, such as `dangling-selector`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly place: Place;
}

/** A stretch of a manifest. */
export interface Place {
  readonly uri: Uri;
  readonly range: Range;
}
