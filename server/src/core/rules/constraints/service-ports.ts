import { fieldOf, itemsOf, type View } from '../../kubernetes/field.ts';
import { isPortName, isPortNumber } from '../../kubernetes/formats.ts';
import { removal, type Constraint, type ConstraintFix, type Judged, type Refusal } from './constraint.ts';
import { repeated } from './repeated.ts';
import { hasServiceType, isBalanced, isHeadless, typeOf } from './service-type.ts';
import { portLabelRow, portNumberRows, protocolRow, qualifiedNameRow } from './values.ts';
import { countOf, numberOf, textOf, viewAt } from './written.ts';

const source = 'kubernetes pkg/apis/core/validation/validation.go, validateServicePort';
const serviceSource = 'kubernetes pkg/apis/core/validation/validation.go, ValidateService';
const allocation = 'kubernetes pkg/registry/core/service/storage/alloc.go, initNodePorts';

/** The port of the kubelet. Source: kubernetes pkg/cluster/ports, KubeletPort. */
const kubeletPort = 10250;

/** What the API server refuses about the ports of a Service. That one of several has no name is said by `missing-port-name`. */
export const servicePortRows: readonly Constraint[] = [
  {
    code: 'missing-field',
    message: 'ports',
    at: 'spec.ports',
    source: serviceSource,
    refuses: (ports, judged) =>
      hasServiceType(judged) &&
      typeOf(judged) !== 'ExternalName' &&
      countOf(ports) === 0 &&
      !isHeadless(judged) &&
      !mayBeHeadless(judged),
  },
  portLabelRow({ at: 'spec.ports[].name', source }),
  {
    code: 'duplicate-port',
    message: 'name',
    at: 'spec.ports',
    source,
    refuses: (ports) => repeated(itemsOf(ports), 'name', (port) => textOf(fieldOf(port, 'name')) || undefined),
  },
  ...portNumberRows({ at: 'spec.ports[].port', source }),
  {
    code: 'invalid-port',
    message: 'kubelet',
    at: 'spec.ports[].port',
    until: 32,
    source: serviceSource,
    refuses: (port, judged) => isBalanced(judged) && numberOf(port) === kubeletPort,
  },
  {
    code: 'duplicate-port',
    message: 'number',
    at: 'spec.ports',
    source: serviceSource,
    refuses: (ports) =>
      repeated(itemsOf(ports), 'port', (port) => {
        const number = numberOf(fieldOf(port, 'port'));
        const protocol = textOf(fieldOf(port, 'protocol'));
        return number === undefined || number === 0 || protocol === undefined ? undefined : portText(number, protocol);
      }),
  },
  protocolRow({ at: 'spec.ports[].protocol', source }),
  qualifiedNameRow({ at: 'spec.ports[].appProtocol', source }),
  {
    code: 'invalid-port',
    message: 'outOfRange',
    at: 'spec.ports[].targetPort',
    source,
    refuses: (target) => {
      const number = numberOf(target);
      return number !== undefined && number !== 0 && !isPortNumber(number);
    },
  },
  {
    code: 'invalid-port-name',
    message: 'quotedNumber',
    at: 'spec.ports[].targetPort',
    source,
    refuses: (target) => {
      const text = textOf(target) ?? '';
      return /^\d+$/.test(text) && { fixes: unquoteFix(target, text) };
    },
  },
  {
    code: 'invalid-port-name',
    message: 'service',
    at: 'spec.ports[].targetPort',
    source,
    refuses: (target) => {
      const text = textOf(target) ?? '';
      return text !== '' && !/^\d+$/.test(text) && !isPortName(text);
    },
  },
  ...nodePortRows(),
];

