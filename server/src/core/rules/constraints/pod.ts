import { fieldOf, itemsOf, type View } from '../../kubernetes/field.ts';
import { isDns1123Label, isDns1123Subdomain } from '../../kubernetes/formats.ts';
import { removal, type Constraint, type Judged, type Refusal } from './constraint.ts';
import { annotationRows, labelRows, metadataRows } from './metadata.ts';
import { repeated } from './repeated.ts';
import { isAbsent, isText, optionalPortNumberRow, portNameRow, portNumberRows, protocolRow } from './values.ts';
import { countOf, flagOf, holderOf, numberOf, textOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/core/validation/validation.go';

/** Whether a Pod's spec is that of a Pod, whose defaults are filled in, or of a template. */
export type PodSpecOf = 'pod' | 'template';

/** What the API server refuses about a Pod. */
export const podRows: readonly Constraint[] = [
  ...metadataRows('subdomain', `${validation}, ValidatePodName`),
  ...podSpecRows('spec', 'pod'),
];

/** What the API server refuses about the template of a workload, which stands at `at`. */
export function podTemplateRows(at: string): readonly Constraint[] {
  return [
    ...labelRows(`${at}.metadata.labels`, `${validation}, ValidatePodTemplateSpec`),
    ...annotationRows(`${at}.metadata.annotations`),
    ...podSpecRows(`${at}.spec`, 'template'),
  ];
}

/** The rows about a Pod's spec, as far as names and ports go. */
export function podSpecRows(at: string, of: PodSpecOf): readonly Constraint[] {
  return [
    hostLabelRow(`${at}.hostname`),
    hostLabelRow(`${at}.subdomain`),
    ...overrideRows(at),
    ...containerRows(at),
    ...portRows(`${at}.containers[]`),
    ...portRows(`${at}.initContainers[]`),
    {
      code: 'invalid-port',
      message: 'hostNetwork',
      at: `${at}.containers[].ports[].hostPort`,
      source: `${validation}, validatePodHostNetworkDeps`,
      refuses: (hostPort, judged) => {
        const containerPort = numberOf(fieldOf(holderOf(judged.object, hostPort, 1), 'containerPort'));
        const number = numberOf(hostPort);
        if (!number || !containerPort || number === containerPort || !usesHostNetwork(judged, at)) return false;
        const changes = [{ kind: 'put', path: hostPort.path, value: containerPort }] as const;
        const values = { port: containerPort };
        return { values, fixes: [{ title: 'fixHostPort', values, safety: 'suggested', changes }] };
      },
    },
    {
      code: 'duplicate-port',
      message: 'hostPort',
      at: `${at}.containers`,
      source: `${validation}, checkHostPortConflicts`,
      refuses: (containers, judged) => takenHostPorts(itemsOf(containers), of === 'pod' && usesHostNetwork(judged, at)),
    },
    {
      // They run one after the other, so that each has the ports of the host for itself.
      code: 'duplicate-port',
      message: 'hostPort',
      at: `${at}.initContainers[]`,
      source: `${validation}, validateInitContainers`,
      refuses: (container, judged) => takenHostPorts([container], of === 'pod' && usesHostNetwork(judged, at)),
    },
  ];
}

function hostLabelRow(at: string): Constraint {
  return {
    code: 'invalid-host-name',
    message: 'label',
    at,
    source: `${validation}, ValidatePodSpec`,
    refuses: (name) => isText(name, isDns1123Label),
  };
}

/** The field is dropped before 1.35, when the gate HostnameOverride was switched on. */
function overrideRows(at: string): readonly Constraint[] {
  const row = { at: `${at}.hostnameOverride`, since: 35, source: `${validation}, validatePodHostName` };
  const forbidden = (message: string, isSet: (judged: Judged) => boolean): Constraint => ({
    ...row,
    code: 'forbidden-field',
    message,
    refuses: (field, judged) => (textOf(field) ?? '') !== '' && isSet(judged) && { fixes: [removal(field.path)] },
  });
  return [
    { ...row, code: 'invalid-host-name', message: 'subdomain', refuses: (field) => isText(field, isDns1123Subdomain) },
    {
      ...row,
      code: 'invalid-host-name',
      message: 'tooLong',
      refuses: (field) => {
        const value = textOf(field) ?? '';
        return value.length > 64 && isDns1123Subdomain(value) && { values: { count: value.length } };
      },
    },
    forbidden('overrideAndFqdn', ({ object }) => flagOf(viewAt(object, `${at}.setHostnameAsFQDN`)) === true),
    forbidden('overrideOnHost', (judged) => usesHostNetwork(judged, at)),
  ];
}

function containerRows(at: string): readonly Constraint[] {
  const source = `${validation}, validateContainerCommon`;
  return [
    {
      code: 'missing-field',
      message: 'containers',
      at: `${at}.containers`,
      source: `${validation}, validateContainers`,
      refuses: (containers) => countOf(containers) === 0,
    },
    {
      code: 'invalid-name',
      message: 'twice',
      at,
      source: `${validation}, validateContainers, validateInitContainers`,
      refuses: (spec) => {
        const all = ['containers', 'initContainers'].flatMap((list) => itemsOf(fieldOf(spec, list)));
        return repeated(all, 'name', (container) => textOf(fieldOf(container, 'name')) || undefined);
      },
    },
    ...['containers', 'initContainers'].flatMap((list): readonly Constraint[] => [
      {
        code: 'missing-field',
        message: 'containerName',
        at: `${at}.${list}[].name`,
        source,
        refuses: (name) => textOf(name) === '',
      },
      {
        code: 'invalid-name',
        message: 'label',
        at: `${at}.${list}[].name`,
        source,
        refuses: (name) => isText(name, isDns1123Label),
      },
      {
        code: 'missing-field',
        message: 'image',
        at: `${at}.${list}[].image`,
        source,
        refuses: (image) => textOf(image) === '',
      },
    ]),
  ];
}

function portRows(container: string): readonly Constraint[] {
  const source = `${validation}, validateContainerPorts`;
  const at = `${container}.ports[]`;
  return [
    portNameRow({ at: `${at}.name`, source }),
    {
      code: 'duplicate-port',
      message: 'name',
      at: `${container}.ports`,
      source,
      refuses: (ports) => repeated(itemsOf(ports), 'name', (port) => textOf(fieldOf(port, 'name')) || undefined),
    },
    ...portNumberRows({ at: `${at}.containerPort`, source }),
    optionalPortNumberRow({ at: `${at}.hostPort`, source }),
    protocolRow({ at: `${at}.protocol`, source }),
  ];
}

/**
 * Host ports that an earlier container port has. On the host's network a Pod's port is its own host port where none is written.
 * Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Pod.
 */
function takenHostPorts(containers: readonly View[], isFilledIn: boolean): readonly Refusal[] {
  const ports = containers.flatMap((container) => itemsOf(fieldOf(container, 'ports')));
  return repeated(ports, 'hostPort', (port) => {
    const written = numberOf(fieldOf(port, 'hostPort'));
    const number = written === 0 && isFilledIn ? numberOf(fieldOf(port, 'containerPort')) : written;
    const protocol = textOf(fieldOf(port, 'protocol'));
    const address = textOf(fieldOf(port, 'hostIP'));
    if (!number || protocol === undefined || address === undefined) return undefined;
    return `${address === '' ? '' : `${address}:`}${number}/${protocol || 'TCP'}`;
  });
}

function usesHostNetwork({ object }: Judged, at: string): boolean {
  const field = viewAt(object, `${at}.hostNetwork`);
  return !isAbsent(field) && flagOf(field) === true;
}
