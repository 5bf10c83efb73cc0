import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { clusterOf } from '../../../server/src/core/dns/cluster.ts';
import type { DnsRecord, RecordType } from '../../../server/src/core/dns/record.ts';
import { allRecords } from '../../../server/src/core/dns/records.ts';
import { parseRequest } from '../../../server/src/core/names/service-name.ts';
import { reverseZones } from '../../../server/src/core/names/zones.ts';
import { zoneFiles, type ZoneFile } from '../../../server/src/core/dns/zone-files.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { resolveText, type ResolutionText } from '../../support/check-records.ts';
import { cluster } from '../../support/clusters.ts';
import { ask, type WireAnswer, type WireQuestion } from '../../support/dns-wire.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';
import { hasNameServer, loadZones } from '../../support/name-server.ts';

// A real name server with our zones answers what `resolve` answers. Where it cannot, one of the few reasons below must fit,
// which docs/zones.md tells people.

if (!hasNameServer) {
  console.warn(
    'SKIPPED, NOTHING WAS TESTED: there is no name server. `node scripts/name-servers.mjs` gets one where apt-get can.',
  );
}

/** One question, both answers, and what they were made from. */
interface Comparison {
  readonly question: WireQuestion;
  readonly said: ResolutionText;
  readonly served: WireAnswer;
  readonly snapshot: Snapshot;
  readonly records: readonly DnsRecord[];
  /** The owners of all records that are in the zones, lower case, with final dots. */
  readonly owners: ReadonlySet<string>;
  /** The names above these. */
  readonly above: ReadonlySet<string>;
}

/** Everything that a plain zone file cannot say as CoreDNS says it, with the source of the rule. */
const differences: Readonly<Record<string, (comparison: Comparison) => boolean>> = {
  // RFC 4592 2.2.2: what has names below it exists. CoreDNS plugin/kubernetes parseRequest: what is no name of the grammar does not.
  'a name between the labels of others': ({ question, said, served, above, owners }) => {
    const name = nameOf(question);
    const isBetween = above.has(name) && !owners.has(name);
    return isBetween && said.rcode === 'NXDOMAIN' && served.rcode === 'NOERROR' && served.answers.length === 0;
  },
  // CoreDNS plugin/kubernetes namespaceExposed: `pod`, and a namespace below `svc` or `pod`, exist without anything below them.
  'a namespace without any name': ({ question, said, served, snapshot }) =>
    requestOf(snapshot, question)?.kind === 'node' && isNoData(said) && served.rcode === 'NXDOMAIN',
  // CoreDNS plugin/kubernetes Services: `dns-version` exists for TXT alone, the other names of the zone for everything else.
  'a name that exists by type': ({ question, said, served, snapshot }) =>
    ['version', 'node'].includes(requestOf(snapshot, question)?.kind ?? '') &&
    (question.type === 'TXT') === (requestOf(snapshot, question)?.kind === 'node') &&
    said.rcode === 'NXDOMAIN' &&
    isNoData(served),
  // CoreDNS plugin/kubernetes findPods, `pods insecure`.
  'a Pod by its address': ({ question, said, served, snapshot }) =>
    requestOf(snapshot, question)?.kind === 'pod' && said.rcode === 'NOERROR' && served.rcode === 'NXDOMAIN',
  // RFC 1034 3.6.2: an alias answers every type. CoreDNS plugin/backend_lookup.go, A: without such an address at its target it
  // is not mentioned; plugin/kubernetes Services: it has nothing of the types that are no addresses.
  'an alias to nothing, or asked for another type': ({ question, said, served }) =>
    isNoData(said) && question.type !== 'CNAME' && served.answers.some((answer) => isAliasOf(answer, question)),
  // The server of the file is not the cluster's. CoreDNS plugin/kubernetes/ns.go.
  'the name server': ({ question }) => nameOf(question).startsWith('ns.dns.'),
  // Data that only a running cluster knows is not in the file, nor is a name that has nothing else, also as the target of an alias.
  'data known at run time': ({ question, said, served, records }) => {
    const told = new Set(served.answers.map((answer) => answer.toLowerCase()));
    const known = said.answers.filter((answer) => !told.has(answer.toLowerCase()));
    const isOpen = records.some(({ name, unknown }) => unknown !== undefined && name === nameOf(question));
    return (said.runtime.length > 0 || isOpen) && served.rcode === 'NXDOMAIN' && known.length === 0;
  },
  // Pods that are made elsewhere may have names below their Service, or not.
  'a name that only a cluster knows': ({ said, served }) => said.verdict === 'unknown' && served.rcode === 'NXDOMAIN',
  // CoreDNS plugin/kubernetes stripUnderscore, matchPortAndProtocol: underscores may be missing, and addresses are answered, too.
  'a port in another form or type': ({ question, said, served, snapshot }) => {
    const request = requestOf(snapshot, question);
    const isPort = request?.kind === 'service' && request.port !== '' && request.protocol !== '';
    const isCommon = /^_[^.]+\._[^.]+\./.test(question.name) && question.type === 'SRV';
    return isPort && !isCommon && said.rcode === 'NOERROR' && served.answers.length === 0;
  },
  // CoreDNS plugin/kubernetes serviceRecordForIP does not ask whether the Service of a slice exists.
  'an address of a slice without its Service': ({ question, said, served, snapshot }) => {
    const missing = said.answers.filter((answer) => !served.answers.includes(answer));
    const isOrphan = (answer: string): boolean => {
      const target = parseRequest(answer.split(' ')[2]?.replace(/\.$/, '') ?? '', snapshot.settings.clusterDomain);
      return target?.kind === 'service' && clusterOf(snapshot).service(target.service, target.namespace) === undefined;
    };
    const others = said.answers.length - missing.length;
    return (
      question.type === 'PTR' &&
      missing.length > 0 &&
      missing.every(isOrphan) &&
      served.answers.length === others &&
      (served.rcode === 'NOERROR') === others > 0
    );
  },
  // CoreDNS plugin/kubernetes Reverse answers PTR alone; the rest falls through to the resolvers upstream, which know nothing.
  'an address asked for another type than PTR': ({ question, said, served }) =>
    nameOf(question).endsWith('.arpa.') && question.type !== 'PTR' && said.rcode === 'NXDOMAIN' && isNoData(served),
  // BIND check-names: the address of `::1` is below `--1`, which is no host name.
  'a name that begins with a dash': ({ question, said, served }) => {
    if (question.name.startsWith('-')) return said.rcode === 'NOERROR' && served.rcode === 'NXDOMAIN';
    const missing = said.answers.filter((answer) => !served.answers.includes(answer));
    return missing.length > 0 && missing.every((answer) => answer.includes(' -'));
  },
};

