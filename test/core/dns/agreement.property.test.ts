import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dumpText } from '../../../server/src/cli/formats/dump-text.ts';
import type { Line } from '../../../server/src/cli/text-layout.ts';
import { clusterOf } from '../../../server/src/core/dns/cluster.ts';
import { diagnose } from '../../../server/src/core/dns/diagnosis/diagnose.ts';
import { isPartlyThere, missingAround } from '../../../server/src/core/dns/diagnosis/missing-records.ts';
import { diagnoseMention } from '../../../server/src/core/dns/diagnosis/diagnose-mention.ts';
import { hasId, reasonText, type Reason } from '../../../server/src/core/dns/diagnosis/reason.ts';
import { whyApart, whyUnnamed } from '../../../server/src/core/dns/diagnosis/why-unnamed.ts';
import { whyNoAlias } from '../../../server/src/core/dns/diagnosis/why-no-alias.ts';
import { whyNoSrv } from '../../../server/src/core/dns/diagnosis/why-no-port.ts';
import { whyUnbacked } from '../../../server/src/core/dns/diagnosis/why-unbacked.ts';
import { whyUnserved } from '../../../server/src/core/dns/diagnosis/why-unmatched.ts';
import { whyHidden, whyUnread } from '../../../server/src/core/dns/diagnosis/why-unread.ts';
import { podsOf } from '../../../server/src/core/dns/from-pods.ts';
import { serviceFqdn } from '../../../server/src/core/dns/names.ts';
import type { Verdict } from '../../../server/src/core/dns/lookup.ts';
import { recordsOf } from '../../../server/src/core/dns/records.ts';
import { resolverOf } from '../../../server/src/core/dns/resolver.ts';
import { hover, problems, recordsDocument } from '../../../server/src/core/features/facade.ts';
import {
  placeOfMention,
  readMentionsOf,
  serviceMentionsIn,
  type ReadMention,
} from '../../../server/src/core/hosts/mentions.ts';
import type { Endpoints, EndpointSlice } from '../../../server/src/core/kubernetes/endpoints.ts';
import { serviceNatureOf, type Service } from '../../../server/src/core/kubernetes/service.ts';
import { fileOf, spanInFile } from '../../../server/src/core/objects/places.ts';
import { isService, isWorkload, type Placed } from '../../../server/src/core/objects/placed.ts';
import { backedServices, namingServices } from '../../../server/src/core/relations/linked.ts';
import { defined } from '../../../server/src/core/util/collections.ts';
import type { At } from '../../../server/src/core/yaml/path.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { kustomizationFiles, manifestFiles } from '../../support/random-workspace.ts';
import { namingFieldOf } from '../../../server/src/core/kubernetes/workloads.ts';

// Rules, hovers, records, answers and dump tell of one diagnosis: whatever a workspace holds, no two of them contradict each other.

const workspaces = fc
  .tuple(manifestFiles, fc.option(kustomizationFiles))
  .map(([plain, kustomized]): Readonly<Record<string, string>> => ({ ...plain, ...kustomized }));

function snapshotOf(files: Readonly<Record<string, string>>): Snapshot {
  const workspace = new Workspace();
  const texts = Object.entries(files).map(([path, text]) => ({ uri: `file:///${path}`, path: `/${path}`, text }));
  workspace.apply({ files: texts, complete: true });
  return workspace.snapshot;
}

/** How a problem ends that says of a name in a string that it does not resolve. */
const saysUnresolved = /"[^"]+" does not resolve\.|so it does not resolve\./;

test('a name in a string is told alike by problems, hover, dump and resolve', () => {
  fc.assert(
    fc.property(workspaces, (files) => {
      const snapshot = snapshotOf(files);
      for (const object of snapshot.resources) {
        const linked = new Map(serviceMentionsIn(snapshot, object).map((read) => [read.mention, read]));
        for (const read of readMentionsOf(snapshot, object))
          checkMention(snapshot, object, linked.get(read.mention) ?? read);
      }
    }),
    { numRuns: 80, includeErrorInReport: true },
  );
});

