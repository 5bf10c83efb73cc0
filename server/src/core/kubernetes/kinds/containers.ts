import { containerLists } from '../container-lists.ts';
import { isPlainVariableName, isVariableName } from '../variables.ts';
import {
  countOf,
  distinctBy,
  fieldOf,
  type Fields,
  flag,
  flagOf,
  formed,
  inCore,
  isPresent,
  itemsOf,
  judgedAlone,
  labelName,
  list,
  namedTwice,
  neededText,
  numberOf,
  object,
  oneOf,
  onlyOneOf,
  onlySince,
  onlyUntil,
  optional,
  optionalPortNumber,
  pathWithoutStepUp,
  portName,
  portNumber,
  protocol,
  protocolIn,
  type Rejection,
  repeated,
  required,
  row,
  type Row,
  text,
  textAt,
  textOf,
  unread,
  type View,
  where,
  whole,
  withRowsSince,
  writing,
} from '../table/vocabulary.ts';
import { fieldReference, resourceReference } from './downward.ts';
import { keySources, variableSources } from './pod-sources.ts';
import { noProbes, probes } from './probes.ts';
import { resources } from './resources.ts';
import { securityContext } from './security-context.ts';
import { mounts } from './volumes.ts';

/** The sources of a variable; one at a time. The gate EnvFiles is on since 1.35; before, the server takes a key of a file out. */
const sourcesBeforeFiles = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef'];
const valueSources = [...sourcesBeforeFiles, 'fileKeyRef'];

const fileKey = withRowsSince(
  object(
    {
      volumeName: text(required, labelName),
      path: text(required, pathWithoutStepUp),
      key: text(required),
      optional: flag(),
    },
    { since: 34, optional: true, ...inCore('validateFileKeySelector') },
  ),
  35,
);

/** What follows when a container ends with some codes. */
const restartPolicyRules = withRowsSince(
  list(
    object(
      {
        // The gate RestartAllContainersOnContainerExits is on since 1.36.
        action: text(
          required,
          onlyUntil(35, oneOf(['Restart'])),
          onlySince(36, oneOf(['Restart', 'RestartAllContainers'])),
        ),
        exitCodes: object({ operator: text(required, oneOf(['In', 'NotIn'])), values: list(whole()) }),
      },
      inCore('validateContainerRestartPolicy'),
    ),
    { since: 34 },
  ),
  35,
);

/** Until 1.33 only what starts before the others has a policy of its own: that it goes on beside them. */
const notInit: Row = row('forbidden-field', 'notInit', isPresent, {
  since: 29,
  until: 33,
  ...inCore('validateContainers'),
});

const resizePolicy = withRowsSince(
  list(
    object({
      resourceName: text(required, oneOf(['cpu', 'memory'])),
      restartPolicy: text(required, oneOf(['NotRequired', 'RestartContainer'])),
    }),
    distinctBy('resourceName'),
    inCore('validateResizePolicy'),
  ),
  33,
);

const variables = list(
  object(
    {
      name: text(
        neededText('variableName'),
        // Any printable text since the gate RelaxedEnvironmentVariableValidation, on since 1.32.
        onlySince(32, formed('invalid-name', 'variable', isVariableName)),
        onlyUntil(31, formed('invalid-name', 'variable', isPlainVariableName)),
      ),
      value: text(),
      valueFrom: optional(
        object(
          {
            fieldRef: fieldReference('variable'),
            resourceFieldRef: resourceReference('variable'),
            ...keySources,
            fileKeyRef: fileKey,
          },
          row('forbidden-field', 'twoValues', (source) => Boolean(source.parent && textAt(source.parent, 'value'))),
          onlySince(35, onlyOneOf(valueSources)),
          onlyUntil(34, onlyOneOf(sourcesBeforeFiles)),
          row(
            'missing-field',
            'valueFrom',
            (source, { minor }) =>
              isPresent(source) &&
              (minor < 35 ? sourcesBeforeFiles : valueSources).every((key) => !isPresent(fieldOf(source, key))),
          ),
        ),
      ),
    },
    inCore('ValidateEnv'),
  ),
);

const ports = list(
  object(
    {
      name: text(portName),
      hostPort: whole(optionalPortNumber),
      containerPort: whole(portNumber),
      protocol: text(protocol()),
      hostIP: unread(text()),
    },
    inCore('validateContainerPorts'),
  ),
  row('duplicate-port', 'name', (field) => namedTwice(itemsOf(field)), inCore('validateContainerPorts')),
);

/** Source: Kubernetes API core/v1, Container. */
const containerFields = {
  name: text(neededText('containerName'), labelName),
  image: unread(text(neededText('image'))),
  command: unread(list(text())),
  args: unread(list(text())),
  env: unread(variables),
  envFrom: variableSources,
  ports,
  restartPolicy: text({ since: 28 }, onlySince(35, oneOf(['Always', 'Never', 'OnFailure'], 'written'))),
  ...probes,
  ...judgedAlone({
    ...mounts,
    resources,
    securityContext,
    imagePullPolicy: text(oneOf(['Always', 'IfNotPresent', 'Never'])),
    terminationMessagePolicy: text(oneOf(['File', 'FallbackToLogsOnError'])),
    resizePolicy,
    stdin: flag(),
    stdinOnce: flag(),
    tty: flag(),
    workingDir: text(),
    terminationMessagePath: text(),
    restartPolicyRules,
  }),
} satisfies Fields;

const source = inCore('validateContainerCommon');

/** A field with more rows. */
function withRows<F extends { readonly rows: readonly Row[] }>(field: F, ...rows: readonly Row[]): F {
  return { ...field, rows: [...field.rows, ...rows] };
}

/** The containers that run side by side; at least one. */
export const containers = list(
  object({ ...containerFields, restartPolicy: withRows(containerFields.restartPolicy, notInit) }, source),
  row('missing-field', 'containers', (field) => countOf(field) === 0, inCore('validateContainers')),
);

/** The containers that run before, one after the other, so that each has the ports of the host for itself, and sidecars. */
export const initContainers = list(
  object(
    {
      ...containerFields,
      restartPolicy: withRows(containerFields.restartPolicy, { ...oneOf(['Always'], 'written'), since: 29, until: 33 }),
    },
    where((_, container) => !isSidecar(container), noProbes),
    source,
  ),
);

/** Whether a container that starts before the others goes on beside them; it counts as one if that cannot be told. */
function isSidecar(container: View): boolean {
  const policy = textOf(fieldOf(container, 'restartPolicy'));
  return policy === undefined || policy === 'Always';
}

/** The containers in the spec of a Pod, those that only initialize last. */
export function containersIn(spec: View): readonly View[] {
  return containerLists.flatMap((key) => itemsOf(fieldOf(spec, key)));
}

/** Rows about the spec of a Pod that concern several of its containers. `of` says whether ports of the host are filled in, as in a Pod of its own. */
export function containerRows(of: 'pod' | 'template'): readonly Row[] {
  return [
    row('invalid-name', 'twice', (spec) => namedTwice(containersIn(spec)), {
      ...inCore('validateContainers, validateInitContainers'),
    }),
    row(
      'invalid-port',
      'hostNetwork',
      (spec) => (usesHostNetwork(spec) ? portsIn(itemsOf(fieldOf(spec, 'containers'))).flatMap(otherPort) : []),
      inCore('validatePodHostNetworkDeps'),
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
      inCore('checkHostPortConflicts, validateInitContainers'),
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

/**
 * On the host's network a Pod's port is its own host port where none is written. Source: kubernetes pkg/apis/core/v1/defaults.go,
 * SetDefaults_Pod.
 */
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
