import type { DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { shortNamesOf } from '../../dns/names.ts';
import { tableOf } from '../../kubernetes/kinds/index.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { LineIndex } from '../../text/lines.ts';
import { behindSentences } from './behind-service.ts';
import { showRecordsCommand } from './command-links.ts';
import { code, paragraph, say, type HoverContent, type Inline, type Sentence } from './content.ts';
import { missingSentences } from './missing.ts';
import { isAnswered, kindSentences } from './service-kind.ts';
import { displayNamespace, openNameSentence, serviceDisplayName } from './display-names.ts';
import { mainRecords, recordsBlock } from './main-records.ts';
import { fileOf, spanInFile } from '../../objects/places.ts';
import { formatMessage } from '../../util/format.ts';

/** Everything about a Service: over its name, and over references to it, which begin with a sentence of their own. */
export function serviceHover(snapshot: Snapshot, service: Placed<Service>, reference?: Sentence): HoverContent {
  const name = serviceDisplayName(snapshot, service);
  const records = recordsOf(snapshot, service);
  const head = { name, records: recordsLink(service, records) };
  const about = tableOf(service.resource.kind, service.resource.apiVersion)?.about;
  if (about !== undefined) {
    const sentences = [...(reference === undefined ? [] : [reference]), formatMessage(about), openNameSentence(name)];
    return { ...head, blocks: [...paragraph(...sentences), ...recordsBlock(snapshot, service, records)] };
  }
  return {
    ...head,
    blocks: [
      ...paragraph(...(reference === undefined ? [] : [reference]), ...kindSentences(service), openNameSentence(name)),
      ...recordsBlock(snapshot, service, mainRecords(service, records)),
      ...paragraph(isAnswered(service) ? shortNames(service) : undefined),
      ...paragraph(...behindSentences(snapshot, service)),
      ...paragraph(...missingSentences(snapshot, service)),
    ],
  };
}

/** A link to all records of a Service, where there are any. */
export function recordsLink(service: Placed<Service>, records: readonly DnsRecord[]): Inline | undefined {
  const count = records.length;
  if (count === 0) return undefined;
  const nameAt = service.resource.metadata.name?.at ?? { path: [] };
  const file = fileOf(service, nameAt);
  const position = new LineIndex(file.text).positionAt(spanInFile(service, nameAt).start);
  const title = count === 1 ? say('records.one') : say('records.many', { count });
  return { kind: 'command', title, command: showRecordsCommand, arguments: [file.uri, position] };
}

function shortNames(service: Placed<Service>): Sentence | undefined {
  const { sameNamespace, anyNamespace } = shortNamesOf(service);
  const [there] = anyNamespace;
  if (sameNamespace === undefined || there === undefined) return undefined;
  const here = code(sameNamespace);
  if (service.namespaceOrigin === 'templated') return say('short.namesOpen', { here });
  return say('short.names', { here, namespace: code(displayNamespace(service)), there: code(there) });
}