function nodePortRows(): readonly Constraint[] {
  const at = 'spec.ports[].nodePort';
  return [
    {
      code: 'forbidden-field',
      message: 'nodePort',
      at,
      source: serviceSource,
      refuses: (nodePort, judged) =>
        typeOf(judged) === 'ClusterIP' && (numberOf(nodePort) ?? 0) !== 0 && { fixes: [removal(nodePort.path)] },
    },
    {
      code: 'invalid-port',
      message: 'nodePortRange',
      at,
      source: allocation,
      refuses: (nodePort, judged) => {
        const number = numberOf(nodePort) ?? 0;
        return number !== 0 && hasNodePorts(judged) && outsideRange(nodePort, number, judged);
      },
    },
    {
      code: 'invalid-port',
      message: 'nodePortRange',
      at: 'spec.healthCheckNodePort',
      source: 'kubernetes pkg/registry/core/service/storage/alloc.go, allocHealthCheckNodePort',
      refuses: (nodePort, judged) => {
        const number = numberOf(nodePort) ?? 0;
        const isUsed = isBalanced(judged) && textOf(viewAt(judged.object, 'spec.externalTrafficPolicy')) === 'Local';
        return number !== 0 && isUsed && outsideRange(nodePort, number, judged);
      },
    },
    {
      code: 'duplicate-port',
      message: 'nodePort',
      at: 'spec.ports',
      source: allocation,
      refuses: (ports, judged) => (hasNodePorts(judged) ? takenNodePorts(itemsOf(ports)) : undefined),
    },
    {
      code: 'duplicate-port',
      message: 'nodePort',
      at: 'spec.ports',
      source: serviceSource,
      refuses: (ports, judged) =>
        typeOf(judged) === 'ExternalName'
          ? repeated(itemsOf(ports), 'nodePort', (port) => {
              const number = numberOf(fieldOf(port, 'nodePort')) ?? 0;
              const protocol = textOf(fieldOf(port, 'protocol'));
              return number === 0 || protocol === undefined ? undefined : portText(number, protocol);
            })
          : undefined,
    },
  ];
}

/**
 * Node ports that an earlier port has. The ports of one number share a node port, whatever their protocols.
 * Source: kubernetes pkg/registry/core/service/storage/alloc.go, initNodePorts.
 */
function takenNodePorts(ports: readonly View[]): readonly Refusal[] {
  const ofPort = new Map<number, number>();
  const taken = new Set<number>();
  const refusals: Refusal[] = [];
  for (const port of ports) {
    const number = numberOf(fieldOf(port, 'port'));
    const nodePort = numberOf(fieldOf(port, 'nodePort'));
    if (number === undefined || !nodePort || ofPort.get(number) === nodePort) continue;
    if (taken.has(nodePort)) {
      const path = [...port.path, 'nodePort'];
      refusals.push({ at: { path }, values: { value: nodePort }, fixes: [removal(path)] });
      continue;
    }
    taken.add(nodePort);
    if (!ofPort.has(number)) ofPort.set(number, nodePort);
  }
  return refusals;
}

function hasNodePorts(judged: Judged): boolean {
  return typeOf(judged) === 'NodePort' || isBalanced(judged);
}

/** Without a number the API server gives out one of the range. */
function outsideRange(field: View, number: number, { settings }: Judged): Refusal | false {
  const [first, last] = settings.nodePortRange;
  return (number < first || number > last) && { values: { first, last }, fixes: [removal(field.path)] };
}

/** `none` and its like are a mistake of their own, of which the missing ports are a part. */
function mayBeHeadless({ object }: Judged): boolean {
  const address = textOf(viewAt(object, 'spec.clusterIP'));
  return address === undefined || address.trim().toLowerCase() === 'none';
}

function unquoteFix(target: View, text: string): readonly ConstraintFix[] {
  if (!isPortNumber(Number(text))) return [];
  const number = Number(text);
  const changes = [{ kind: 'put', path: target.path, value: number }] as const;
  return [{ title: 'fixUnquote', values: { value: number }, safety: 'safe', changes }];
}

function portText(number: number, protocol: string): string {
  return `${number}/${protocol || 'TCP'}`;
}
