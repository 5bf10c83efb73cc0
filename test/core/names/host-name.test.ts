import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printHostName, readHostName, withoutBelow } from '../../../server/src/core/names/host-name.ts';

/** The readings of a name: `below|service|namespace|svc|zone`, what is not written as `-`. */
function readings(written: string): readonly string[] {
  return readHostName(written).map(({ below, service, namespace, svc, zone, absolute }) => {
    const left =
      below === undefined ? '-' : below.kind === 'endpoint' ? below.label : `${below.name} ${below.protocol}`;
    const end = absolute ? ' absolute' : '';
    return `${left}|${service}|${namespace ?? '-'}|${svc === 'written' ? 'svc' : '-'}|${zone ?? '-'}${end}`;
  });
}

test.each<[string, readonly string[]]>([
  ['db', ['-|db|-|-|-']],
  ['db.prod', ['db|prod|-|-|-', '-|db|prod|-|-']],
  ['db.prod.svc', ['-|db|prod|svc|-']],
  ['db-0.db.prod', ['db-0|db|prod|-|-']],
  ['db-0.db.prod.svc', ['db-0|db|prod|svc|-']],
  ['db.prod.svc.cluster.local', ['-|db|prod|svc|cluster.local']],
  ['DB.prod.svc.k8s.', ['-|DB|prod|svc|k8s absolute']],
  ['_sql._tcp.db', ['_sql _tcp|db|-|-|-']],
  ['_sql._tcp.db.prod.svc.cluster.local', ['_sql _tcp|db|prod|svc|cluster.local']],
  ['*.db.*.svc', ['*|db|*|svc|-']],
  ['db.svc', ['db|svc|-|-|-', '-|db|svc|-|-']],
  ['a.b.svc.svc', ['-|a|b|svc|svc', 'a|b|svc|svc|-']],
  ['*', []],
  ['a.b.c.d.prod.svc', []],
  ['a..b', []],
  ['', []],
  ['-a.b', []],
])('%s', (written, expected) => {
  const found = readings(written);
  for (const reading of expected) expect(found).toContain(reading);
  expect(found[0]).toBe(expected[0]);
});

const label = fc.constantFrom('a', 'db-0', 'DB', 'svc', '*', 'x1', '_sql', '_tcp', 'cluster', 'local', '-a', 'a_b', '');

test('reading a name and printing it is the identity, whatever it is read as', () => {
  fc.assert(
    fc.property(fc.array(label, { maxLength: 8 }), fc.constantFrom('', '.'), (labels, end) => {
      const written = labels.join('.') + end;
      for (const name of readHostName(written)) {
        expect(printHostName(name)).toBe(written);
        expect(readHostName(written)).toContainEqual(name);
        const bare = withoutBelow(name);
        expect(readHostName(printHostName(bare))).toContainEqual(bare);
      }
    }),
    { numRuns: 2000 },
  );
});

test('whatever is printed can be read again', () => {
  const name = fc.record({
    below: fc.constantFrom(
      undefined,
      { kind: 'endpoint', label: 'db-0' } as const,
      { kind: 'port', name: '_sql', protocol: '_tcp' } as const,
    ),
    service: fc.constantFrom('db', 'web'),
    namespace: fc.constantFrom('prod', 'shop'),
    svc: fc.constant('written' as const),
    zone: fc.constantFrom(undefined, 'cluster.local', 'k8s'),
    absolute: fc.boolean(),
  });
  fc.assert(
    fc.property(name, (one) => {
      expect(readHostName(printHostName(one))[0]).toEqual(one);
    }),
  );
});
