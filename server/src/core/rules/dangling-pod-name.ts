import { spanBetween } from '../text/span.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { clusterOf } from '../dns/cluster.ts';
import { hostnamesBelow } from '../dns/from-pods.ts';
import { diagnoseMention, outcomeOf } from '../dns/diagnosis/diagnose-mention.ts';
import { isDoubtful } from '../dns/diagnosis/doubt.ts';
import { hasId, type Reason } from '../dns/diagnosis/reason.ts';
import { reasonMessages, unresolvedMessages } from '../dns/diagnosis/reasons.ts';
import { halfOfPort, portsWith } from '../dns/diagnosis/why-below.ts';
import { whyUnnamedBehind } from '../dns/diagnosis/why-unnamed.ts';
import { printHostName, readHostName, asBelow } from '../names/host-name.ts';
import type { Service } from '../kubernetes/service.ts';
import { podRangeOf, type Workload, setsHostnames } from '../kubernetes/workloads.ts';
import { displayNameOf, isWorkload, type Placed, isStatefulSet } from '../objects/placed.ts';
import { namespaceExistence, existenceOf } from '../existence/existence.ts';
import {
  isLiteral,
  kindsWithJudgedHosts,
  linkedMentionsOf,
  lookupOf,
  mentionsHosts,
} from '../hosts/judged-mentions.ts';
import {
  isHostAlias,
  hostText,
  placeOfMention,
  readMentionsOf,
  servicesNamed,
  type ReadMention,
  type ServiceMention,
} from '../hosts/mentions.ts';
import { podNameOf, setsOfMention } from '../hosts/pod-names.ts';
import { governs, selectedBy } from '../relations/linked.ts';
import { isMisspelling } from '../util/similar-names.ts';
import { scalersOf } from '../relations/scalers.ts';
import type { Questions } from '../workspace/questions.ts';
import { hostFix, hostFixMessages, problemAtHost, nameFix } from './hosts/host-problem.ts';
import { defineRule, type Problem, put, relatedByName, suggest } from './rule.ts';
import { onlyOne } from '../util/collections.ts';

/** Why a StatefulSet has no such Pod. */
const reasonsOfSet = ['noReplicas', 'noSuchPodOfOne', 'noSuchPod', 'noSuchPodScaled'] as const;

/** Why what is called so has no name there. */
const reasonsOfOwn = ['podUnnamed', 'podsUnnamed', 'notSubdomain', 'subdomainWithoutHostname'] as const;

/** Why nothing behind a Service is called so. What keeps everything from being behind it is told at the Service. */
const reasonsOfLabel = ['noSuchEndpoint', 'noEndpointNames', 'noReplicas', ...reasonsOfOwn] as const;

export const danglingPodName = defineRule({
  code: 'dangling-pod-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  summary: 'A string names a Pod below a Service that has no Pod of that name.',
  source: 'kubernetes pkg/controller/statefulset/stateful_set_utils.go, podInOrdinalRange',
  messages: {
    ...unresolvedMessages([...reasonsOfSet, ...reasonsOfLabel]),
    relatedSet: 'StatefulSet "{set}", replicas: {replicas}.',
    tooManyLabels: reasonMessages.tooManyLabels,
    ...unresolvedMessages(['halfOfPort']),
    ...hostFixMessages,
    fixReplicas: 'Set replicas of StatefulSet "{set}" to {wanted}',
  },
  mayFind: mentionsHosts,
  *check(placed, { snapshot }) {
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      if (mention.name.below?.kind !== 'endpoint') continue;
      if (!isLiteral(mention.name)) {
        const problem = mention.mention.isOwn ? ownNameProblem(snapshot, mention) : undefined;
        if (problem !== undefined) yield problem;
        continue;
      }
      if (isAddress(mention.name.below.label)) continue;
      const outcome = outcomeOf(snapshot, mention);
      if (outcome === undefined || outcome.verdict === 'unknown') continue;
      const { because } = outcome;
      const unasked = because.find(
        (one) => hasId(one, reasonsOfSet) && one.place?.resource.resource.kind === 'StatefulSet',
      );
      const unnamed = because.find((one) => hasId(one, reasonsOfLabel));
      const problem =
        (unasked && setProblem(snapshot, mention, unasked)) ?? (unnamed && labelProblem(snapshot, mention, unnamed));
      if (problem !== undefined) yield problem;
    }
    for (const read of readMentionsOf(snapshot, placed)) {
      const problem = read.readings.length > 0 ? undefined : labelsProblem(snapshot, read);
      if (problem !== undefined) yield problem;
    }
  },
});

