import { describe, expect, test } from 'vitest';
import { codesIn, rulesFolder } from '../../../scripts/lib/rules.mjs';
import { rules } from '../../../server/src/core/rules/index.ts';
import { englishOf, formatMessage, placeholdersOf } from '../../../server/src/core/util/format.ts';

/** The places a message may have, each with a value of the length people use. */
const places: Readonly<Record<string, string | number>> = {
  address: '192.168.100.7',
  alias: 'billing',
  allowed: '"Cluster" and "Local"',
  boolean: 'false',
  canonical: '192.168.100.7',
  code: 'missing-governing-service',
  count: 12,
  domain: 'cluster.local',
  endpoints: 'database-ips',
  expected: 'a DNS name such as "cluster.local"',
  family: 'IPv6',
  field: 'internalTrafficPolicy',
  first: 'database-0',
  found: 'a boolean',
  fixed: 'web-frontend.production.svc',
  governing: 'database',
  host: 'web-frontend.production.svc',
  key: 'defaultNamespace',
  kind: 'Deployment',
  label: 'tier: backend',
  last: 'database-2',
  keys: '"log.level" and "log.format"',
  labels: '"app: web" and "tier: backend"',
  container: 'web',
  controller: 'endpointslice-controller.k8s.io',
  workload: 'frontend',
  variable: 'WEB_FRONTEND_SERVICE_HOST',
  named: 'WEB_FRONTEND_SERVICE_PORT',
  missing: '"app: web"',
  most: 1000,
  placeholder: 'username',
  resource: 'database',
  name: 'web-frontend',
  names: '"web" and "database"',
  namespace: 'production',
  near: 'database-svc',
  number: 65535,
  numbers: '8080, 8081',
  other: 'staging',
  operator: 'DoesNotExist',
  object: 'StatefulSet "web-frontend"',
  own: 'staging',
  path: '../../base/web-frontend',
  place: 'in spec.ports[]',
  pointer: '/spec/template/spec/containers/0',
  index: 3,
  delimiter: ':',
  directive: 'remove',
  pair: 'tier: bakcend',
  pod: 'database-0',
  policy: 'A Pod on the host network',
  port: 65535,
  ports: '"http" (8080/TCP)',
  protocol: 'TCP',
  range: 'a loopback address',
  replicas: 3,
  reason: 'Map keys must be unique',
  selector: '"app: web" and "tier: backend"',
  service: 'web-frontend',
  servers: '8.8.8.8, 1.1.1.1',
  services: 'svc.cluster.local',
  set: 'database',
  sets: '"db" and "cache"',
  statefulSet: 'database',
  target: 65535,
  type: 'LoadBalancer',
  wanted: 4,
  since: '1.34',
  users: 'Ingress "web"',
  value: 'NONE',
  version: '1.32',
  volumes: '"data" and "logs"',
  zone: 'cluster.example',
};

const templates = rules.flatMap((rule) =>
  Object.entries(rule.messages).map(([id, message]) => ({
    code: rule.code,
    id,
    message,
    template: englishOf(message),
  })),
);
/** A title of a fix has no full stop. */
const isTitle = (template: string): boolean => !template.endsWith('.');
const problems = templates.filter(({ id, template }) => !isTitle(template) && !/^(?:related|note)/.test(id));

test('every file of the folder is a rule that is named after it', () => {
  expect(rules.map((rule) => rule.code)).toEqual(codesIn(rulesFolder));
});

describe.each(templates)('$code, $id', ({ id, template }) => {
  test('fills its places with what is known', () => {
    expect(placeholdersOf(template).filter((name) => !(name in places))).toEqual([]);
  });

  test('says what is, not what people ought to do', () => {
    expect(template).not.toMatch(/\b(?:should|please|oops|sorry|simply|just)\b|!/i);
    expect(template).not.toMatch(/\s{2}|\s$|'\{|`/);
  });

  test('is a sentence, or a title', () => {
    if (isTitle(template)) expect(template).toMatch(/^[A-Z](?:[^.]|\.\w)*$/);
    else expect(template).toMatch(/^["\w{].*\.$/);
    if (id.startsWith('fix')) expect(isTitle(template)).toBe(true);
    if (/^(?:related|note)/.test(id)) expect(isTitle(template)).toBe(false);
  });
});

test.each(problems)('$code, $id: the first sentence is short and ends before the reasons', ({ message }) => {
  const first = /^.*?[.](?=\s|$)/.exec(formatMessage(message, places))?.[0] ?? '';
  expect(first.length, first).toBeLessThan(100);
  expect(first.length).toBeGreaterThan(20);
});

test.each(rules)('$code has a summary that is one sentence', ({ summary: message, since, source }) => {
  const summary = englishOf(message);
  expect(summary).toMatch(/^[A-Za-z][^.]*(?:\.[^.\s][^.]*)*\.$/);
  expect(summary.length).toBeLessThan(100);
  expect(since).toMatch(/^\d+\.\d+\.\d+$/);
  expect(source).not.toBe('');
});
