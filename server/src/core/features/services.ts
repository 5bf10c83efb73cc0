import { headlessRemedy } from '../edits/headless/to-headless.ts';
import type { Service } from '../kubernetes/service.ts';
import { shiftSpan, spanAt, type Span } from '../text/span.ts';
import { uniqueBy } from '../util/collections.ts';
import { isService, type Placed, nameAtOf } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isPossible } from './offers.ts';
import { spanInFile, spanOfObject } from '../objects/places.ts';
import { serviceDisplayName } from './hover/content.ts';
import type { DnsRecord } from '../dns/record.ts';
import { recordsOf } from '../dns/records.ts';
import { servicesOf, servicesOfWorkspace } from './records/records-document.ts';

/** A Service that a file declares, as offsets in the file's text. */
export interface DeclaredService {
  /** The stretch in which a cursor means this Service. */
  readonly span: Span;
  /** The value of its name, or the nearest key where none is written. */
  readonly name: Span;
  /** Whether it can be made headless. */
  readonly canConvert: boolean;
}

/** The Services that a file declares, in the order of the text, each once however many kustomizations build it. */
export function declaredServices(snapshot: Snapshot, uri: string): readonly DeclaredService[] {
  const declared = snapshot
    .inFile(uri)
    .filter(isService)
    .map((service): DeclaredService => {
      const remedy = headlessRemedy(snapshot, service);
      return {
        span: extentOf(service),
        name: spanInFile(service, nameAtOf(service)),
        canConvert: remedy !== undefined && isPossible(remedy, service.document),
      };
    });
  return uniqueBy(declared, ({ span }) => String(span.start));
}

/** The whole document, comments and all, where it holds nothing else; else the object alone. */
function extentOf(service: Placed<Service>): Span {
  const { document, resource } = service;
  if (resource.root.length > 0) return spanOfObject(service);
  return shiftSpan(spanAt(0, document.facts.text.length), document.start);
}

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
