import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dumpText } from '../../../server/src/cli/formats/dump-text.ts';
import type { Line } from '../../../server/src/cli/text-layout.ts';
import { clusterOf } from '../../../server/src/core/dns/cluster.ts';
import { diagnose } from '../../../server/src/core/dns/diagnosis/diagnose.ts';
import { isPartlyThere, missingAround } from '../../../server/src/core/dns/diagnosis/expected.ts';
import { diagnoseMention } from '../../../server/src/core/dns/diagnosis/diagnose-mention.ts';
import { reasonText } from '../../../server/src/core/dns/diagnosis/reasons.ts';
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
import type { Service } from '../../../server/src/core/kubernetes/service.ts';
import { fileOf, spanInFile } from '../../../server/src/core/objects/places.ts';
import type { Placed } from '../../../server/src/core/objects/placed.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { kustomizationFiles, manifestFiles } from '../../support/random-workspace.ts';

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
  if (shown !== '') {
    expect(shown).toMatch(hoverSays[verdict]);
    for (const reason of reasons) expect(shown).toContain(plain(reason));
  }
}

const hoverSays: Readonly<Record<Verdict, RegExp>> = {
  found: /finds|looked up as written/,
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
  for (const name of nearNames(service, there)) {
    const { records: answers, verdict } = diagnose(snapshot, { name, types: ['A', 'AAAA', 'SRV', 'CNAME'] }, service);
    const owned = answers.filter((record) => record.service === service && record.name === name);
    if (owned.length > 0) expect(there).toContain(name);
    if (verdict === 'absent') expect(there).not.toContain(name);
  }
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
      for (const file of snapshot.files.values()) {
        const dump = dumpText(snapshot, file, '/').map(textOf).join('\n');
        for (const service of snapshot.inFile(file.uri).filter(isService)) {
          const zone = `.${service.namespace}.svc.cluster.local.`;
          for (const { name } of recordsOf(snapshot, service)) {
            expect(dump).toContain(name);
            expect(table).toContain(name.endsWith(zone) ? name.slice(0, -zone.length) : name.slice(0, -1));
          }
          for (const missing of missingAround(snapshot, service).filter(({ reasonId }) => !isPartlyThere(reasonId)))
            for (const text of [dump, table]) expect(text).toContain(reasonText(missing));
        }
      }
    }),
    { numRuns: 40 },
  );
});

function textOf(line: Line): string {
  const pieces = typeof line === 'string' ? [line] : line;
  return pieces.map((piece) => (typeof piece === 'object' ? piece.text : String(piece))).join('');
}

function isService(placed: Placed): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}