/** A name of a Service, or of a Pod below one, with more before it than any name has. */
function labelsProblem(snapshot: Questions, read: ReadMention): Problem | undefined {
  const { host, written, at } = read.mention;
  const lookup = lookupOf(read);
  // What begins with a star of its own is a pattern.
  const isPattern = host.startsWith('*') && written === undefined;
  if ((lookup !== 'pod' && lookup !== 'asWritten') || isPattern || isHostAlias(read)) return undefined;
  // What is put in later may have any number of labels.
  if (!/^[\w.-]+$/.test(host)) return undefined;
  const labels = host.split('.');
  for (const index of labels.keys()) {
    const name = readHostName(labels.slice(index).join('.')).find((one) => one.svc === 'written');
    const [service] = name === undefined ? [] : servicesNamed(snapshot, read, name);
    if (name === undefined || service === undefined) continue;
    const rest = printHostName(name);
    const isPort = index === 1 && host.startsWith('_') && name.below === undefined;
    const ports = isPort ? portsWith(service.resource, labels[0] ?? '') : [];
    const wanted = isPort ? ports.map((port) => `${port}.`) : [''];
    const [before] = wanted;
    const start = at.within?.start ?? 0;
    const within = spanBetween(start, start + host.length - rest.length);
    const isThere = diagnoseMention(snapshot, read, name)?.verdict === 'found';
    const isFixable = isThere && wanted.length === 1 && written === undefined && at.within !== undefined;
    const ofPort = isPort ? halfOfPort(service, labels[0] ?? '').values : {};
    const values = { ...ofPort, host: hostText(read), service: displayNameOf(service), namespace: service.namespace };
    return {
      at: placeOfMention(read),
      message: isPort ? 'halfOfPort' : 'tooManyLabels',
      values,
      related: [relatedByName(service, values)],
      fixes: isFixable ? [nameFix(`${before}${rest}`, read.from, { path: at.path, within }, before)] : [],
    };
  }
  return undefined;
}

/** A Pod that its StatefulSet does not ask for. */
function setProblem(snapshot: Questions, mention: ServiceMention, reason: Reason): Problem | undefined {
  const pod = podNameOf(mention);
  const set = reason.place?.resource;
  if (pod === undefined || set === undefined || !isStatefulSet(set) || isDoubtful(snapshot, reason)) return undefined;
  const governing = setsOfMention(snapshot, mention, pod).filter((one) =>
    mention.services.some((service) => governs(snapshot, one, service)),
  );
  const { start, count } = podRangeOf(set.resource);
  const values = { set: displayNameOf(set), replicas: count, wanted: pod.ordinal - start + 1 };
  // What scales the set sets its replicas.
  const isOwn = governing.length === 1 && governing.includes(set) && reason.reasonId !== 'noSuchPodScaled';
  const isFixable = isOwn && pod.ordinal >= start;
  return {
    ...problemAtHost(mention, reason),
    related: [{ resource: set, at: set.resource.replicas?.at ?? { path: ['spec'] }, message: 'relatedSet', values }],
    fixes: isFixable ? [suggest({ title: 'fixReplicas', values }, set, put(['spec', 'replicas'], values.wanted))] : [],
  };
}

