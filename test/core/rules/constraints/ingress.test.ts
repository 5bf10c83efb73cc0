import { describe } from 'vitest';
import { casesOf, testConstraints } from '../../../support/check-constraints.ts';

const backend = (text: string): string =>
  `kind: Ingress\nmetadata: {name: web}\nspec:\n  rules:\n    - http:\n        paths:\n          - pathType: Prefix\n            path: /\n            backend: ${text}\n`;
const pathOf = (text: string): string =>
  `kind: Ingress\nmetadata: {name: web}\nspec: {rules: [{http: {paths: [{${text}, backend: {service: {name: web, port: {number: 80}}}}]}}]}\n`;
const spec = (text: string): string => `kind: Ingress\nmetadata: {name: web}\nspec: ${text}\n`;
const at = 'spec.rules[0].http.paths[0].backend';

describe('Ingress', () => {
  testConstraints([
    ...casesOf(backend, [
      ['a number', '{service: {name: web, port: {number: 80}}}'],
      ['a name', '{service: {name: web, port: {name: http}}}'],
      ['a resource', '{resource: {apiGroup: x.example.com, kind: Bucket, name: a}}'],
      ['nothing', '{}', `missing-field ${at}.service`],
      ['null', 'null', `missing-field ${at}.service`],
      [
        'both',
        '{service: {name: web, port: {number: 80}}, resource: {kind: Bucket, name: a}}',
        `forbidden-field ${at}.resource`,
      ],
      ['no Service', '{service: {port: {number: 80}}}', `missing-field ${at}.service.name`],
      ['a Service in capitals', '{service: {name: Web, port: {number: 80}}}', `invalid-name ${at}.service.name`],
      [
        'a Service in another namespace',
        '{service: {name: web.prod, port: {number: 80}}}',
        `invalid-name ${at}.service.name`,
      ],
      ['a digit first', '{service: {name: 9web, port: {number: 80}}}'],
      ['a digit first @1.35', '{service: {name: 9web, port: {number: 80}}}', `invalid-name ${at}.service.name`],
      ['no port', '{service: {name: web}}', `missing-field ${at}.service.port`],
      ['an empty port', '{service: {name: web, port: {}}}', `missing-field ${at}.service.port`],
      ['port 0', '{service: {name: web, port: {number: 0}}}', `missing-field ${at}.service.port`],
      ['two ports', '{service: {name: web, port: {number: 80, name: http}}}', `forbidden-field ${at}.service.port`],
      ['too large', '{service: {name: web, port: {number: 65536}}}', `invalid-port ${at}.service.port.number`],
      [
        '16 characters',
        '{service: {name: web, port: {name: abcdefghijklmnop}}}',
        `invalid-port-name ${at}.service.port.name`,
      ],
      [
        'a number in quotes',
        '{service: {name: web, port: {number: "80"}}}',
        `invalid-field-type ${at}.service.port.number`,
      ],
      ['a port that is a number', '{service: {name: web, port: 80}}', `invalid-field-type ${at}.service.port`],
      ['the old form', '{serviceName: web, servicePort: 80}', `unknown-field ${at}.serviceName`],
      ['the old port alone', '{servicePort: 80}', `unknown-field ${at}.servicePort`],
      [
        'the old port beside the new form',
        '{service: {name: web, port: {number: 80}}, servicePort: 80}',
        `unknown-field ${at}.servicePort`,
      ],
      ['services', '{services: {name: web, port: {number: 80}}}', `unknown-field ${at}.services`],
    ]),
    ...casesOf(pathOf, [
      ['Exact', 'path: /, pathType: Exact'],
      ['no pathType', 'path: /', 'missing-field spec.rules[0].http.paths[0].pathType'],
      ['prefix', 'path: /, pathType: prefix', 'invalid-value spec.rules[0].http.paths[0].pathType'],
      ['an empty pathType', 'path: /, pathType: ""', 'invalid-value spec.rules[0].http.paths[0].pathType'],
      ['pathtype', 'path: /, pathtype: Exact', 'unknown-field spec.rules[0].http.paths[0].pathtype'],
    ]),
    ...casesOf(spec, [
      ['a default alone', '{defaultBackend: {service: {name: web, port: {name: http}}}}'],
      [
        'a default without a port',
        '{defaultBackend: {service: {name: web}}}',
        'missing-field spec.defaultBackend.service.port',
      ],
      ['nowhere', '{ingressClassName: nginx}', 'missing-field spec.rules'],
      ['the old default', '{backend: {serviceName: web, servicePort: 80}}', 'unknown-field spec.backend'],
      ['no paths', '{rules: [{http: {paths: []}}]}', 'missing-field spec.rules[0].http.paths'],
      ['an http of nothing', '{rules: [{http: {}}]}', 'missing-field spec.rules[0].http.paths'],
      ['path for paths', '{rules: [{http: {path: []}}]}', 'unknown-field spec.rules[0].http.path'],
      ['a host alone', '{rules: [{host: a.example.com}]}'],
    ]),
    ...casesOf(pathOf, [
      ['no path', 'pathType: ImplementationSpecific'],
      ['an empty path', 'path: "", pathType: Prefix', 'invalid-value spec.rules[0].http.paths[0].path'],
      ['a path that is missing', 'pathType: Exact', 'invalid-value spec.rules[0].http.paths[0].path'],
      [
        'a relative path',
        'path: a, pathType: ImplementationSpecific',
        'invalid-value spec.rules[0].http.paths[0].path',
      ],
      ['an empty part', 'path: /a//b, pathType: Prefix', 'invalid-value spec.rules[0].http.paths[0].path'],
      ['a way up', 'path: /a/.., pathType: Exact', 'invalid-value spec.rules[0].http.paths[0].path'],
      ['an encoded slash', 'path: /a%2Fb, pathType: Exact', 'invalid-value spec.rules[0].http.paths[0].path'],
      ['an empty part for a controller', 'path: /a//b, pathType: ImplementationSpecific'],
    ]),
    ...casesOf(
      (host) => spec(`{rules: [{host: ${host}}]}`),
      [
        ['a host', 'a.example.com'],
        ['a star', '"*.example.com"'],
        ['a star inside', '"a.*.example.com"', 'invalid-host-name spec.rules[0].host'],
        ['a star alone', '"*"', 'invalid-host-name spec.rules[0].host'],
        ['capitals', 'A.example.com', 'invalid-host-name spec.rules[0].host'],
        ['a host with a port', '"a.example.com:80"', 'invalid-host-name spec.rules[0].host'],
        ['an address', '192.0.2.1', 'invalid-host-name spec.rules[0].host'],
        ['no host', '""'],
      ],
    ),
    ...casesOf(
      (text) => spec(`{defaultBackend: {service: {name: web, port: {number: 80}}}, ${text}}`),
      [
        ['tls', 'tls: [{hosts: [a.b, "*.b"], secretName: a.b}, {}]'],
        ['a tls host in capitals', 'tls: [{hosts: [A]}]', 'invalid-host-name spec.tls[0].hosts[0]'],
        ['a tls secret in capitals', 'tls: [{secretName: A}]', 'invalid-name spec.tls[0].secretName'],
        ['a class', 'ingressClassName: nginx.internal'],
        ['an empty class', 'ingressClassName: ""', 'invalid-name spec.ingressClassName'],
        ['a class with a blank', 'ingressClassName: a b', 'invalid-name spec.ingressClassName'],
      ],
    ),
    ...casesOf(
      (text) =>
        spec('{ingressClassName: a, defaultBackend: {service: {name: web, port: {number: 80}}}}').replace(
          'name: web}\nspec',
          `name: web, annotations: {kubernetes.io/ingress.class: ${text}}}\nspec`,
        ),
      [
        ['the same class', 'a'],
        ['two classes', 'b', 'invalid-value metadata.annotations[kubernetes.io/ingress.class]'],
      ],
    ),
    {
      situation: 'a version that is retired',
      manifest:
        'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: web}\nspec: {backend: {serviceName: A_B, servicePort: 80}}',
      rejected: ['invalid-api-version apiVersion'],
    },
  ]);
});