function checkMention(snapshot: Snapshot, object: Placed, read: ReadMention): void {
  const { mention } = read;
  const at = placeOfMention(read);
  const { uri } = fileOf(object, at);
  const span = spanInFile(object, at);
  const said = problems(snapshot, uri)
    .filter((problem) => problem.span.start === span.start && saysUnresolved.test(problem.message))
    .map(({ message }) => message);
  const diagnosis = diagnoseMention(snapshot, read);
  const host = mention.absolute ? `${mention.host}.` : mention.host;
  const from = resolverOf(object, snapshot.settings);
  const types = diagnosis?.question.types ?? (['A', 'AAAA'] as const);
  const answer = diagnose(snapshot, { name: diagnosis?.question.name ?? host, types, from });
  const isOne = snapshot.variantsOf(object).length === 1;
  if (said.length > 0 && isOne) expect((diagnosis ?? answer).verdict, said.join()).toMatch(/absent|forwarded|empty/);
  if (diagnosis === undefined) return;
  const { verdict, because } = diagnosis;
  const reasons = because.map(reasonText);
  if (isOne)
    for (const message of said)
      expect(
        reasons.some((reason) => message.startsWith(reason)),
        message,
      ).toBe(true);
  const own = 'services' in read ? (read.services as readonly Placed<Service>[]) : [];
  const isOnly = own.every(({ name = '', namespace }) => clusterOf(snapshot).variants(name, namespace).length === 1);
  if (isOnly) expect(answer.verdict).toBe(verdict);
  const shown = isOne ? plain(hover(snapshot, uri, span.start, { commands: [] })?.markdown ?? '') : '';
  // What an operator does with most strings of its resources nobody knows.
  const isOpen = object.resource.kind === 'Unknown' && said.length === 0;
  if (shown !== '' && !isOpen) {
    expect(shown).toMatch(hoverSays[verdict]);
    for (const reason of reasons) expect(shown).toContain(plain(reason));
  }
}

const hoverSays: Readonly<Record<Verdict, RegExp>> = {
  found: /finds|looked up as written|hosts file of the Pod/,
  empty: /does not find/,
  absent: /does not find/,
  forwarded: /does not find/,
  unknown: /cannot tell/,
};