describe.skipIf(!hasNameServer)('a name server', () => {
  /** The differences that were needed. */
  const seen = new Set<string>();

  test('loads and serves Services of every kind', async () => {
    await compare(snapshotOfFixture(parseFixture(everyKind)), seen);
  });

  test('loads and serves the examples', async () => {
    await compare(snapshotOfFixture({ files: examples(), marks: [], cursor: undefined }), seen);
  });

  test('loads and serves another cluster domain, and nothing', async () => {
    await compare(snapshotOfFixture(parseFixture(everyKind), { clusterDomain: 'k8s.example' }), seen);
    await compare(snapshotOfFixture(parseFixture('kind: Namespace\nmetadata: {name: empty}\n')), seen);
  });

  test('loads and serves made-up clusters', async () => {
    for (const snapshot of fc.sample(cluster, { numRuns: 25, seed: 20261123 })) await compare(snapshot, seen);
  });

  afterAll(() => {
    expect([...seen].sort(), 'every difference is met').toEqual(Object.keys(differences).sort());
  });
});

/** Serves the zones of a snapshot and asks about all its names, and names beside them. */
async function compare(snapshot: Snapshot, seen: Set<string>): Promise<void> {
  const records = allRecords(snapshot);
  const zones = zoneFiles(records, snapshot, ({ path }) => path);
  const loaded = loadZones(zones);
  try {
    expect(await loaded.check()).toEqual([]);
    const questions = questionsAbout(snapshot, records);
    const served = await ask(await loaded.serve(), questions);
    const owners = ownersIn(zones);
    const above = new Set([...owners].flatMap(namesAbove));
    const unexplained: string[] = [];
    for (const [index, question] of questions.entries()) {
      const answer = served[index] ?? { rcode: 'none', answers: [], timesToLive: [] };
      const said = resolveText(snapshot, question);
      expect([30, 28800, undefined]).toContain(answer.timesToLive[0]);
      // A server may take the spelling of the question for that of the data.
      if (shown(said).toLowerCase() === shown(answer).toLowerCase()) {
        expect(answer.timesToLive.length).toBeLessThan(2);
        continue;
      }
      const comparison = { question, said, served: answer, snapshot, records, owners, above };
      const reason = Object.entries(differences).find(([, fits]) => fits(comparison))?.[0];
      if (reason !== undefined) seen.add(reason);
      else unexplained.push(`${question.name} ${question.type}: ${shown(said)}, served: ${shown(answer)}`);
    }
    expect(unexplained).toEqual([]);
  } finally {
    await loaded.dispose();
  }
}

