import {
  countOf,
  fieldOf,
  inCore,
  itemsOf,
  list,
  namesOfSeveral,
  numberOf,
  object,
  optionalPortNumber,
  portLabel,
  portNumber,
  portNumberOrName,
  protocol,
  protocolIn,
  qualifiedName,
  type Rejection,
  removal,
  repeated,
  row,
  type Row,
  text,
  textAt,
  textOf,
  type View,
  where,
  whole,
  wholeOrText,
} from '../table/vocabulary.ts';
import {
  hasNodePorts,
  isAlias,
  isBalanced,
  hasHeadlessAddresses,
  rejected,
  effectiveTypeOf,
} from './effective-type.ts';

const portSource = inCore('validateServicePort');
const serviceSource = inCore('ValidateService');
const allocation = 'kubernetes pkg/registry/core/service/storage/alloc.go, initNodePorts';

/** The port of the kubelet. Source: kubernetes pkg/cluster/ports, KubeletPort. */
const kubeletPort = 10250;

/** Without a number the API server gives out one of the range. */
const nodePortRange: Row = row(
  'invalid-port',
  'nodePortRange',
  (field, { settings }) => {
    const [first, last] = settings.nodePortRange;
    const number = numberOf(field) || first;
    return (number < first || number > last) && { values: { first, last }, fixes: [removal(field.path)] };
  },
  { source: allocation },
);

/** The port that a load balancer asks about health, from the range of node ports. */
export const healthCheckNodePort: readonly Row[] = where(
  (judged) => isBalanced(judged) && textAt(judged.object, 'spec.externalTrafficPolicy') === 'Local',
  { ...nodePortRange, source: 'kubernetes pkg/registry/core/service/storage/alloc.go, allocHealthCheckNodePort' },
);

/** The ports of a Service. */
export const ports = list(
  object(
    {
      name: text(portLabel),
      port: whole(
        portNumber,
        portNumberOrName,
        where(
          isBalanced,
          row('invalid-port', 'kubelet', (port) => numberOf(port) === kubeletPort, {
            until: 32,
            ...serviceSource,
          }),
        ),
      ),
      targetPort: wholeOrText(optionalPortNumber, portNumberOrName),
      protocol: text(protocol()),
      nodePort: whole(
        rejected({ clusterIP: 'rejected', headless: 'rejected', alias: 'ineffective' }, 'nodePort', () => ({}), {
          ...serviceSource,
        }),
        where(hasNodePorts, nodePortRange),
      ),
      appProtocol: text(qualifiedName),
    },
    portSource,
  ),
  row('missing-field', 'ports', (field, { object: service }) => {
    const type = effectiveTypeOf(service);
    const isNeeded = type !== undefined && type !== 'alias';
    return isNeeded && countOf(field) === 0 && !hasHeadlessAddresses(service) && !mayBeHeadless(service);
  }),
  namesOfSeveral(portSource),
  repeatedPorts('name', 'name', (port) => textOf(fieldOf(port, 'name')) || undefined),
  repeatedPorts('number', 'port', (port) => keyOf(port, 'port')),
  where(
    hasNodePorts,
    row('duplicate-port', 'nodePort', (field) => takenNodePorts(itemsOf(field)), { source: allocation }),
  ),
  where(
    isAlias,
    repeatedPorts('nodePort', 'nodePort', (port) => keyOf(port, 'nodePort')),
  ),
  serviceSource,
);

function repeatedPorts(message: string, key: string, keyIn: (port: View) => string | undefined): Row {
  return row('duplicate-port', message, (field) => repeated(itemsOf(field), key, keyIn));
}

/** A number and the protocol of its port; `undefined` where there is none. */
function keyOf(port: View, key: string): string | undefined {
  const number = numberOf(fieldOf(port, key));
  const named = protocolIn(port);
  return !number || named === undefined ? undefined : `${number}/${named}`;
}

/**
 * Node ports that an earlier port has. The ports of one number share a node port, whatever their protocols.
 * Source: kubernetes pkg/registry/core/service/storage/alloc.go, initNodePorts.
 */
function takenNodePorts(all: readonly View[]): readonly Rejection[] {
  const ofPort = new Map<number, number>();
  const taken = new Set<number>();
  return all.flatMap((port): readonly Rejection[] => {
    const number = numberOf(fieldOf(port, 'port'));
    const nodePort = numberOf(fieldOf(port, 'nodePort'));
    if (number === undefined || !nodePort || ofPort.get(number) === nodePort) return [];
    if (taken.has(nodePort)) {
      const path = [...port.path, 'nodePort'];
      return [{ at: { path }, values: { value: nodePort }, fixes: [removal(path)] }];
    }
    taken.add(nodePort);
    if (!ofPort.has(number)) ofPort.set(number, nodePort);
    return [];
  });
}

/** `none` and its like are a mistake of their own, of which the missing ports are a part. */
function mayBeHeadless(service: View): boolean {
  const address = textAt(service, 'spec.clusterIP');
  return address === undefined || address.trim().toLowerCase() === 'none';
}
