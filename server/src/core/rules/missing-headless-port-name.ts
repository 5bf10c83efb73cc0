import { hasId } from '../dns/diagnosis/reason.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { whyNoSrv } from '../dns/diagnosis/why-no-port.ts';
import { namePortsEdit, namePortsMessages, namesForPorts } from '../edits/name-ports.ts';
import { isAcceptedHeadless, protocolOf } from '../kubernetes/service.ts';
import { isTemplated } from '../yaml/template.ts';
import { defineRule } from './rule.ts';

export const missingHeadlessPortName = defineRule({
  code: 'missing-headless-port-name',
  severity: 'hint',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'The only port of a headless Service has no name, so it has no SRV record.',
  source: 'Kubernetes DNS specification 2.4.2',
  messages: {
    unnamed: reasonMessages['unnamedPort.headless'],
    namePort: namePortsMessages.namePort,
  },
  *check(service, { snapshot }) {
    const { resource } = service;
    const [port] = resource.ports;
    if (!isAcceptedHeadless(resource)) return;
    // Of several ports each has to have a name, which is another rule's to say.
    if (port?.port === undefined || resource.ports.length > 1) return;
    const reason = whyNoSrv(snapshot, service, port);
    const [named] = namesForPorts(snapshot, service);
    if (!hasId(reason, ['unnamedPort']) || named === undefined || isTemplated(protocolOf(port))) return;
    yield {
      at: { ...port.at, part: 'key' },
      message: 'unnamed',
      values: { ...reason.values, name: named.name, protocol: protocolOf(port).toLowerCase() },
      fixes: [
        {
          title: 'namePort',
          values: { name: named.name },
          edit: () => namePortsEdit(snapshot, service, [named]),
        },
      ],
    };
  },
});