const types: readonly RecordType[] = ['A', 'AAAA', 'SRV', 'CNAME', 'PTR', 'TXT'];

/** Every name of a record, above it, below it and beside it, and names that every cluster has, in all types. */
function questionsAbout(snapshot: Snapshot, records: readonly DnsRecord[]): readonly WireQuestion[] {
  const zone = snapshot.settings.clusterDomain;
  const names = new Set<string>();
  for (const { name, data } of records) {
    const beside = name.replace(/^[^.]+/, 'nothing');
    const written = name.replace(/^_([^.]+)\._([^.]+)/, '$1.$2');
    for (const one of [name, name.toUpperCase(), `below.${name}`, `_x._tcp.${name}`, beside, written]) names.add(one);
    for (const one of namesAbove(name)) names.add(one);
    const target = 'target' in data ? data.target : undefined;
    if (target?.endsWith(`.${zone}.`) === true) names.add(target);
  }
  for (const one of ['', 'svc.', 'pod.', 'default.svc.', 'none.svc.', 'default.pod.', '10-0-0-1.default.pod.']) {
    names.add(`${one}${zone}.`);
  }
  for (const one of ['1--2.shop.pod.', '10-0-0-1.none.pod.', 'dns-version.', 'ns.dns.', 'dns.', 'nothing.']) {
    names.add(`${one}${zone}.`);
  }
  for (const one of ['', '9.9.9.10.', '10.']) names.add(`${one}${reverseZones.A}.`);
  names.add(`0.${reverseZones.AAAA}.`);
  for (const { resource } of snapshot.ofKind('EndpointSlice')) {
    for (const { value } of resource.endpoints.flatMap(({ addresses }) => addresses)) {
      if (/^[\d.]+$/.test(value)) names.add(`${value.split('.').reverse().join('.')}.${reverseZones.A}.`);
    }
  }
  const inside = [...names].filter((name) => [zone, ...Object.values(reverseZones)].some((end) => isIn(name, end)));
  return inside.flatMap((name) => types.map((type) => ({ name, type })));
}

function isIn(name: string, zone: string): boolean {
  return name.toLowerCase() === `${zone}.` || name.toLowerCase().endsWith(`.${zone}.`);
}

/** The names above a name: `a.b.c.` has `b.c.` and `c.`. */
function namesAbove(name: string): readonly string[] {
  const labels = name.split('.');
  return labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
}

/** The owners of the records that zone files hold, read from their text. */
function ownersIn(zones: readonly ZoneFile[]): ReadonlySet<string> {
  const owners = new Set<string>();
  for (const { text } of zones) {
    let origin = '';
    for (const line of text.split('\n')) {
      const [owner = '', second = ''] = line.split(' ');
      if (owner === '$ORIGIN') origin = second;
      else if (!/^(?:$|;|\$)/.test(owner)) owners.add(owner === '@' ? origin : `${owner}.${origin}`);
    }
  }
  return owners;
}

function shown({ rcode, answers }: Pick<WireAnswer, 'rcode' | 'answers'>): string {
  return [rcode, ...answers].join(' | ');
}

function nameOf({ name }: WireQuestion): string {
  return name.toLowerCase();
}

function requestOf(snapshot: Snapshot, question: WireQuestion): ReturnType<typeof parseRequest> {
  const name = nameOf(question).replace(/\.$/, '');
  const isReverse = Object.values(reverseZones).includes(name);
  return isReverse ? { kind: 'node', namespace: undefined } : parseRequest(name, snapshot.settings.clusterDomain);
}

function isNoData({ rcode, answers }: Pick<WireAnswer, 'rcode' | 'answers'>): boolean {
  return rcode === 'NOERROR' && answers.length === 0;
}

function isAliasOf(answer: string, question: WireQuestion): boolean {
  return answer.toLowerCase().startsWith(`${nameOf(question)} cname `);
}

function examples(): readonly { readonly uri: string; readonly path: string; readonly text: string }[] {
  const folder = path.resolve(import.meta.dirname, '../../../examples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => {
    const shown = `/${name.replaceAll('\\', '/')}`;
    return { uri: `file://${shown}`, path: shown, text: readFileSync(path.join(folder, name), 'utf8') };
  });
}

