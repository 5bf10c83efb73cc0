import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { isTemplated } from '../../../server/src/core/yaml/template.ts';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

describe('values that are put in before the API server sees them', () => {
  test.each([
    'prefix-{{ name }}',
    '<%= name %>',
    '${NAME}',
    '$(params.name)',
    '$NAME',
    'db.$NAMESPACE.svc',
    '#{Name}#',
    '%%NAME%%',
    '%DOMAIN_UID%-db',
    '__DNS__SERVER__',
    'db-@NAME@',
    '<service name>',
    '<< ServiceName >>',
    'YOUR_NAMESPACE',
    'db.YOUR_ZONE_HERE.svc.cluster.local',
    'https://YOUR-DOMAIN',
    'REPLACE_ME',
    'CHANGEME',
    'replace_namespace',
    'replace_name-amqp-svc',
    'your_domain.example.com',
    'AUTOMATIC_REPLACE',
    'web.AUTOREPLACE_DOMAIN.example.com',
    'FILLED BY THE OPERATOR',
    'FILLED_BY_VALIDATOR',
    'service-PLACEHOLDER',
    'ENC[AES256_GCM,data:TQ==,iv:aA==,tag:bQ==,type:str]',
    'PORT',
    'SERVICE_PORT',
    'KSA_NAME',
    'CRON_SCHEDULE',
    'CLUSTERNAME',
    'CLUSTERNAMESPACE',
    'ROLLOUT_NAME-active',
    '<*.your_domain>',
    'PROJECT_ID',
    'x.x.x.x',
    'xxx.xxx.xxx.xxx',
    'xxx.yyy.zzz.qqq',
    'A.B.C.D',
    'web.A.B.C.D.nip.io',
    '{CLIENT_NAME}',
    'web-{self.path.k8s}',
    'restore-TIMESTAMP',
    'NAMESPACE-web.example.com',
    'APPNAME-config',
    'web.LB_IP_DASHED.sslip.io',
    'MY_ZONE.example.com',
    'web.MY_ZONE',
    '_',
    '...',
    '…',
  ])('%s', (value) => {
    expect(isTemplated(value)).toBe(true);
  });
});

describe('values that are only wrong', () => {
  test.each([
    'my_db',
    'must_replace_it',
    'your_',
    'replaced_it',
    'DB_HOST',
    'NAME',
    'PORTS',
    'APPNAMES',
    'A_B..c',
    'web.Zone',
    '1.MY_ZONE',
    'HTTP',
    'x.x',
    'max.x.x.x',
    'A.B.C.DB',
    'US$',
    'a$b',
    '100%',
    '-_db_-',
    '__db',
    'db@prod',
    '<',

    'WHERE',
    'REPLACEMENTS',
    'REFILLED_BY_HAND',
    'FENC[1]',
    'THERE_HERE_not',
    'Your-db',
    'NAMESPACES',
    'TIMESTAMPED',
    'web-{}',
    'web{0..2}',
    '{"a": 1}',
    '__',
    '.....',
    'and so on ...',
  ])('%s', (value) => {
    expect(isTemplated(value)).toBe(false);
  });
});

