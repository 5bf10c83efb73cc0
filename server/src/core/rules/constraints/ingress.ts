import { fieldOf, isPresent, type View } from '../../kubernetes/field.ts';
import { fields } from '../../yaml/edit.ts';
import { removal, type Constraint, type ConstraintFix, type Refusal } from './constraint.ts';
import { metadataRows, nameRows } from './metadata.ts';
import { oneOf, optionalPortNumberRow, portNameRow } from './values.ts';
import { countOf, holderOf, numberOf, textOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/networking/validation/validation.go';
const backendSource = `${validation}, validateIngressBackend`;

/** The one that was meant most often first; the last is what an absent one was before networking.k8s.io/v1. */
const pathTypes = ['Prefix', 'Exact', 'ImplementationSpecific'] as const;

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
    message: 'paths',
    at: 'spec.rules[].http',
    source: `${validation}, validateHTTPIngressRuleValue`,
    refuses: (http) => {
      const paths = fieldOf(http, 'paths');
      return isPresent(http) && countOf(paths) === 0 && { at: { path: paths.path } };
    },
  },
  {
    code: 'missing-field',
    message: 'pathType',
    at: 'spec.rules[].http.paths[].pathType',
    source: `${validation}, validateHTTPIngressPath`,
    refuses: (pathType) => !isPresent(pathType) && { fixes: pathTypes.map((type) => typeFix(pathType, type)) },
  },
  {
    code: 'unknown-field',
    message: 'retiredDefault',
    at: 'spec.backend',
    source: `${validation}, ValidateIngressSpec`,
    refuses: (backend) =>
      isPresent(backend) && { at: { path: backend.path, part: 'key' }, fixes: [defaultRenewal(backend)] },
  },
  oneOf(
    { at: 'spec.rules[].http.paths[].pathType', source: `${validation}, validateHTTPIngressPath` },
    pathTypes,
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
        if (['service', 'resource', 'serviceName', 'servicePort'].some((key) => has(backend, key))) return false;
        return { at: { path: [...backend.path, 'service'] } };
      },
    },
    {
      code: 'unknown-field',
      message: 'retiredBackend',
      at,
      source: backendSource,
      refuses: (backend) => retiredFields(backend),
    },
    {
      code: 'forbidden-field',
      message: 'twoBackends',
      at: `${at}.resource`,
      source: backendSource,
      refuses: (resource, { object }) => {
        const backend = holderOf(object, resource, 1);
        const service = fieldOf(backend, 'service');
        const fixes = [removal(service.path), removal(resource.path)];
        return isPresent(resource) && isPresent(service) && { fixes };
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
      refuses: (port) => {
        const [name, number] = [fieldOf(port, 'name'), fieldOf(port, 'number')];
        const isRefused = (textOf(name) ?? '') !== '' && (numberOf(number) ?? 0) !== 0;
        return isRefused && { fixes: [removal(name.path), removal(number.path)] };
      },
    },
    portNameRow({ at: `${at}.service.port.name`, source: backendSource }),
    optionalPortNumberRow({ at: `${at}.service.port.number`, source: backendSource }),
  ];
}

function typeFix(pathType: View, type: string): ConstraintFix {
  const changes = [{ kind: 'put', path: pathType.path, value: type, after: 'path' }] as const;
  return { title: 'fixPathType', values: { value: type }, safety: 'suggested', changes };
}

/** What a backend was before networking.k8s.io/v1, said once for name and port. */
function retiredFields(backend: View): Refusal | false {
  const retired = ['serviceName', 'servicePort'].map((key) => fieldOf(backend, key));
  const first = retired.find(({ node }) => node !== undefined);
  return first !== undefined && { at: { path: first.path, part: 'key' }, fixes: renewal(backend) };
}

function defaultRenewal(backend: View): ConstraintFix {
  const rename = { kind: 'rename', path: backend.path, key: 'defaultBackend' } as const;
  const inner = renewal(backend).flatMap(({ changes }) => changes);
  return { title: 'fixKey', values: { other: rename.key }, safety: 'suggested', changes: [rename, ...inner] };
}

/** Writes name and port of a backend as they are now. Nothing where the backend has both forms, or its port cannot be told. */
function renewal(backend: View): readonly ConstraintFix[] {
  const [name, port] = [fieldOf(backend, 'serviceName'), fieldOf(backend, 'servicePort')];
  const service = fieldOf(backend, 'service');
  const [named, numbered] = [textOf(name), numberOf(port)];
  const portName = textOf(port);
  if (service.node !== undefined || !named || (!numbered && !portName)) return [];
  const value = fields({ name: named, port: fields(numbered ? { number: numbered } : { name: portName }) });
  const changes = [
    { kind: 'remove', path: name.path },
    { kind: 'remove', path: port.path },
    { kind: 'put', path: service.path, value },
  ] as const;
  return [{ title: 'fixBackend', safety: 'suggested', changes }];
}