const everyKind = `
  #- /shop/web.yaml
  kind: Service
  metadata: {name: web, namespace: shop}
  spec:
    clusterIPs: [10.0.0.1, 'fd00::1']
    ipFamilyPolicy: RequireDualStack
    ports: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}, {port: 9153}]
  ---
  kind: Service
  metadata: {name: open, namespace: shop}
  spec: {type: NodePort, selector: {app: db}, ports: [{name: http, port: 80}]}
  ---
  kind: Service
  metadata: {name: written, namespace: shop}
  spec: {clusterIP: 10.0.0.2, ports: [{name: http, port: 80, targetPort: 8080}]}
  ---
  kind: Endpoints
  metadata: {name: written, namespace: shop}
  subsets:
    - addresses: [{ip: 10.1.0.1, hostname: one}, {ip: 10.1.0.2}]
      notReadyAddresses: [{ip: 10.1.0.3}]
      ports: [{name: http, port: 8080}]
  #- /shop/db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  ---
  kind: Service
  metadata: {name: portless, namespace: shop}
  spec: {clusterIP: None, selector: {app: portless}}
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec: {serviceName: db, replicas: 3, template: {metadata: {labels: {app: db}}}}
  ---
  kind: StatefulSet
  metadata: {name: portless, namespace: shop}
  spec: {serviceName: portless, replicas: 2, template: {metadata: {labels: {app: portless}}}}
  #- /shop/slices.yaml
  kind: Service
  metadata: {name: slices, namespace: shop}
  spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
  ---
  kind: EndpointSlice
  metadata: {name: slices-1, namespace: shop, labels: {kubernetes.io/service-name: slices}}
  addressType: IPv4
  ports: [{name: sql, port: 5433}, {name: admin, port: 9000}]
  endpoints:
    - {addresses: [10.2.0.1, 10.2.0.2], hostname: pair}
    - {addresses: [10.2.0.3]}
    - {addresses: [10.2.0.4], conditions: {ready: false}}
  ---
  kind: EndpointSlice
  metadata: {name: slices-2, namespace: shop, labels: {kubernetes.io/service-name: slices}}
  addressType: IPv6
  ports: [{name: sql, port: 5433}]
  endpoints:
    - {addresses: ['fd00:2::1'], hostname: pair}
    - {addresses: ['fd00:2::']}
    - {addresses: ['::5']}
  ---
  kind: EndpointSlice
  metadata: {name: orphan-1, namespace: shop, labels: {kubernetes.io/service-name: orphan}}
  addressType: IPv4
  endpoints: [{addresses: [10.3.0.1, 10.2.0.3]}]
  ---
  kind: Service
  metadata: {name: twin, namespace: shop}
  spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
  ---
  kind: EndpointSlice
  metadata: {name: twin-1, namespace: shop, labels: {kubernetes.io/service-name: twin}}
  addressType: IPv4
  endpoints: [{addresses: [10.2.0.3]}]
  #- /shop/aliases.yaml
  kind: Service
  metadata: {name: out, namespace: shop}
  spec: {type: ExternalName, externalName: db.example.com, ports: [{name: sql, port: 5432}]}
  ---
  kind: Service
  metadata: {name: in, namespace: shop}
  spec: {type: ExternalName, externalName: web.shop.svc.cluster.local.}
  ---
  kind: Service
  metadata: {name: chain, namespace: default}
  spec: {type: ExternalName, externalName: in.shop.svc.cluster.local}
  ---
  kind: Service
  metadata: {name: nowhere, namespace: shop}
  spec: {type: ExternalName, externalName: missing.shop.svc.cluster.local}
  ---
  kind: Service
  metadata: {name: loop, namespace: shop}
  spec: {type: ExternalName, externalName: loop.shop.svc.cluster.local}
  ---
  kind: Service
  metadata: {name: address, namespace: shop}
  spec: {type: ExternalName, externalName: 10.9.9.9}
  ---
  kind: EndpointSlice
  metadata: {name: out-1, namespace: shop, labels: {kubernetes.io/service-name: out}}
  addressType: IPv4
  endpoints: [{addresses: [10.4.0.1]}]
  ---
  kind: Service
  metadata: {name: version, namespace: shop}
  spec: {type: ExternalName, externalName: dns-version.cluster.local}
  ---
  kind: Service
  metadata: {name: nonsense, namespace: shop}
  spec: {type: ExternalName, externalName: 'no name; at all'}
  #- /variant/web.yaml
  # Another variant of a Service: this one is found last, and takes the place of the first.
  kind: Service
  metadata: {name: in, namespace: shop}
  spec: {clusterIP: 10.0.0.9, ports: [{name: http, port: 81}]}
  #- /other/empty.yaml
  kind: Namespace
  metadata: {name: quiet}
  `;
