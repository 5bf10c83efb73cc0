import { replaceStretch } from '../edits/replace-stretch.ts';
import type { Service } from '../kubernetes/service.ts';
import { printHostName, type HostName } from '../names/host-name.ts';
import { groupBy } from '../util/collections.ts';
import { nameDistance } from '../util/near-miss.ts';
import { writtenName } from '../objects/describe.ts';
import { existenceOf, isMissing, type Existence } from '../existence/existence.ts';
import { isClose, isNearby } from '../scopes/near.ts';
import { isLiteral, judgedKinds, lookupOf, possibleReadings, unlinkedMentionsOf } from '../hosts/judged-mentions.ts';
import { isPublicDomain } from '../names/public-domains.ts';
import { isNamespaceKnown, isSite, placeOfMention, type ReadMention } from '../hosts/mentions.ts';
import { isMisspelling } from '../relations/near-misses.ts';
import { renamedService } from '../hosts/renamed-services.ts';
import type { Contents } from '../scopes/contents.ts';
import { scopeLabel } from '../objects/scope.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { defineRule, type Problem } from './rule.ts';
import { namespaceFits } from '../scopes/group.ts';

export const danglingHostName = defineRule({
  code: 'dangling-host-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: judgedKinds,
  since: '0.1.0',
  summary: 'A string names a Service that its namespace does not have.',
  source: 'Kubernetes DNS specification 2.3, 2.4',
  messages: {
    near: 'There is no Service "{service}" in namespace "{namespace}"; there is a Service "{near}". The name "{host}" does not resolve.',
    namespace:
      'There is no Service "{service}" in namespace "{namespace}"; it is in "{other}". The name "{host}" does not resolve.',
    unknown:
      'Service "{service}" is in "{other}", and nothing of this workspace is in namespace "{namespace}". Unless another one comes from elsewhere, the name "{host}" does not resolve.',
    renamed:
      'Service "{service}" becomes "{near}" in "{path}", and this name does not. So "{host}" leads nowhere there: kustomize lets the references it knows follow a new name, and no host name in a string.',
    missing:
      'There is no Service "{service}" in namespace "{namespace}" of this workspace. Unless it comes from elsewhere, the name "{host}" does not resolve.',
    relatedService: 'Service "{near}" in namespace "{other}".',
    fixName: 'Change to "{fixed}"',
  },
  *check(placed, { snapshot, settings }) {
    for (const read of unlinkedMentionsOf(snapshot, placed)) {
      const lookup = lookupOf(read);
      if (lookup === undefined) continue;
      const readings = possibleReadings(read, lookup, settings);
      const renamed = renamedService(snapshot, read, readings);
      if (renamed !== undefined) {
        if (!isMissing(existenceOf(snapshot, { kind: 'another', of: ['Service'] }, placed))) return;
        yield renamedProblem(read, renamed);
        continue;
      }
      const name = readings.find((one) => isMeant(read, one));
      if (name === undefined || isSite(snapshot, name)) continue;
      const existence = existenceOf(
        snapshot,
        { kind: 'Service', name: name.service, namespace: name.namespace },
        placed,
      );
      // What the namespaces of the system have is not for manifests to say.
      if (!isMissing(existence) || (existence.kind === 'maybe' && existence.why.kind === 'system')) continue;
      const problem = problemOf(snapshot, read, name, existence);
      if (problem !== undefined) yield problem;
    }
  },
});

/** A name says that it is a Service's by its `svc`, or by a namespace where a host stands. */
function isMeant({ mention }: ReadMention, name: HostName): boolean {
  if (name.namespace === undefined || !isLiteral({ ...name, below: undefined })) return false;
  return name.svc === 'written' || mention.standing === 'url' || mention.standing === 'port';
}

function renamedProblem(read: ReadMention, service: Placed<Service>): Problem {
  const values = {
    service: service.writtenName ?? '',
    near: service.name ?? '',
    other: service.namespace,
    path: scopeLabel(service.scope),
    host: read.mention.host,
  };
  const related = [{ resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }];
  return { at: placeOfMention(read), message: 'renamed', values, related };
}

function problemOf(snapshot: Snapshot, read: ReadMention, name: HostName, existence: Existence): Problem | undefined {
  const { from } = read;
  const namespace = name.namespace ?? '';
  const contents = snapshot.contentsOf(from.scope);
  const all = contents.derive(servicesByNamespace).get(namespace) ?? [];
  const inNamespace = all.filter((service) => isNearby(from, service));
  const elsewhere = contents
    .named('Service', name.service)
    .all.find((service) => isNearby(from, service) && !namespaceFits(from, service, namespace));
  const near = inNamespace
    .filter((service) => isMisspelling(name.service, service.name ?? ''))
    .sort((a, b) => nameDistance(name.service, a.name ?? '') - nameDistance(name.service, b.name ?? ''))[0];
  const values = { service: name.service, namespace, host: read.mention.host, near: '', other: namespace };
  const at = placeOfMention(read);
  if (near !== undefined) {
    const fixed = { ...name, service: writtenName(near) };
    return withService({ at, message: 'near', values }, read, near, fixed);
  }
  if (elsewhere !== undefined) {
    const fixed = { ...name, namespace: elsewhere.namespace };
    if (mayBeASite(read, name) || existence.kind === 'maybe') return undefined;
    const isNamespaceMeant = isNamespaceKnown(snapshot, namespace) || isMisspelling(namespace, elsewhere.namespace);
    // Of three labels the first may be anything in a domain that nobody here knows.
    if (!isNamespaceMeant && name.svc === 'absent' && name.below !== undefined) return undefined;
    const message = isNamespaceMeant ? 'namespace' : 'unknown';
    const problem = withService({ at, message, values }, read, elsewhere, fixed);
    return isNamespaceMeant && isClose(from, elsewhere) ? problem : { ...problem, severity: 'hint' };
  }
  const isKnown = inNamespace.some((service) => service.namespaceOrigin === 'written');
  if (!isKnown || mayBeASite(read, name) || existence.kind === 'maybe') return undefined;
  return { at, message: 'missing', severity: 'hint', values };
}

/** `https://example.test` is a site, also where there is a namespace `test`; with a port of its own it is rather a Service. */
function mayBeASite({ mention }: ReadMention, { namespace = '', svc }: HostName): boolean {
  const isUsualPort = mention.port === undefined || mention.port === 80 || mention.port === 443;
  return svc === 'absent' && isPublicDomain(namespace) && isUsualPort;
}

function servicesByNamespace(contents: Contents): ReadonlyMap<string, readonly Placed<Service>[]> {
  return groupBy(contents.ofKind('Service'), ({ namespace }) => namespace);
}

function withService(problem: Problem, read: ReadMention, service: Placed<Service>, fixed: HostName): Problem {
  const values = { ...problem.values, near: writtenName(service), other: service.namespace };
  const text = printHostName({ ...fixed, absolute: false });
  return {
    ...problem,
    values,
    related: [{ resource: service, at: { path: ['metadata', 'name'] }, message: 'relatedService', values }],
    fixes: [
      {
        title: 'fixName',
        values: { fixed: text },
        safety: 'suggested',
        edit: () => replaceStretch(read.from, problem.at, text),
      },
    ],
  };
}
