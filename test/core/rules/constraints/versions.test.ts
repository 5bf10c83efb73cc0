import { expect, test } from 'vitest';
import { allFindings } from '../../../support/check-diagnostics.ts';
import { parseFixture, snapshotOfFixture } from '../../../support/fixture.ts';

const set = (containers: string): string =>
  `kind: StatefulSet\nmetadata: {name: db}\nspec:\n  selector: {matchLabels: {app: db}}\n  template: {metadata: {labels: {app: db}}, spec: {containers: ${containers}}}\n`;
const pod = (containers: string): string => `kind: Pod\nmetadata: {name: db}\nspec: {containers: ${containers}}\n`;
const slice = (hints: string): string =>
  `kind: EndpointSlice\nmetadata: {name: db-1}\naddressType: IPv4\nendpoints: [{addresses: [192.0.2.31], hints: ${hints}}]\n`;

test.each([
  ['a container of a StatefulSet without an image', set('[{name: db}]'), '1.34'],
  ['a port of a StatefulSet out of range', set('[{name: db, image: x, ports: [{containerPort: 0}]}]'), '1.34'],
  ['hints about one node twice', slice('{forNodes: [{name: a}, {name: a}]}'), '1.34'],
])('%s is an error that names the version', (_, manifest, version) => {
  expect(messagesOf(manifest)).toEqual([
    expect.stringMatching(`Kubernetes versions before ${version} do not check this\\.$`),
  ]);
});

test.each([
  ['a container of a Pod without an image', pod('[{name: db}]')],
  ['hints about one zone twice', slice('{forZones: [{name: a}, {name: a}]}')],
])('%s is an error of all versions', (_, manifest) => {
  expect(messagesOf(manifest)).toEqual([expect.not.stringContaining('Kubernetes')]);
});

function messagesOf(manifest: string): readonly string[] {
  const findings = allFindings(snapshotOfFixture(parseFixture(manifest)));
  return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}
