import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { folderWith, jsonOf, type Folder } from './command-line.ts';

const set = `
  #- /db.yaml
  kind: StatefulSet
  metadata: {name: web}
  spec:
    serviceName: web
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: web, ports: [{name: http, containerPort: 80}]}]}
  ---
  kind: Service
  metadata: {name: web}
  spec:
    selector: {app: web}
    ports: [{name: http, port: 80}]
`;

function folderWithMistakes(): Folder {
  const folder = folderWith(set);
  folder.write(
    'deploy/a b/service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: prod}\nspec:\n  clusterIP: none\n  selector: {app: db}\n  ports: [{name: db, port: 5432}]\n',
  );
  return folder;
}

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly SarifRule[] } & Readonly<Record<string, unknown>> };
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly object[] }[];
    readonly results: readonly Readonly<Record<string, unknown>>[];
  }[];
}
interface SarifRule {
  readonly id: string;
}

/** Where a log violates the schema that OASIS publishes, as a package carries it. */
function violations(log: unknown): readonly string[] {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  // It is of a draft that this validator no longer names; it uses nothing of it that has another meaning now.
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  delete schema['$schema'];
  delete schema['id'];
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    formats: { uri: /^[a-z][a-z0-9+.-]*:\S+$/i, 'uri-reference': /^[^\s\\]*$/, 'date-time': true },
  });
  const validate = ajv.compile(schema);
  validate(log);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

test('the log keeps to the schema of SARIF 2.1.0', async () => {
  const folder = folderWithMistakes();
  folder.write('binary.yaml', 'a\0b');
  const run = await folder.headlight(['check', '--format', 'sarif']);
  expect(run.code).toBe(1);
  expect(violations(jsonOf(run))).toEqual([]);
  expect(violations({ ...jsonOf<object>(run), version: '2.0.0' })).not.toEqual([]);
  expect(violations(jsonOf(await folderWith().headlight(['check', '--format', 'sarif'])))).toEqual([]);
});

test('a result has its level, place, object, other end and fingerprint', async () => {
  const folder = folderWithMistakes();
  const log = jsonOf<Log>(await folder.headlight(['check', '--format', 'sarif']));
  expect(log.runs[0]?.tool.driver).toMatchObject({ name: 'Headlight', semanticVersion: version });
  expect(log.runs[0]?.results).toEqual([
    {
      ruleId: 'misleading-governing-service',
      ruleIndex: 1,
      level: 'note',
      message: { text: expect.stringContaining('Service "web"') as unknown },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'db.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 5, startColumn: 16, endLine: 5, endColumn: 19 },
          },
          logicalLocations: [
            { fullyQualifiedName: 'StatefulSet default/web', name: 'spec.serviceName', kind: 'object' },
          ],
        },
      ],
      relatedLocations: [
        {
          id: 1,
          physicalLocation: {
            artifactLocation: { uri: 'db.yaml', uriBaseId: '%SRCROOT%' },
            region: expect.objectContaining({ startLine: 13 }) as unknown,
          },
          message: { text: expect.any(String) as unknown },
        },
      ],
      partialFingerprints: { 'headlight/v1': expect.stringMatching(/^[0-9a-f]{16}:1$/) as unknown },
    },
    expect.objectContaining({
      ruleId: 'invalid-cluster-ip',
      ruleIndex: 0,
      level: 'error',
      locations: [
        expect.objectContaining({
          physicalLocation: {
            artifactLocation: { uri: 'deploy/a%20b/service.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 5, startColumn: 14, endLine: 5, endColumn: 18 },
          },
        }) as unknown,
      ],
    }),
  ]);
});

test('a fingerprint stays when lines above are added, and equal problems have one each', async () => {
  const folder = folderWithMistakes();
  const fingerprints = async (): Promise<readonly unknown[]> => {
    const log = jsonOf<Log>(await folder.headlight(['check', '--format', 'sarif']));
    return (log.runs[0]?.results ?? []).map((result) => result['partialFingerprints']);
  };
  const before = await fingerprints();
  folder.write('db.yaml', `# a new line\n\n${readFileSync(`${folder.path}/db.yaml`, 'utf8')}`);
  expect(await fingerprints()).toEqual(before);
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: twin}\nspec: {type: ExternalName}\n';
  folder.write('twins.yaml', `${service}---\n${service}`);
  const all = (await fingerprints()).map((one) => JSON.stringify(one));
  expect(new Set(all).size).toBe(all.length);
});

test('what could not be read is a notification', async () => {
  const folder = folderWith();
  folder.write('binary.yaml', 'a\0b');
  const log = jsonOf<Log>(await folder.headlight(['check', '--format', 'sarif']));
  expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications).toEqual([
    {
      level: 'warning',
      message: { text: 'It is a binary file.' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'binary.yaml', uriBaseId: '%SRCROOT%' } } }],
    },
  ]);
});
