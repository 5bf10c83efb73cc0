import { combineEdits } from '../edits/combine.ts';
import { replaceStretch } from '../edits/replace-stretch.ts';
import { mentionsHosts } from '../hosts/judged-mentions.ts';
import { mentionsWithServices, type ReadMention } from '../hosts/mentions.ts';
import { variableOf, whyUnset, type Unset } from '../hosts/set-variables.ts';
import type { Service } from '../kubernetes/service.ts';
import { workloadKinds } from '../kubernetes/workloads.ts';
import { inVariable } from '../names/service-variables.ts';
import { displayNameOf } from '../objects/describe.ts';
import { treeOf } from '../objects/places.ts';
import { meantAmong } from '../relations/near-misses.ts';
import { groupBy } from '../util/collections.ts';
import { quotedList } from '../util/format.ts';
import { nodeAt, type At } from '../yaml/path.ts';
import { defineRule, relatedByName, type Fix, type Problem } from './rule.ts';

const only = 'The kubelet sets such variables only for Services with a cluster IP in the namespace of the Pod.';

export const danglingServiceVariable = defineRule({
  code: 'dangling-service-variable',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: workloadKinds,
  summary: 'A variable looks like one that Kubernetes sets for a Service, but it is not set.',
  source:
    'Kubernetes documentation, Service, environment variables; kubernetes pkg/kubelet/kubelet_pods.go, getServiceEnvVarMap',
  mayFind: mentionsHosts,
  messages: {
    headless: `"{variable}" is not set: Service "{service}" is headless. ${only} Use its DNS name, "{host}".`,
    alias: `"{variable}" is not set: Service "{service}" is an alias. ${only} Use its DNS name, "{host}".`,
    noLinks: '"{variable}" is not set: enableServiceLinks is false. Use the DNS name of Service "{service}", "{host}".',
    port: '"{variable}" is not set: Service "{service}" has no port of that name. It has {ports}.',
    noPort: '"{variable}" is not set: Service "{service}" has no port with a name.',
    alike: `"{variable}" is not set: there is no Service "{wanted}". Namespace "{namespace}" has a Service "{service}". ${only}`,
    otherNamespace: `"{variable}" is not set: Service "{service}" is in namespace "{other}". The Pod is in "{namespace}". ${only} Use its DNS name, "{host}".`,
    renamed: `"{variable}" is not set: the kustomization renames Service "{wanted}" to "{service}". kustomize does not change variables in strings. The kubelet sets "{named}".`,
    nowhere: `"{variable}" is not set unless Service "{wanted}" comes from elsewhere. ${only}`,
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot }) {
    if (!placed.resource.mentions.some(({ standing }) => standing === 'variable')) return;
    const reads = mentionsWithServices(snapshot, placed).filter((read) => variableOf(read) !== undefined);
    // One mistake in one string is one problem, be it in the host and in the port.
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
  const { from, mention } = read;
  const values = { variable: mention.written ?? '', wanted: mention.host, namespace: from.namespace };
  const { at } = mention;
  if (why.kind === 'nowhere') return { at, message: 'nowhere', values, severity: 'hint' };
  const { service } = why;
  const name = displayNameOf(service);
  const host = why.kind === 'otherNamespace' ? `${name}.${service.namespace}` : name;
  return {
    at,
    message: why.kind === 'port' && why.ports.length === 0 ? 'noPort' : why.kind,
    values: {
      ...values,
      service: name,
      host,
      other: service.namespace,
      named: values.variable.replace(inVariable(mention.host), inVariable(name)),
      ports: why.kind === 'port' ? quotedList(why.ports) : '',
    },
    related: [relatedByName(service, { service: name, namespace: service.namespace })],
    fixes: fixesFor(read, why, { host, inString }),
  };
}

/** Another variable, or what would be its value as far as DNS and the manifest say it; none of a base that others build, too. */
function fixesFor(
  read: ReadMention,
  why: Exclude<Unset, { readonly kind: 'nowhere' }>,
  { host, inString }: { readonly host: string; readonly inString: readonly ReadMention[] },
): readonly Fix[] {
  const { service } = why;
  switch (why.kind) {
    case 'renamed':
      return [];
    case 'alike':
      return fixOf(inString, (one) => variableWith(one, inVariable(displayNameOf(service))));
    case 'port': {
      const holds = variableOf(read)?.holds;
      const wanted = typeof holds === 'object' ? holds.port : '';
      const port = meantAmong(wanted, why.ports, (one) => one);
      const end = -inVariable(wanted).length;
      return port === undefined
        ? []
        : fixOf([read], ({ mention }) => `${(mention.written ?? '').slice(0, end)}${inVariable(port)}`);
    }
    case 'headless':
    case 'alias':
    case 'noLinks':
    case 'otherNamespace':
      return fixOf(inString, (one) => valueOf(one, service.resource, host), wholeReference);
  }
}

function variableWith({ mention }: ReadMention, service: string): string {
  return `${service}${(mention.written ?? '').slice(mention.host.length)}`;
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
  const node = nodeAt(treeOf(from), path);
  if (within === undefined || node?.kind !== 'scalar') return { path };
  const isBraced = /[({]/.test(node.text[within.start - 1] ?? '');
  return {
    path,
    within: isBraced ? { start: within.start - 2, end: within.end + 1 } : { start: within.start - 1, end: within.end },
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
