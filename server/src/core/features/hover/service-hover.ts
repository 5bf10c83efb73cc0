import type { DnsRecord } from '../../dns/record.ts';
import { recordsOf } from '../../dns/records.ts';
import { shortNamesOf } from '../../dns/names.ts';
import { tableOf } from '../../kubernetes/kinds/index.ts';
import {
  type Service,
  hasSelector,
  headlessClusterIP,
  isAcceptedHeadless,
  serviceNatureOf,
  serviceTypeOf,
} from '../../kubernetes/service.ts';
import { type Placed, nameAtOf } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { linesOf } from '../../text/lines.ts';
import { behindSentences } from './behind-service.ts';
import {
  showRecordsCommand,
  code,
  paragraph,
  say,
  type CommandLink,
  type HoverContent,
  type Sentence,
  displayNamespace,
  displayText,
  aboutService,
} from './content.ts';
import { missingSentences, reasonSentence } from './missing.ts';
import { mainRecords, recordsBlock } from './main-records.ts';
import { fileOf, spanInFile, treeOf } from '../../objects/places.ts';
import { formatMessage } from '../../util/format.ts';
import { whyNoAlias } from '../../dns/diagnosis/why-no-alias.ts';
import { traitsOf } from '../../kubernetes/kinds/effective-type.ts';
import { serviceTable } from '../../kubernetes/kinds/service.ts';
import { judgedOf, effectAt } from '../../kubernetes/table/effects.ts';
import type { Effect } from '../../kubernetes/table/fields.ts';

/** Everything about a Service: over its name, and over references to it, which begin with a sentence of their own. */
export function serviceHover(snapshot: Snapshot, service: Placed<Service>, reference?: Sentence): HoverContent {
  const records = recordsOf(snapshot, service);
  const about = tableOf(service.resource.kind, service.resource.apiVersion)?.about;
  const meaning = about === undefined ? kindSentences(service) : [formatMessage(about)];
  const more =
    about === undefined
      ? [
          ...recordsBlock(snapshot, service, mainRecords(service, records)),
          ...paragraph(isAnswered(service) ? shortNames(service) : undefined),
          ...paragraph(...behindSentences(snapshot, service)),
          ...paragraph(...missingSentences(snapshot, service)),
        ]
      : recordsBlock(snapshot, service, records);
  const content = aboutService(snapshot, service, [reference, ...meaning], ...more);
  return { ...content, records: recordsLink(service, records) };
}

/** A link to all records of a Service, where there are any. */
export function recordsLink(service: Placed<Service>, records: readonly DnsRecord[]): CommandLink | undefined {
  const count = records.length;
  if (count === 0) return undefined;
  const nameAt = nameAtOf(service);
  const file = fileOf(service, nameAt);
  const position = linesOf(file).positionAt(spanInFile(service, nameAt).start);
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

/** One sentence or two: what kind of Service this is to DNS. */
export function kindSentences(placed: Placed<Service>): readonly Sentence[] {
  const service = placed.resource;
  const type = serviceTypeOf(service);
  switch (serviceNatureOf(service)) {
    case 'virtualIp':
      return [say(hasSelector(service) ? 'kind.virtualIp' : 'kind.virtualIpEndpoints', { type })];
    case 'headless': {
      const kind = say(hasSelector(service) ? 'kind.headlessPods' : 'kind.headlessEndpoints');
      return isAcceptedHeadless(service)
        ? [kind]
        : [kind, say('kind.refused', { type, none: code(`clusterIP: ${headlessClusterIP}`) })];
    }
    case 'alias':
      return [aliasSentence(placed)];
    case 'unknown':
      return [say('kind.templated')];
    case 'invalid':
      return [say('kind.invalid', { type: code(displayText(type)) })];
  }
}

/** What a field of the spec of a Service does, whatever its value, as the table of the kind says. */
export function serviceEffect(snapshot: Snapshot, service: Placed<Service>, field: string): Effect {
  const judged = judgedOf(treeOf(service), snapshot.settingsOf(service.document.file));
  return effectAt(judged, serviceTable.table, traitsOf(judged.object), ['spec', field]);
}

/** Whether the name of a Service can be answered at all; an alias to nothing or to an address cannot. */
function isAnswered(service: Placed<Service>): boolean {
  const nature = serviceNatureOf(service.resource);
  if (nature === 'alias')
    return (service.resource.externalName?.value ?? '') !== '' && whyNoAlias(service) === undefined;
  return nature !== 'invalid';
}

function aliasSentence(service: Placed<Service>): Sentence {
  const target = service.resource.externalName?.value ?? '';
  if (target === '') return say('kind.aliasEmpty');
  const why = whyNoAlias(service);
  return why === undefined ? say('kind.alias', { target: code(displayText(target)) }) : reasonSentence(why);
}
