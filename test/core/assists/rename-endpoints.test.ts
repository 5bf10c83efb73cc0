import { expect, test } from 'vitest';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const service = 'kind: Service\nmetadata: {name: database}\nspec: {ports: [{port: 80}]}\n';

test('Endpoints get the name of the Service that is called nearly so, from either side', () => {
  const rest = (name: string): string => `kind: Endpoints\nmetadata:\n  name: ${name} # of the Service\n  labels: {}\n`;
  checkAssist(
    `${service}---\n${rest('databse')}`.replace('labels', 'labels$0'),
    'Rename the Endpoints to "database"',
    `${service}---\n${rest('database')}`,
  );
  checkAssist(
    `#- /service.yaml\n${service.replace('port:', 'port:$0')}#- /endpoints.yaml\n${rest('databse')}`,
    'Rename Endpoints "databse" to "database"',
    `#- /service.yaml\n${service}#- /endpoints.yaml\n${rest('database')}`,
  );
});

test('a slice gets the label that ties it to the Service', () => {
  const slice = (metadata: string): string =>
    `kind: EndpointSlice\nmetadata:\n  name: x\n${metadata}addressType: IPv4\n`;
  checkAssist(
    `${service}---\n${slice('  labels: {kubernetes.io/service-name: databse}\n').replace('IPv4', 'IPv4$0')}`,
    'Tie the EndpointSlice to Service "database"',
    `${service}---\n${slice('  labels: {kubernetes.io/service-name: database}\n')}`,
  );
  checkAssist(
    `${service.replace('ports', 'ports$0')}---\n${slice('')}`,
    'Tie EndpointSlice "x" to Service "database"',
    `${service}---\n${slice('  labels:\n    kubernetes.io/service-name: database\n')}`,
  );
});

test('the one Service of the file that waits for endpoints is meant, whatever its name', () => {
  expect(assistsOf(`${service}---\nkind: Endpoints$0\nmetadata: {name: other}\n`)).toEqual([
    'Rename the Endpoints to "database"',
  ]);
  const two = `${service}---\n${service.replace('database', 'second')}---\nkind: Endpoints$0\nmetadata: {name: other}\n`;
  expect(assistsOf(two)).toEqual([]);
});

test('nothing is offered for Endpoints that have their Service, and to one with a selector', () => {
  expect(assistsOf(`${service}---\nkind: Endpoints\nmetadata: {name: database$0}\n`)).toEqual([]);
  const selecting = service.replace('spec: {', 'spec: {selector: {app: db}, ');
  expect(assistsOf(`${selecting}---\nkind: Endpoints\nmetadata: {name: databse$0}\n`)).toEqual([]);
});