/** Text without marks of Markdown and quotes. */
function plain(text: string): string {
  return text.replace(/[`"\\]/g, '');
}

test('the names that records list are those that resolve answers, and no name is both there and missed', () => {
  fc.assert(
    fc.property(workspaces, (files) => {
      const snapshot = snapshotOf(files);
      for (const service of snapshot.ofKind('Service')) checkService(snapshot, service);
    }),
    { numRuns: 80, includeErrorInReport: true },
  );
});

function checkService(snapshot: Snapshot, service: Placed<Service>): void {
  const records = recordsOf(snapshot, service).filter(({ type }) => type !== 'PTR');
  const there = new Set(records.map(({ name }) => name));
  for (const { name, type } of records)
    expect(diagnose(snapshot, { name, types: [type] }, service).verdict).toBe('found');
  for (const missing of missingAround(snapshot, service).filter(({ reasonId }) => !isPartlyThere(reasonId))) {
    expect(there, missing.name).not.toContain(missing.name);
    if (missing.name.includes('<')) continue;
    const { verdict, steps } = diagnose(snapshot, { name: missing.name, types: ['A'] }, service);
    expect(verdict).toBe('absent');
    expect(steps.flatMap(({ because }) => because.map(reasonText))).toContain(reasonText(missing));
  }
  checkBelow(snapshot, service);
  if (missingAround(snapshot, service).some(({ reasonId }) => reasonId === 'noPorts'))
    expect(records.filter(({ type }) => type === 'SRV')).toEqual([]);
  for (const name of nearNames(service, there)) {
    const { records: answers, verdict } = diagnose(snapshot, { name, types: ['A', 'AAAA', 'SRV', 'CNAME'] }, service);
    const owned = answers.filter((record) => record.service === service && record.name === name);
    if (owned.length > 0) expect(there).toContain(name);
    if (verdict === 'absent') expect(there).not.toContain(name);
  }
}

/** Where nothing is behind a Service, that is why nothing is below it: no reason tells of Pods that are not there. */
function checkBelow(snapshot: Snapshot, service: Placed<Service>): void {
  const unbacked = whyUnbacked(snapshot, service);
  if (unbacked === undefined) return;
  const { steps } = diagnose(
    snapshot,
    { name: `nobody.${serviceFqdn(snapshot, service) ?? ''}.`, types: ['A'] },
    service,
  );
  expect(steps.flatMap(({ because }) => because.map(reasonText))).toContain(reasonText(unbacked));
}

/** Names of a Service, of what may be below it, and of what is written one letter off. */
function nearNames({ name = '', namespace }: Placed<Service>, there: ReadonlySet<string>): readonly string[] {
  const own = `${name}.${namespace}.svc.cluster.local.`;
  const labels = ['db-0', 'web-1', 'cache-3', 'one', 'x', '10-0-0-1', '_sql._tcp', '_http._tcp', '_x._tcp'];
  return [own, ...labels.map((label) => `${label}.${own}`), ...[...there].map((one) => `x${one}`)];
}

test('dump and records documents list the names of a Service, and what is missing beside them', () => {
  fc.assert(
    fc.property(workspaces, (files) => {
      const snapshot = snapshotOf(files);
      const table = recordsDocument(snapshot, { kind: 'workspace' }).text;
      // Sentences go on in lines below.
      const told = table.replaceAll(/\n {4}/g, ' ');
      for (const file of snapshot.files.values()) {
        const dump = dumpText(snapshot, file, '/').map(textOf).join('\n');
        for (const service of snapshot.inFile(file.uri).filter(isService)) {
          const zone = `.${service.namespace}.svc.cluster.local.`;
          for (const { name } of recordsOf(snapshot, service)) {
            expect(dump).toContain(name);
            expect(table).toContain(name.endsWith(zone) ? name.slice(0, -zone.length) : name.slice(0, -1));
          }
          const isServed = recordsOf(snapshot, service).length > 0;
          for (const missing of missingAround(snapshot, service)) {
            expect(dump).toContain(reasonText(missing));
            if (isServed || !isPartlyThere(missing.reasonId)) expect(told).toContain(reasonText(missing));
          }
        }
      }
    }),
    { numRuns: 40 },
  );
});

/** What rules about fields judge: why, and at which field a hover tells the same. */
interface Judged {
  readonly codes: readonly string[];
  /** Which of their messages are about names or addresses; all where nothing is said. */
  readonly told?: RegExp;
  readonly why: (snapshot: Snapshot, object: Placed) => readonly (Reason | undefined)[];
  readonly field: (object: Placed) => At | undefined;
}

const judged: readonly Judged[] = [
  {
    codes: ['misleading-slice-label'],
    told: /hands the slice|hides the slice/,
    why: (snapshot, object) =>
      isEndpoints(object)
        ? backedServices(snapshot, object).map((service) => whyUnread(object, service) ?? whyHidden(object, service))
        : [],
    field: ({ resource }) => (resource.kind === 'EndpointSlice' ? resource.serviceName?.at : undefined),
  },
  {
    codes: ['missing-governing-service', 'misleading-governing-service', 'dangling-subdomain', 'missing-pod-hostname'],
    why: (snapshot, object) => (isWorkload(object) ? [whyUnnamed(snapshot, object)] : []),
    field: (object) => (isWorkload(object) ? namingFieldOf(object.resource)?.at : undefined),
  },
  {
    codes: ['missing-endpoints', 'dangling-selector'],
    why: (snapshot, object) => (isService(object) ? [whyUnbacked(snapshot, object)] : []),
    field: ({ resource }) => resource.metadata.name?.at,
  },
  {
    codes: ['unreachable-unmirrored-endpoints', 'ineffective-endpoints'],
    why: (snapshot, object) =>
      isEndpoints(object) ? backedServices(snapshot, object).map((service) => whyUnread(object, service)) : [],
    field: ({ resource }) => resource.metadata.name?.at,
  },
  {
    codes: ['unreachable-external-name'],
    why: (_, object) => (isService(object) ? [whyNoAlias(object)] : []),
    field: (object) => (isService(object) ? object.resource.externalName?.at : undefined),
  },
  {
    codes: ['missing-headless-port-name'],
    why: (snapshot, object) =>
      isService(object) ? object.resource.ports.map((port) => whyNoSrv(snapshot, object, port)) : [],
    field: (object) => (isService(object) ? object.resource.ports[0]?.port?.at : undefined),
  },
];

test('what rules say at a field the hover says there, and it holds for the names of the object', () => {
  fc.assert(
    fc.property(workspaces, (files) => {
      const snapshot = snapshotOf(files);
      for (const file of snapshot.files.values())
        for (const finding of problems(snapshot, file.uri)) {
          const rule = judged.find(
            ({ codes, told }) => codes.includes(finding.code) && told?.test(finding.message) !== false,
          );
          if (rule !== undefined && finding.resource !== undefined) checkField(snapshot, finding.resource, rule);
        }
    }),
    { numRuns: 80, includeErrorInReport: true },
  );
});

function checkField(snapshot: Snapshot, object: Placed, { why, field, codes }: Judged): void {
  const at = field(object);
  const services = isService(object) ? [object] : servicesNamedBy(snapshot, object);
  const isOne = ({ name = '', namespace }: Placed): boolean =>
    clusterOf(snapshot).variants(name, namespace).length === 1;
  if (isEndpoints(object) && services.length === 0) return;
  if (at === undefined || snapshot.variantsOf(object).length > 1 || !services.every(isOne)) return;
  const reasons = defined(why(snapshot, object));
  const told = plain(reasons.map(reasonText).join());
  const shown = hover(snapshot, fileOf(object, at).uri, spanInFile(object, at).start, { commands: [] });
  expect(reasons, codes.join()).toHaveLength(1);
  // Where there are no Pods, the hover says so.
  if (!isWorkload(object) || podsOf(object).length > 0) expect(plain(shown?.markdown ?? '')).toContain(told);
  const records = services.flatMap((service) => recordsOf(snapshot, service)).filter(({ type }) => type === 'A');
  const isApart = services.some((service) => whyApart(object, service) !== undefined);
  const id = reasons[0]?.reasonId;
  if (isWorkload(object)) {
    const isNamed = records.some(({ target, name }) => target === object && isBelow(name, services));
    const has = id === 'governingVirtualIp' && !isApart && podsOf(object).length > 0;
    expect(isNamed, told).toBe(has);
    return;
  }
  if (!isService(object) && id !== 'sliceHidden')
    expect(
      records.filter(({ target }) => target === object),
      told,
    ).toEqual([]);
  else if (isService(object)) checkNames(snapshot, object, reasons, told);
}

/** What a reason of a Service says of its own name and its ports. */
function checkNames(snapshot: Snapshot, service: Placed<Service>, reasons: readonly Reason[], told: string): void {
  const name = `${serviceFqdn(snapshot, service) ?? ''}.`;
  if (hasId(reasons[0], ['unnamedPort'])) {
    const ports = service.resource.ports.map(({ at }) => at);
    const named = recordsOf(snapshot, service).filter(({ name: own }) => own.startsWith('_'));
    const ofPorts = named.filter(({ because }) =>
      because.some(({ resource, at }) => resource === service && ports.includes(at)),
    );
    expect(ofPorts, told).toEqual([]);
    return;
  }
  const { verdict, steps } = diagnose(snapshot, { name, types: ['A'] }, service);
  const isThere = serviceNatureOf(service.resource) === 'virtualIp' || hasId(reasons[0], ['aliasNumbers']);
  expect(verdict, told).toBe(isThere ? 'found' : 'absent');
  if (!isThere) expect(plain(steps.flatMap(({ because }) => because.map(reasonText)).join())).toContain(told);
}

test('a port of endpoints that leads to nothing is told alike by problems, hover, records and resolve', () => {
  fc.assert(
    fc.property(workspaces, (files) => {
      const snapshot = snapshotOf(files);
      for (const file of snapshot.files.values())
        for (const { code, span, message, resource } of problems(snapshot, file.uri))
          if (code === 'dangling-endpoint-port' && resource !== undefined && snapshot.variantsOf(resource).length === 1)
            expect(plain(hover(snapshot, file.uri, span.start, { commands: [] })?.markdown ?? '')).toContain(
              plain(message),
            );
      for (const service of snapshot.ofKind('Service')) checkUnserved(snapshot, service);
    }),
    { numRuns: 80, includeErrorInReport: true },
  );
});

/** What is said of ports that nothing listed by hand has. */
function checkUnserved(snapshot: Snapshot, service: Placed<Service>): void {
  const isHeadless = serviceNatureOf(service.resource) === 'headless';
  for (const port of service.resource.ports) {
    const why = whyUnserved(snapshot, service, port);
    if (why === undefined || !isHeadless || !port.name?.value) continue;
    const name = `${serviceFqdn(snapshot, service, { port: port.name.value, protocol: 'TCP' }) ?? ''}.`;
    expect(recordsOf(snapshot, service).map((record) => record.name)).not.toContain(name);
    const { verdict, steps } = diagnose(snapshot, { name, types: ['SRV'] }, service);
    expect(verdict).toBe('absent');
    expect(steps.flatMap(({ because }) => because.map(reasonText))).toContain(reasonText(why));
    expect(missingAround(snapshot, service).map(reasonText)).toContain(reasonText(why));
  }
}

/** The Services that an object names, by whatever field. */
function servicesNamedBy(snapshot: Snapshot, object: Placed): readonly Placed<Service>[] {
  return isWorkload(object) ? namingServices(snapshot, object) : backedServices(snapshot, object);
}

/** Whether a name is one of something below Services. */
function isBelow(name: string, services: readonly Placed<Service>[]): boolean {
  return services.some((service) => name.endsWith(`.${service.name ?? ''}.${service.namespace}.svc.cluster.local.`));
}

function isEndpoints(placed: Placed): placed is Placed<Endpoints | EndpointSlice> {
  return placed.resource.kind === 'Endpoints' || placed.resource.kind === 'EndpointSlice';
}

function textOf(line: Line): string {
  const pieces = typeof line === 'string' ? [line] : line;
  return pieces.map((piece) => (typeof piece === 'object' ? piece.text : String(piece))).join('');
}