/** A label that nothing behind the Service has, where all that is behind it is known. */
function labelProblem(snapshot: Questions, mention: ServiceMention, reason: Reason): Problem | undefined {
  const [service] = mention.services;
  if (service === undefined || isDoubtful(snapshot, reason)) return undefined;
  if (mention.services.some((one) => mayHaveMore(snapshot, one))) return undefined;
  if (mayBeService(snapshot, mention)) return undefined;
  const label = asBelow(mention.name.below).endpoint;
  const labels = mention.services.flatMap((one) => [...(clusterOf(snapshot).view(one)?.labelled.keys() ?? [])]);
  // A Pod or Job of the very name is what is meant, though it has none there.
  const near = hasId(reason, reasonsOfOwn)
    ? undefined
    : (hostnameOfPod(snapshot, mention, label) ?? nearLabel(label, labels));
  // A certificate may have more names than are asked for.
  if (near === undefined && kindOf(mention.from.resource) === 'Certificate') return undefined;
  const wanted = { ...mention.name, below: { kind: 'endpoint', label: near ?? '' } } as const;
  const values = { service: displayNameOf(service), namespace: service.namespace };
  return {
    ...problemAtHost(mention, reason),
    related: [relatedByName(service, values)],
    fixes: near === undefined ? [] : hostFix(mention, mention.name, wanted),
  };
}

/** Whether `db.shop` may as well be a Service of a namespace that is called like this one: somebody here may install it. */
function mayBeService(snapshot: Questions, { from, readings }: ServiceMention): boolean {
  return readings.some(({ below, service, namespace }) => {
    if (below !== undefined || namespace === undefined) return false;
    if (namespaceExistence(snapshot, namespace) !== 'here') return false;
    return existenceOf(snapshot, { kind: 'Service', name: service, namespace, from }).kind !== 'absent';
  });
}

/** Whether more may be behind a Service: Pods that are not here, where it is the selector that somebody got wrong, or that are to come. */
function mayHaveMore(snapshot: Questions, service: Placed<Service>): boolean {
  const view = clusterOf(snapshot).view(service);
  if (view === undefined || view.endpoints.some(({ kind }) => kind === 'awaited')) return true;
  return selectedBy(snapshot, service).some((workload) => mayStart(snapshot, workload));
}

/** Whether a workload without Pods gets some later: it is suspended, or something scales it up from none. */
function mayStart(snapshot: Questions, workload: Placed<Workload>): boolean {
  const { resource } = workload;
  if ('suspend' in resource && resource.suspend?.value === true) return true;
  return 'replicas' in resource && resource.replicas?.value === 0 && scalersOf(snapshot, workload).length > 0;
}

/** The hostname of the Pod that has a label for its own name, which is no name in DNS. */
function hostnameOfPod(snapshot: Questions, { services }: ServiceMention, label: string): string | undefined {
  for (const service of services) {
    const pod = selectedBy(snapshot, service).find(({ name, resource }) => resource.kind === 'Pod' && name === label);
    const [hostname] = pod === undefined ? [] : hostnamesBelow(service, pod);
    if (hostname) return hostname;
  }
  return undefined;
}

/** Of the labels that there are the one that ends in the same number, else the one that is called alike. */
function nearLabel(label: string, labels: readonly string[]): string | undefined {
  const number = /\d+$/.exec(label)?.[0];
  const sameNumber = labels.filter((one) => number !== undefined && /\d+$/.exec(one)?.[0] === number);
  return onlyOne(sameNumber) ?? onlyOne(labels.filter((one) => isMisspelling(label, one)));
}

/** The name of the Pod itself below a Service, where it has none: `$(POD_NAME).web`. */
function ownNameProblem(snapshot: Questions, mention: ServiceMention): Problem | undefined {
  const { from } = mention;
  const [service] = mention.services;
  if (!isWorkload(from) || service === undefined || setsHostnames(from.resource)) return undefined;
  if (!selectedBy(snapshot, service).includes(from)) return undefined;
  const reason = whyUnnamedBehind(from, service);
  if (!hasId(reason, ['podUnnamed', 'podsUnnamed'])) return undefined;
  return {
    ...problemAtHost(mention, reason),
    related: [relatedByName(service, { service: displayNameOf(service), namespace: service.namespace })],
  };
}

/** Whether a label is an address with dashes, which Pods without a name of their own have: `10-244-1-7`. */
function isAddress(label: string): boolean {
  return /^\d+(?:-\d+){3}$/.test(label) || /^[0-9a-f]{0,4}(?:-[0-9a-f]{0,4}){2,7}$/.test(label);
}
