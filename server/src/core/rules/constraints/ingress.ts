import { fieldOf, isPresent, type View } from '../../kubernetes/field.ts';
import type { Constraint } from './constraint.ts';
import { metadataRows, nameRows } from './metadata.ts';
import { oneOf, optionalPortNumberRow, portNameRow } from './values.ts';
import { countOf, holderOf, numberOf, textOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/networking/validation/validation.go';
const backendSource = `${validation}, validateIngressBackend`;

/** What the API server refuses about an Ingress and what it leads to. */
export const ingressRows: readonly Constraint[] = [
  ...metadataRows('subdomain', `${validation}, ValidateIngressName`),
  {
    code: 'missing-field',
    message: 'rules',
    at: 'spec.rules',
    source: `${validation}, ValidateIngressSpec`,
    refuses: (rules, { object }) =>
      countOf(rules) === 0 &&
      !isPresent(viewAt(object, 'spec.defaultBackend')) &&
      !isPresent(viewAt(object, 'spec.backend')),
  },
  {
    code: 'missing-field',
    message: 'pathType',
    at: 'spec.rules[].http.paths[].pathType',
    source: `${validation}, validateHTTPIngressPath`,
    refuses: (pathType) => !isPresent(pathType),
  },
  {
    code: 'unknown-field',
    message: 'retiredDefault',
    at: 'spec.backend',
    source: `${validation}, ValidateIngressSpec`,
    refuses: (backend) => isPresent(backend) && { at: { path: backend.path, part: 'key' } },
  },
  oneOf(
    { at: 'spec.rules[].http.paths[].pathType', source: `${validation}, validateHTTPIngressPath` },
    ['Exact', 'Prefix', 'ImplementationSpecific'],
    'refused',
  ),
  ...backendRows('spec.defaultBackend', 'optional'),
  ...backendRows('spec.rules[].http.paths[].backend', 'needed'),
];

function backendRows(at: string, need: 'needed' | 'optional'): readonly Constraint[] {
  const has = (backend: View, key: string): boolean => isPresent(fieldOf(backend, key));
  return [
    {
      code: 'missing-field',
      message: 'backend',
      at,
      source: backendSource,
      refuses: (backend) => {
        if (!isPresent(backend) && need === 'optional') return false;
        if (['service', 'resource', 'serviceName'].some((key) => has(backend, key))) return false;
        return { at: { path: [...backend.path, 'service'] } };
      },
    },
    {
      code: 'unknown-field',
      message: 'retiredBackend',
      at: `${at}.serviceName`,
      source: backendSource,
      refuses: (serviceName) => isPresent(serviceName) && { at: { path: serviceName.path, part: 'key' } },
    },
    {
      code: 'forbidden-field',
      message: 'twoBackends',
      at: `${at}.resource`,
      source: backendSource,
      refuses: (resource, { object }) => {
        const backend = holderOf(object, resource, 1);
        return isPresent(resource) && isPresent(fieldOf(backend, 'service'));
      },
    },
    {
      code: 'missing-field',
      message: 'serviceName',
      at: `${at}.service`,
      source: backendSource,
      refuses: (service) =>
        isPresent(service) && textOf(fieldOf(service, 'name')) === '' && { at: { path: [...service.path, 'name'] } },
    },
    ...nameRows(`${at}.service.name`, 'serviceName', backendSource),
    {
      code: 'missing-field',
      message: 'servicePort',
      at: `${at}.service`,
      source: backendSource,
      refuses: (service) => {
        const port = fieldOf(service, 'port');
        const isEmpty = textOf(fieldOf(port, 'name')) === '' && numberOf(fieldOf(port, 'number')) === 0;
        return isPresent(service) && isEmpty && { at: { path: port.path } };
      },
    },
    {
      code: 'forbidden-field',
      message: 'twoPorts',
      at: `${at}.service.port`,
      source: backendSource,
      refuses: (port) => (textOf(fieldOf(port, 'name')) ?? '') !== '' && (numberOf(fieldOf(port, 'number')) ?? 0) !== 0,
    },
    portNameRow({ at: `${at}.service.port.name`, source: backendSource }),
    optionalPortNumberRow({ at: `${at}.service.port.number`, source: backendSource }),
  ];
}
