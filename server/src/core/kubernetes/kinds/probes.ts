import {
  countOf,
  type Fact,
  fieldOf,
  formed,
  inCore,
  isPresent,
  judgedAlone,
  list,
  long,
  needed,
  notNegative,
  numberOf,
  object,
  oneOf,
  onlyOneOf,
  optional,
  portNumber,
  portNumberOrName,
  positiveLong,
  removal,
  row,
  type Row,
  someOf,
  text,
  type View,
  whole,
  wholeOrText,
  writtenPortNumber,
} from '../table/vocabulary.ts';

const port = wholeOrText(needed('required'), portNumberOrName, writtenPortNumber);

const header = object({
  name: text(formed('invalid-name', 'header', (name) => /^[-A-Za-z0-9]+$/.test(name), 'written')),
  value: text(),
});

/** What a probe or hook asks at a port, of which the port is read. */
const asking = {
  httpGet: optional(
    object(
      {
        port,
        ...judgedAlone({
          path: text(),
          host: text(),
          scheme: text(oneOf(['HTTP', 'HTTPS'])),
          httpHeaders: list(header),
          protocol: text({ since: 37 }),
        }),
      },
      inCore('validateHTTPGetAction'),
    ),
  ),
  tcpSocket: optional(object({ port, ...judgedAlone({ host: text() }) }, inCore('validateTCPSocketAction'))),
};

const exec = optional(
  object(
    {
      command: list(
        text(),
        row('missing-field', 'command', (command) => countOf(command) === 0),
      ),
    },
    inCore('validateExecAction'),
  ),
);

const grpc = optional(
  object(
    {
      port: whole(portNumber),
      service: text(),
      mode: text({ since: 37 }),
    },
    inCore('validateGRPCAction'),
  ),
);

/** A hook is over when the time to end is; how long that is stands in the spec of its Pod. */
function graceOf(seconds: View): number | undefined {
  const container = seconds.parent?.parent?.parent?.parent;
  const grace = container?.parent?.parent && fieldOf(container.parent.parent, 'terminationGracePeriodSeconds');
  const most = grace && (isPresent(grace) ? numberOf(grace) : usualGrace);
  return most !== undefined && most >= 0 ? most : undefined;
}
const usualGrace = 30;

const sleepTime: readonly Row[] = [
  row(
    'invalid-value',
    'longSleep',
    (field) => {
      const most = graceOf(field);
      return most !== undefined && (numberOf(field) ?? 0) > most && { values: { other: most } };
    },
    { since: 30 },
  ),
  // The gate PodLifecycleSleepActionAllowZero is on since 1.33.
  row(
    'invalid-value',
    'range',
    (field) => numberOf(field) === 0 && { values: { first: 1, last: graceOf(field) ?? usualGrace } },
    {
      since: 30,
      until: 32,
    },
  ),
];

const sleep = optional(
  object({ seconds: long(notNegative, sleepTime) }, { since: 29, ...inCore('validateSleepAction') }),
);

/** What is the same of the three probes. */
const times = {
  initialDelaySeconds: whole(notNegative),
  timeoutSeconds: whole(notNegative),
  periodSeconds: whole(notNegative),
  failureThreshold: whole(notNegative),
};

function probe(success: Fact, grace: Fact) {
  const own = { exec, grpc, ...times, successThreshold: whole(success), terminationGracePeriodSeconds: long(grace) };
  return optional(
    object(
      { ...asking, ...judgedAlone(own) },
      ...oneAction(['exec', 'httpGet', 'tcpSocket', 'grpc']),
      inCore('validateProbe'),
    ),
  );
}

function oneAction(keys: readonly string[]): readonly Row[] {
  return [onlyOneOf(keys), someOf(keys)];
}

const once: Row = row('invalid-value', 'once', (field) => {
  const value = numberOf(field) ?? 0;
  return value !== 0 && value !== 1 && { fixes: [removal(field.path)] };
});

/**
 * A probe after whose failure a container starts again, which needs one success only. Source: kubernetes
 * pkg/apis/core/validation/validation.go, validateLivenessProbe, validateStartupProbe.
 */
const restarting = probe(once, positiveLong);

const noGrace: Row = row('forbidden-field', 'readinessGrace', isPresent, inCore('validateReadinessProbe'));

const hook = optional(
  object(
    { ...asking, ...judgedAlone({ exec, sleep }) },
    ...oneAction(['exec', 'httpGet', 'tcpSocket', 'sleep']),
    inCore('validateHandler'),
  ),
);

/** The probes and hooks of a container. Source: Kubernetes API core/v1, Container. */
export const probes = {
  readinessProbe: probe(notNegative, noGrace),
  livenessProbe: restarting,
  startupProbe: restarting,
  lifecycle: optional(object({ postStart: hook, preStop: hook, ...judgedAlone({ stopSignal: text({ since: 33 }) }) })),
};

const keys = Object.keys(probes);

/**
 * A container that starts before the others and ends has neither probes nor hooks. Source: kubernetes
 * pkg/apis/core/validation/validation.go, validateInitContainers.
 */
export const noProbes: Row = row('forbidden-field', 'initProbe', (container) =>
  keys
    .map((key): View => fieldOf(container, key))
    .filter(isPresent)
    .map(({ path }) => ({ at: { path }, values: { field: String(path.at(-1)) } })),
);
