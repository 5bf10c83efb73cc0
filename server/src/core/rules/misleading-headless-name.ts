import { headlessRemedy, toHeadlessMessages } from '../edits/headless/to-headless.ts';
import { isMisspeltNone } from '../kubernetes/rejected-addresses.ts';
import { saysHeadless, serviceNatureOf } from '../kubernetes/service.ts';
import { defined } from '../util/collections.ts';
import { defineRule } from './rule.ts';

export const misleadingHeadlessName = defineRule({
  code: 'misleading-headless-name',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  summary: 'A Service has "headless" in its name but is not headless.',
  source: 'Kubernetes DNS specification 2.3, 2.4, 2.5',
  messages: {
    virtualIp:
      'Service "{service}" is not headless, although its name says so. Without clusterIP: None it gets a cluster IP: DNS answers with that one address, and connections are balanced across the Pods.',
    alias:
      'Service "{service}" is not headless, although its name says so. Its type ExternalName makes it an alias: DNS answers with the name of another host.',
    toHeadless: toHeadlessMessages.toHeadless,
    toHeadlessLive: toHeadlessMessages.toHeadlessLive,
  },
  *check(service, { snapshot }) {
    const { name } = service.resource.metadata;
    // What is meant to be headless and misspelt is rejected, which is another rule's to say.
    if (name === undefined || !saysHeadless(name.value) || isMisspeltNone(service.resource.clusterIP?.value ?? ''))
      return;
    const nature = serviceNatureOf(service.resource);
    if (nature !== 'virtualIp' && nature !== 'alias') return;
    yield {
      at: name.at,
      message: nature,
      values: { service: name.value },
      fixes: defined([headlessRemedy(snapshot, service)]),
    };
  },
});