describe('documents of other template languages', () => {
  const isJudged = (text: string): boolean => !parseDocument(text).templated;

  test('ytt writes values in the place of comments', () => {
    expect(isJudged('kind: Service\nmetadata:\n  name: #@ data.values.name\n')).toBe(false);
    expect(isJudged('kind: Service\n#@ if data.values.labels:\nmetadata: {}\n#@ end\n')).toBe(false);
    expect(isJudged('#@overlay/match by=overlay.all\nkind: Service\n')).toBe(false);
  });

  test('a comment with an address is none of ytt', () => {
    expect(isJudged('# @param name\n#@someone\nkind: Service # a@b, #@ x\n')).toBe(true);
  });

  test('statements of Jinja are no YAML', () => {
    expect(isJudged('kind: Service\nspec: { ports: [{ port: ${PORT} }] }\n')).toBe(false);
    expect(isJudged('kind: Service\nspec: { ports: [${PORT}, 80] }\n')).toBe(false);
    expect(isJudged('kind: Service\n{% if named %}\nmetadata: {}\n{% endif %}\n')).toBe(false);
  });

  test('directives of Terraform are no YAML', () => {
    expect(isJudged('kind: Service\n%{ if named ~}\nmetadata: {}\n%{ endif ~}\n')).toBe(false);
  });

  test('directives of FreeMarker, ERB and EJS are no YAML', () => {
    expect(isJudged('<#if named>\nkind: Service\nmetadata: {}\n</#if>\n')).toBe(false);
    expect(isJudged('kind: Service\nspec:\n  ports:\n  <#list ports as port>\n  - port: ${port}\n  </#list>\n')).toBe(
      false,
    );
    expect(isJudged('kind: Service\n<% if named %>\nmetadata: {}\n<% end %>\n')).toBe(false);
    expect(isJudged('kind: ConfigMap\ndata:\n  page: |\n    <#if named>\n    </#if>\n')).toBe(true);
    expect(isJudged('kind: ConfigMap\n<html>\n')).toBe(true);
  });

  test('statements of Jinja in a text are text', () => {
    expect(isJudged('kind: Service\nspec: {port: "${PORT}"}\n')).toBe(true);
    expect(isJudged('kind: ConfigMap\ndata:\n  page: |\n    {% if named %}\n    {% endif %}\n')).toBe(true);
  });

  test('a placeholder that no value can begin with', () => {
    expect(isJudged('kind: Service\nmetadata: {name: db}\nspec:\n  clusterIP: %DNS_IP%\n')).toBe(false);
    expect(isJudged('kind: Service\nmetadata:\n  name: @NAME@\n')).toBe(false);
  });

  test('text that is broken for another reason', () => {
    expect(isJudged('kind: Service\nmetadata:\n  name: @db\n')).toBe(true);
    expect(isJudged('kind: Service\nmetadata: {name: "db}\n')).toBe(true);
  });
});

test('a manifest that is to be filled in has no problems yet, and what may be meant is not called absent', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: $NAME, namespace: <namespace>}
    spec:
      clusterIP: __CLUSTER_IP__
      selector: {app: $NAME}
      ports: [{port: $PORT, targetPort: <port>, nodePort: YOUR_PORT}]
    ---
    kind: StatefulSet
    metadata: {name: $NAME}
    spec:
      serviceName: $NAME
      replicas: $REPLICAS
      selector: {matchLabels: {app: $NAME}}
      template:
        metadata: {labels: {app: $NAME}}
        spec: {hostNetwork: $HOST, containers: [{name: db, image: db, ports: [{containerPort: $PORT}]}]}
    ---
    kind: Endpoints
    metadata: {name: <name>}
    subsets: [{addresses: [{ip: <address of the node>}], ports: [{port: 80}]}]
    ---
    kind: Service
    metadata: {name: alias}
    spec: {type: ExternalName, externalName: db.YOUR_ZONE_HERE.svc.cluster.local}
    ---
    kind: Service
    metadata: {name: _NAME}
                     ^^^^^ error[invalid-name]
    spec: {ports: [{port: 80}], selector: {app: x}}
  `);
});

test('a placeholder in braces or brackets is a map or a list to YAML', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: {name}, namespace: [[ .Namespace ]], labels: {app: {app}}}
    spec:
      selector: {app: {app}}
      ports: [{port: {port}, targetPort: {port}}]
    ---
    kind: Service
    metadata: {name: db, labels: {app: {name: db}, tier: [back]}}
                                       ^^^^^^^^^^ error[invalid-field-type]
                                                         ^^^^^^ error[invalid-field-type]
    spec: {selector: {app: db}, ports: [{port: 5432}]}
  `);
});
