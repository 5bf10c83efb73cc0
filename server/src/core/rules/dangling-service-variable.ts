import { spanBetween } from '../text/span.ts';
import { hostFixMessages } from './hosts/host-problem.ts';
import { mayHoldUrls, urlVariableMessages, urlVariableProblems } from './hosts/url-variables.ts';
import { reasonMessages } from '../dns/diagnosis/reasons.ts';
import { serviceMeant } from '../dns/diagnosis/why-no-service-named.ts';
import { portNamesOf, whyUnset, type Unset } from '../dns/diagnosis/why-unset.ts';
import { mentionsHosts } from '../hosts/judged-mentions.ts';
import { mentionsWithServices, type ReadMention } from '../hosts/mentions.ts';
import { variableOf } from '../hosts/set-variables.ts';
import type { Service } from '../kubernetes/service.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { inVariable } from '../names/service-variables.ts';
import { displayNameOf, isWorkload, type Placed } from '../objects/placed.ts';
import { nodeIn } from '../objects/places.ts';
import { meantAmong } from '../util/similar-names.ts';
import { groupBy } from '../util/collections.ts';
import { type At } from '../yaml/path.ts';
import { combineEdits, defineRule, type Fix, type Problem, relatedService, replaceStretch } from './rule.ts';

const only = 'The kubelet sets such variables only for Services with a cluster IP in the namespace of the Pod.';
const useName = 'Use its DNS name, "{host}".';

export const danglingServiceVariable = defineRule({
  code: 'dangling-service-variable',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: workloadKinds,
  summary: 'A variable that Kubernetes sets for Services is not set, or is a URL where a port is needed.',
  source:
    'Kubernetes documentation, Service, environment variables; kubernetes pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap',
  mayFind: (workload) => mentionsHosts(workload) || mayHoldUrls(workload),
  messages: {
    unsetHeadless: [reasonMessages.unsetHeadless, `${only} ${useName}`],
    unsetAlias: [reasonMessages.unsetAlias, `${only} ${useName}`],
    unsetNoLinks: [reasonMessages.unsetNoLinks, 'Use the DNS name of Service "{service}", "{host}".'],
    unsetPort: reasonMessages.unsetPort,
    unsetNoPort: reasonMessages.unsetNoPort,
    unsetAlike: [reasonMessages.unsetAlike, only],
    unsetInOther: [reasonMessages.unsetInOther, `${only} ${useName}`],
    unsetRenamed: [
      reasonMessages.unsetRenamed,
      'kustomize does not change variables in strings. The kubelet sets "{named}".',
    ],
    unsetNowhere: [reasonMessages.unsetNowhere, only],
    ...urlVariableMessages,
    ...hostFixMessages,
  },
  *check(placed, { snapshot }) {
    if (isWorkload(placed)) yield* urlVariableProblems(snapshot, placed);
    if (!placed.resource.mentions.some(({ evidence }) => evidence === 'variable')) return;
    const reads = mentionsWithServices(snapshot, placed).filter((read) => variableOf(read) !== undefined);
    // One mistake in one string is one problem, even if it is in both the host and the port.
    const strings = groupBy(reads, ({ mention }) => `${mention.at.path.join('/')} ${mention.host}`);
    for (const inString of strings.values()) {
      for (const read of inString) {
        // What has a value for want of another is nothing to say anything of.
        const why = read.mention.aside === undefined && whyUnset(snapshot, read);
        if (!why) continue;
        yield problemOf(read, why, inString);
        break;
      }
    }
  },
});

function problemOf(read: ReadMention, why: Unset, inString: readonly ReadMention[]): Problem {
  const { at, host: wanted } = read.mention;
  const problem = { at, message: why.reasonId, values: why.values };
  const service = serviceMeant(why);
  if (service === undefined) return { ...problem, severity: 'hint' };
  const name = displayNameOf(service);
  const host = why.reasonId === 'unsetInOther' ? `${name}.${service.namespace}` : name;
  const named = String(why.values['variable']).replace(inVariable(wanted), inVariable(name));
  return {
    ...problem,
    values: { ...why.values, host, named },
    related: relatedService(why),
    fixes: fixesFor(read, why, service, { host, inString }),
  };
}

/** Another variable, or what would be its value as far as DNS and the manifest say it; none of a base that others build, too. */
function fixesFor(
  read: ReadMention,
  { reasonId }: Unset,
  service: Placed<Service>,
  { host, inString }: { readonly host: string; readonly inString: readonly ReadMention[] },
): readonly Fix[] {
  switch (reasonId) {
    case 'unsetRenamed':
    case 'unsetNowhere':
    case 'unsetNoPort':
      return [];
    case 'unsetAlike':
      return fixOf(
        inString,
        ({ mention }) => inVariable(displayNameOf(service)) + (mention.written ?? '').slice(mention.host.length),
      );
    case 'unsetPort': {
      const holds = variableOf(read)?.holds;
      const wanted = typeof holds === 'object' ? holds.port : '';
      const port = meantAmong(wanted, portNamesOf(service.resource), (one) => one);
      const end = -inVariable(wanted).length;
      return port === undefined
        ? []
        : fixOf([read], ({ mention }) => `${(mention.written ?? '').slice(0, end)}${inVariable(port)}`);
    }
    case 'unsetHeadless':
    case 'unsetAlias':
    case 'unsetNoLinks':
    case 'unsetInOther':
      return fixOf(inString, (one) => valueOf(one, service.resource, host), wholeReference);
  }
}

/** What a variable would hold: the name in place of the address. */
function valueOf(read: ReadMention, { ports }: Service, host: string): string | undefined {
  const holds = variableOf(read)?.holds;
  if (holds === 'address') return host;
  const port = typeof holds === 'object' ? ports.find(({ name }) => name?.value === holds.port) : ports[0];
  return port?.port?.value.toString();
}

/** The place of a variable with the signs that refer to it. */
function wholeReference({ from }: ReadMention, { path, within }: At): At {
  const node = nodeIn(from, path);
  if (within === undefined || node?.kind !== 'scalar') return { path };
  const isBraced = /[({]/.test(node.text[within.start - 1] ?? '');
  return {
    path,
    within: isBraced ? spanBetween(within.start - 2, within.end + 1) : spanBetween(within.start - 1, within.end),
  };
}

/** The fix that puts others in the place of variables of one string; none where one of them is not known. */
function fixOf(
  reads: readonly ReadMention[],
  textOf: (read: ReadMention) => string | undefined,
  stretchOf: (read: ReadMention, at: At) => At = (_, at) => at,
): readonly Fix[] {
  const texts = reads.map(textOf);
  const [fixed] = texts;
  if (fixed === undefined || texts.includes(undefined)) return [];
  const edit = () =>
    combineEdits(
      reads.flatMap(
        (read, index) => replaceStretch(read.from, stretchOf(read, read.mention.at), texts[index] ?? '')?.files,
      ),
    );
  return [{ title: 'fixName', values: { fixed }, edit }];
}
