import { keyAt } from '../../yaml/path.ts';
import { readAddress } from '../../names/ip-address.ts';
import { put, remove, renameKey, fields as yamlFields } from '../../yaml/edit.ts';
import {
  any,
  countOf,
  fieldOf,
  follows,
  formed,
  inNetworking,
  isPresent,
  isText,
  kind,
  list,
  metadataOf,
  nameRows,
  neededText,
  numberOf,
  object,
  oneOf,
  optional,
  optionalPortNumber,
  part,
  portName,
  refersTo,
  type Rejection,
  removal,
  row,
  type Row,
  type RowFix,
  subdomainName,
  text,
  textAt,
  textOf,
  unread,
  type View,
  viewAt,
  whole,
  writing,
  writtenSubdomainName,
} from '../table/vocabulary.ts';
import { isHostPattern, isPathSegmentName } from '../formats.ts';
import { backendsOf } from '../routing.ts';

const backendSource = inNetworking('validateIngressBackend');
const backendMark = follows('Service', 'routesTo');
const classAnnotation = 'kubernetes.io/ingress.class';

/** The one that was meant most often first; the last is what an absent one was before networking.k8s.io/v1. */
const pathTypes = ['Prefix', 'Exact', 'ImplementationSpecific'] as const;

const segment = formed('invalid-name', 'segment', isPathSegmentName);

/** A backend of a path, or the default one. */
function backend(need: 'needed' | 'optional') {
  const has = (of: View, key: string): boolean => isPresent(fieldOf(of, key));
  return object(
    {
      service: optional(
        object(
          {
            name: text(neededText('serviceName'), nameRows('serviceName', backendSource), backendMark),
            port: object(
              { name: text(portName), number: whole(optionalPortNumber) },
              row(
                'missing-field',
                'servicePort',
                (port) => textAt(port, 'name') === '' && numberOf(fieldOf(port, 'number')) === 0,
              ),
              row('forbidden-field', 'twoPorts', (port) => {
                const [name, number] = [fieldOf(port, 'name'), fieldOf(port, 'number')];
                const isRejected = (textOf(name) ?? '') !== '' && (numberOf(number) ?? 0) !== 0;
                return isRejected && { fixes: [removal(name.path), removal(number.path)] };
              }),
            ),
          },
          backendSource,
        ),
      ),
      resource: optional(
        object(
          {
            apiGroup: text(writtenSubdomainName),
            kind: text(neededText('resourceField'), segment),
            name: text(neededText('resourceField'), segment),
          },
          row('forbidden-field', 'twoBackends', (resource) => {
            const service = resource.parent && fieldOf(resource.parent, 'service');
            if (service === undefined || !isPresent(service)) return false;
            return { fixes: [removal(service.path), removal(resource.path)] };
          }),
        ),
      ),
      // What it was before networking.k8s.io/v1, said once for both.
      serviceName: any(need === 'needed' ? backendMark : refersTo('Service', 'routesTo')),
      servicePort: any(),
    },
    row('missing-field', 'backend', (of) => {
      if (need === 'optional' && !isPresent(of)) return false;
      const isEmpty = !['service', 'resource', 'serviceName', 'servicePort'].some((key) => has(of, key));
      return isEmpty && { at: { path: [...of.path, 'service'] } };
    }),
    row('unknown-field', 'retiredBackend', retiredFields),
    backendSource,
  );
}

const pathRows: readonly Row[] = [
  row(
    'invalid-value',
    'relativePath',
    (path) => {
      const type = path.parent && textAt(path.parent, 'pathType');
      const written = textOf(path);
      const isLoose = type === 'ImplementationSpecific' && written === '';
      if (written === undefined || isLoose || written.startsWith('/') || !isPathType(type)) return false;
      return { fixes: [writing(path, `/${written}`, 'fixPath', { path: `/${written}` })] };
    },
    { absent: true },
  ),
  row('invalid-value', 'crookedPath', (path) => {
    const type = path.parent && textAt(path.parent, 'pathType');
    const written = textOf(path) ?? '';
    const isCrooked = /\/\/|\/\.\.?\/|%2f|\/\.\.?$/i.test(written);
    return isCrooked && type !== 'ImplementationSpecific' && isPathType(type) && written.startsWith('/');
  }),
];

const host: readonly Row[] = [
  row('invalid-host-name', 'hostAddress', (field) => isText(field, (name) => readAddress(name) === undefined)),
  formed('invalid-host-name', 'hostPattern', (name) => readAddress(name) !== undefined || isHostPattern(name)),
];

