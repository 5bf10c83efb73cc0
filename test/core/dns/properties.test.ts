import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIp } from '../../../server/src/core/names/ip-address.ts';
import { missingRecords } from '../../../server/src/core/dns/diagnosis/missing-records.ts';
import { checkName, addressOfReverseName, reverseNameOf } from '../../../server/src/core/dns/names.ts';
import { parseRequest, serviceNameIn } from '../../../server/src/core/names/service-name.ts';
import { type DnsRecord, recordText, unknownText } from '../../../server/src/core/dns/record.ts';
import { allRecords } from '../../../server/src/core/dns/records.ts';
import { diagnose } from '../../../server/src/core/dns/diagnosis/diagnose.ts';
import { lookUp } from '../../../server/src/core/dns/lookup.ts';
import { zoneText } from '../../../server/src/core/dns/zone-files.ts';
import { resolveText } from '../../support/check-records.ts';
import { address, cluster, name, namespace, optional } from '../../support/clusters.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

// The same questions in every run.
fc.configureGlobal({ seed: 20261123 });

test('every record is the answer to its own name and type', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      for (const record of allRecords(snapshot)) {
        const { verdict, records } = diagnose(snapshot, { name: record.name, types: [record.type] });
        expect(verdict).toBe('found');
        // Of answers that read the same one is given.
        expect(records.map(withoutPlaces)).toContainEqual(withoutPlaces(record));
      }
    }),
  );
});

test('every answer at the name of a record is a record, or what its alias leads to', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const records = allRecords(snapshot);
      const lines = new Set(records.map(recordText));
      for (const question of records) {
        for (const answer of lookUp(snapshot, question.name, question.type).answers)
          expect(lines).toContain(recordText(answer));
      }
    }),
  );
});

test('every target of an SRV record has an address', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      for (const { type, data } of allRecords(snapshot)) {
        const target = type === 'SRV' && data.kind === 'service' ? data.target : undefined;
        if (target === undefined) continue;
        const found = (['A', 'AAAA'] as const).flatMap((family) => {
          return lookUp(snapshot, target, family).answers;
        });
        expect(found, target).not.toEqual([]);
      }
    }),
  );
});

test('no record stands twice, and each begins at its Service', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const records = allRecords(snapshot);
      const known = records.flatMap((one) => recordText(one) ?? []);
      expect(new Set(known).size).toBe(known.length);
      for (const { because, service: owner } of records) expect(because[0]?.resource).toBe(owner);
    }),
  );
});

test('a record said to be missing is not among the records', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const missing = snapshot.ofKind('Service').flatMap((one) => missingRecords(snapshot, one));
      // With CoreDNS these exist all the same.
      const absent = missing.filter(({ reasonId }) => reasonId !== 'governingVirtualIp');
      for (const { name: owner, reasonId } of absent) {
        if (owner.includes('<')) continue;
        expect(lookUp(snapshot, owner, 'A').verdict, `${owner} ${reasonId}`).toBe('absent');
      }
    }),
  );
});

test('every record stands in the zone document', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const records = allRecords(snapshot);
      const lines = zoneText(records, snapshot)
        .text.split('\n')
        .filter((line) => / IN /.test(line));
      expect(lines).toHaveLength(records.length);
    }),
    { numRuns: 30 },
  );
});

test('no question is too strange', () => {
  const label = fc.oneof(
    name,
    fc.constantFrom('svc', 'pod', 'cluster', 'local', 'shop', '_http', '_tcp', 'db-0', '10-0-0-1'),
    fc.string(),
  );
  const question = fc.array(label, { maxLength: 8 }).map((labels) => labels.join('.'));
  const type = fc.constantFrom('A', 'AAAA', 'SRV', 'CNAME', 'PTR', 'TXT');
  fc.assert(
    fc.property(cluster, question, type, optional(namespace), (snapshot, asked, of, from) => {
      const { rcode, answers, error, tried } = resolveText(snapshot, {
        name: asked,
        type: of,
        ...(from === undefined ? {} : { from }),
      });
      expect(error !== undefined).toBe(checkName(asked) !== undefined);
      expect(tried.length > 0).toBe(error === undefined);
      if (rcode === 'NXDOMAIN') expect(answers).toEqual([]);
      expect([...answers].sort()).toEqual(answers);
    }),
  );
});

test('a name of the grammar reads back as what it was made of', () => {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);
  const zone = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const below = fc.oneof(
    fc.constant({ endpoint: '', port: '', protocol: '' }),
    label.map((endpoint) => ({ endpoint, port: '', protocol: '' })),
    fc.record({ endpoint: fc.constant(''), port: label, protocol: fc.constantFrom('tcp', 'udp', 'sctp') }),
  );
  fc.assert(
    fc.property(label, label, below, zone, (service, space, { endpoint, port, protocol }, domain) => {
      const written = serviceNameIn(domain, { service, namespace: space, endpoint, port, protocol });
      expect(parseRequest(written, domain)).toEqual({
        kind: 'service',
        service,
        namespace: space,
        endpoint,
        port,
        protocol,
      });
    }),
  );
});

test('an address reads the same in canonical form, and in reverse', () => {
  fc.assert(
    fc.property(address, (text) => {
      const canonical = parseIp(text)?.canonical ?? '';
      expect(parseIp(canonical)?.canonical).toBe(canonical);
      expect(addressOfReverseName(reverseNameOf(text)?.slice(0, -1) ?? '')).toBe(canonical);
    }),
  );
});

test('names that are too long for the labels of Pods have no record, and the reason is said', () => {
  fc.assert(
    fc.property(fc.integer({ min: 48, max: 70 }), fc.integer({ min: 1, max: 12 }), (length, replicas) => {
      const set = 'a'.repeat(length);
      const snapshot = snapshotOfFixture(
        parseFixture(
          `kind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {app: db}}\n---\nkind: StatefulSet\n` +
            `metadata: {name: ${set}}\nspec: {serviceName: db, replicas: ${replicas}, template: {metadata: {labels: {app: db}}}}\n`,
        ),
      );
      const names = allRecords(snapshot).map((record) => record.name);
      const reasons = snapshot
        .ofKind('Service')
        .flatMap((one) => missingRecords(snapshot, one).map(({ reasonId }) => reasonId));
      for (let ordinal = 0; ordinal < replicas; ordinal++) {
        const pod = `${set}-${ordinal}`;
        expect(names.includes(`${pod}.db.default.svc.cluster.local.`)).toBe(set.length <= 52);
      }
      const isInvalid = `${set}-${replicas - 1}`.length > 63;
      expect(reasons.includes('podNameInvalid')).toBe(isInvalid);
      expect(reasons.includes('setNameTooLong')).toBe(length > 52 && !isInvalid);
    }),
  );
});

/** What a record says, whichever place says it. */
function withoutPlaces({ name: owner, type, data, unknown }: DnsRecord): object {
  return { name: owner, type, data, why: unknown && unknownText(unknown) };
}
