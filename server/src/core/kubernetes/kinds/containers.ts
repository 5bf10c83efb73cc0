import { isPlainVariableName, isVariableName } from '../variables.ts';
import { fieldOf, isPresent, itemsOf, type View } from '../field.ts';
import {
  list,
  object,
  optional,
  others,
  part,
  text,
  unread,
  whole,
  wholeOrText,
  type Fields,
} from '../table/fields.ts';
import {
  repeated,
  formed,
  labelName,
  neededText,
  optionalPortNumber,
  portName,
  portNumber,
  portNumberOrName,
  protocol,
  protocolIn,
  countOf,
  flagOf,
  numberOf,
  textAt,
  textOf,
} from '../table/values.ts';
import { removal, row, writing, type Rejection, type Row } from '../table/row.ts';
import { keySources, variableSources } from './pod-sources.ts';

const validation = 'kubernetes pkg/apis/core/validation/validation.go';

/** What a variable can take from its Pod beside labels and annotations. Source: kubernetes pkg/apis/core/validation/validation.go, validEnvDownwardAPIFieldPathExpressions. */
const podFields: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

const variables = list(
  object(
    {
      name: text(
        neededText('variableName'),
        // Any printable text since the gate RelaxedEnvironmentVariableValidation, on since 1.32.
        { ...formed('invalid-name', 'variable', isVariableName), since: 32 },
        {
          ...formed('invalid-name', 'variable', isPlainVariableName),
          until: 31,
        },
      ),
      value: text(),
      valueFrom: optional(
        object(
          {
            fieldRef: optional(
              object({
                apiVersion: text(),
                fieldPath: text(
                  neededText('fieldPath'),
                  formed('invalid-value', 'fieldPath', (path) => podFields.includes(path) || isMetadataKey(path)),
                ),
              }),
            ),
            ...keySources,
            ...others('resourceFieldRef fileKeyRef@34'),
          },
          row(
            'forbidden-field',
            'twoValues',
            (source) => Boolean(source.parent && textAt(source.parent, 'value')) && { fixes: [removal(source.path)] },
          ),
          row('missing-field', 'valueFrom', (source) => isPresent(source) && countOf(source) === 0),
        ),
      ),
    },
    { source: `${validation}, ValidateEnv` },
  ),
);

function isMetadataKey(path: string): boolean {
  return /^metadata\.(?:labels|annotations)\['[^']+'\]$/.test(path);
}

const ports = list(
  object(
    {
      name: text(portName),
      hostPort: whole(optionalPortNumber),
      containerPort: whole(portNumber),
      protocol: text(protocol()),
      hostIP: unread(text()),
    },
    { source: `${validation}, validateContainerPorts` },
  ),
  row(
    'duplicate-port',
    'name',
    (field) => repeated(itemsOf(field), 'name', (port) => textOf(fieldOf(port, 'name')) || undefined),
    { source: `${validation}, validateContainerPorts` },
  ),
);

/** What a probe or hook asks at a port; the rest of it is a schema's business. */
const asksAt = optional(
  part(
    {
      port: wholeOrText(
        portNumberOrName,
        portNumber.filter(({ code }) => code === 'invalid-port'),
      ),
    },
    { source: `${validation}, validateHTTPGetAction, validateTCPSocketAction` },
  ),
);
const asked = optional(part({ httpGet: asksAt, tcpSocket: asksAt }));

/** Source: Kubernetes API core/v1, Container. */
const containerFields = {
  name: text(neededText('containerName'), labelName),
  image: unread(text(neededText('image'))),
  command: unread(list(text())),
  args: unread(list(text())),
  env: unread(variables),
  envFrom: variableSources,
  ports,
  restartPolicy: text({ since: 28 }),
  readinessProbe: asked,
  livenessProbe: asked,
  startupProbe: asked,
  lifecycle: optional(part({ postStart: asked, preStop: asked })),
  ...(others(
    `workingDir resources resizePolicy restartPolicyRules@34 volumeMounts volumeDevices
     terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty`,
  ) as object),
} satisfies Fields;

const source = `${validation}, validateContainerCommon`;

/** The containers that run side by side; at least one. */
export const containers = list(
  object(containerFields, { source }),
  row('missing-field', 'containers', (field) => countOf(field) === 0, { source: `${validation}, validateContainers` }),
);

/** The containers that run before, one after the other, so that each has the ports of the host for itself, and sidecars. */
export const initContainers = list(object(containerFields, { source }));

/** Rows about the spec of a Pod that concern several of its containers. `of` says whether ports of the host are filled in, as in a Pod of its own. */
export function containerRows(of: 'pod' | 'template'): readonly Row[] {
  return [
    row(
      'invalid-name',
      'twice',
      (spec) => {
        const all = ['containers', 'initContainers'].flatMap((key) => itemsOf(fieldOf(spec, key)));
        return repeated(all, 'name', (container) => textOf(fieldOf(container, 'name')) || undefined);
      },
      { source: `${validation}, validateContainers, validateInitContainers` },
    ),
    row(
      'invalid-port',
      'hostNetwork',
      (spec) => (usesHostNetwork(spec) ? portsIn(itemsOf(fieldOf(spec, 'containers'))).flatMap(otherPort) : []),
      { source: `${validation}, validatePodHostNetworkDeps` },
    ),
    row(
      'duplicate-port',
      'hostPort',
      (spec) => {
        const hostPortOf = of === 'pod' && usesHostNetwork(spec) ? filledInHostPort : writtenHostPort;
        const groups = [
          itemsOf(fieldOf(spec, 'containers')),
          ...itemsOf(fieldOf(spec, 'initContainers')).map((one) => [one]),
        ];
        return groups.flatMap((group) => takenHostPorts(group, hostPortOf));
      },
      { source: `${validation}, checkHostPortConflicts, validateInitContainers` },
    ),
  ];
}

/** Whether the Pod of a spec is on the network of its node. */
export function usesHostNetwork(spec: View | undefined): boolean {
  return spec !== undefined && flagOf(fieldOf(spec, 'hostNetwork')) === true;
}

function otherPort(port: View): readonly Rejection[] {
  const hostPort = fieldOf(port, 'hostPort');
  const [number, own] = [numberOf(hostPort), numberOf(fieldOf(port, 'containerPort'))];
  if (!number || !own || number === own) return [];
  const values = { field: 'hostPort', value: number, port: own };
  return [{ at: { path: hostPort.path }, values, fixes: [writing(hostPort, own, 'fixHostPort', { port: own })] }];
}

function writtenHostPort(port: View): number | undefined {
  return numberOf(fieldOf(port, 'hostPort'));
}

/** On the host's network a Pod's port is its own host port where none is written. Source: kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Pod. */
function filledInHostPort(port: View): number | undefined {
  const written = writtenHostPort(port);
  return written === 0 ? numberOf(fieldOf(port, 'containerPort')) : written;
}

/** Host ports that an earlier container port has. */
function takenHostPorts(all: readonly View[], hostPortOf: typeof writtenHostPort): readonly Rejection[] {
  return repeated(portsIn(all), 'hostPort', (port) => {
    const number = hostPortOf(port);
    const named = protocolIn(port);
    const address = textOf(fieldOf(port, 'hostIP'));
    if (!number || named === undefined || address === undefined) return undefined;
    return `${address === '' ? '' : `${address}:`}${number}/${named}`;
  });
}

function portsIn(all: readonly View[]): readonly View[] {
  return all.flatMap((container) => itemsOf(fieldOf(container, 'ports')));
}