const rule = object({
  host: text(host),
  http: optional(
    object(
      {
        paths: list(
          object(
            {
              path: text(pathRows),
              pathType: text(
                oneOf(pathTypes, 'written', (type) =>
                  typesFor(type).map((one) => writing(type, one, 'fixSpelling', { allowed: one })),
                ),
                row(
                  'missing-field',
                  'pathType',
                  (type) => !isPresent(type) && { fixes: typesFor(type).map((one) => typeFix(type, one)) },
                ),
              ),
              backend: backend('needed'),
            },
            inNetworking('validateHTTPIngressPath'),
          ),
        ),
      },
      row('missing-field', 'paths', (http) => {
        const paths = fieldOf(http, 'paths');
        return isPresent(http) && countOf(paths) === 0 && { at: { path: paths.path } };
      }),
      inNetworking('validateHTTPIngressRuleValue'),
    ),
  ),
});

const twoClasses: Row = row(
  'invalid-value',
  'twoClasses',
  (annotation, { object: ingress }) => {
    const [value, field] = [textOf(annotation), viewAt(ingress, 'spec.ingressClassName')];
    const other = textOf(field);
    if (value === undefined || other === undefined || !isPresent(field) || value === other) return false;
    return { values: { value, other }, fixes: [removal(annotation.path)] };
  },
  inNetworking('ValidateIngressCreate'),
);

/** An Ingress and what it leads to. Source: Kubernetes API networking.k8s.io/v1, IngressSpec. */
export const ingressTable = kind(
  'Ingress',
  'networking.k8s.io/v1',
  {
    metadata: metadataOf('subdomain', inNetworking('ValidateIngressName'), {
      annotations: { [classAnnotation]: text(twoClasses) },
    }),
    spec: unread(
      object(
        {
          ingressClassName: text(writtenSubdomainName, refersTo('IngressClass', 'names')),
          defaultBackend: optional(backend('optional')),
          rules: list(
            rule,
            row(
              'missing-field',
              'rules',
              (rules, { object: ingress }) =>
                countOf(rules) === 0 &&
                ['spec.defaultBackend', 'spec.backend'].every((keys) => !isPresent(viewAt(ingress, keys))),
            ),
          ),
          tls: list(
            object(
              {
                hosts: list(text(formed('invalid-host-name', 'hostPattern', isHostPattern, 'written'))),
                secretName: text(subdomainName, follows('Secret')),
              },
              inNetworking('validateIngressTLS'),
            ),
          ),
          // What it was called before networking.k8s.io/v1.
          backend: optional(
            part(
              { serviceName: any(backendMark) },
              row('unknown-field', 'retiredDefault', (of) => ({
                at: keyAt(of.path),
                fixes: [defaultRenewal(of)],
              })),
            ),
          ),
        },
        inNetworking('ValidateIngressSpec'),
      ),
    ),
  },
  { formerGroups: ['extensions'], also: (object, { references }) => ({ backends: backendsOf(object, references) }) },
);

function isPathType(type: string | undefined): boolean {
  return pathTypes.some((one) => one === type);
}

/** Without a path only one type is taken. */
function typesFor(pathType: View): readonly string[] {
  const path = pathType.parent && textAt(pathType.parent, 'path');
  return path === '' ? ['ImplementationSpecific'] : pathTypes;
}

function typeFix(pathType: View, type: string): RowFix {
  const changes = [put(pathType.path, type, { after: 'path' })] as const;
  return { title: 'fixPathType', values: { value: type }, changes };
}

function retiredFields(of: View): Rejection | false {
  const first = ['serviceName', 'servicePort'].map((key) => fieldOf(of, key)).find(({ node }) => node !== undefined);
  return first !== undefined && { at: keyAt(first.path), fixes: renewal(of) };
}

function defaultRenewal(of: View): RowFix {
  const rename = renameKey(of.path, 'defaultBackend');
  const inner = renewal(of).flatMap(({ changes }) => changes);
  return { title: 'fixKey', values: { other: rename.key }, changes: [rename, ...inner] };
}

/** Writes name and port of a backend as they are now. Nothing where the backend has both forms, or its port cannot be told. */
function renewal(of: View): readonly RowFix[] {
  const [name, port] = [fieldOf(of, 'serviceName'), fieldOf(of, 'servicePort')];
  const service = fieldOf(of, 'service');
  const [named, numbered] = [textOf(name), numberOf(port)];
  const byName = textOf(port);
  if (service.node !== undefined || !named || (!numbered && !byName)) return [];
  const portFields = yamlFields(numbered ? { number: numbered } : { name: byName });
  const changes = [
    remove(name.path),
    remove(port.path),
    put(service.path, yamlFields({ name: named, port: portFields })),
  ] as const;
  return [{ title: 'fixBackend', changes }];
}
