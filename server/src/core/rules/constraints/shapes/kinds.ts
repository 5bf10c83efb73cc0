import type { Resource } from '../../../kubernetes/resource.ts';
import { boolean, int32, int64, intOrString, list, map, object, part, string, type ObjectShape } from './shape.ts';

/** metadata of every object. Source: Kubernetes API meta/v1, ObjectMeta. */
const metadata = object(
  { name: string, generateName: string, namespace: string, labels: map(string), annotations: map(string) },
  `selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds ownerReferences
   finalizers managedFields clusterName`,
);

/** An object of the API with the fields that are its own. */
function topLevel(fields: ObjectShape['fields'], others = 'spec status'): ObjectShape {
  return object({ apiVersion: string, kind: string, metadata, ...fields }, others);
}

/** Source: Kubernetes API core/v1, ServiceSpec. */
const service = topLevel({
  spec: object({
    ports: list(
      object({
        name: string,
        protocol: string,
        appProtocol: string,
        port: int32,
        targetPort: intOrString,
        nodePort: int32,
      }),
    ),
    selector: map(string),
    clusterIP: string,
    clusterIPs: list(string),
    type: string,
    externalIPs: list(string),
    sessionAffinity: string,
    loadBalancerIP: string,
    loadBalancerSourceRanges: list(string),
    externalName: string,
    externalTrafficPolicy: string,
    healthCheckNodePort: int32,
    publishNotReadyAddresses: boolean,
    sessionAffinityConfig: object({ clientIP: object({ timeoutSeconds: int32 }) }),
    ipFamilies: list(string),
    ipFamilyPolicy: string,
    allocateLoadBalancerNodePorts: boolean,
    loadBalancerClass: string,
    internalTrafficPolicy: string,
    trafficDistribution: string,
  }),
});

const endpointPorts = list(object({ name: string, port: int32, protocol: string, appProtocol: string }));

const endpointAddresses = list(object({ ip: string, hostname: string, nodeName: string }, 'targetRef'));

/** Source: Kubernetes API core/v1, Endpoints. */
const endpoints = topLevel(
  {
    subsets: list(object({ addresses: endpointAddresses, notReadyAddresses: endpointAddresses, ports: endpointPorts })),
  },
  '',
);

const hints = list(object({ name: string }));

/** Source: Kubernetes API discovery/v1, EndpointSlice. */
const endpointSlice = topLevel(
  {
    addressType: string,
    endpoints: list(
      object(
        {
          addresses: list(string),
          conditions: object({ ready: boolean, serving: boolean, terminating: boolean }),
          hostname: string,
          nodeName: string,
          zone: string,
          deprecatedTopology: map(string),
          hints: object({ forZones: hints, forNodes: hints }),
        },
        'targetRef',
      ),
    ),
    ports: endpointPorts,
  },
  '',
);

const containerPort = object({
  name: string,
  hostPort: int32,
  containerPort: int32,
  protocol: string,
  hostIP: string,
});

/** Source: Kubernetes API core/v1, Container. */
const containers = list(
  object(
    {
      name: string,
      image: string,
      command: list(string),
      args: list(string),
      env: list(object({ name: string, value: string }, 'valueFrom')),
      ports: list(containerPort),
      restartPolicy: string,
    },
    `workingDir envFrom resources resizePolicy restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe
     startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty`,
  ),
);

/** Source: Kubernetes API core/v1, PodSpec. */
const podSpec = object(
  {
    hostname: string,
    subdomain: string,
    setHostnameAsFQDN: boolean,
    hostnameOverride: string,
    hostNetwork: boolean,
    dnsPolicy: string,
    restartPolicy: string,
    activeDeadlineSeconds: int64,
    containers,
    initContainers: containers,
  },
  `volumes ephemeralContainers terminationGracePeriodSeconds nodeSelector serviceAccountName serviceAccount
   automountServiceAccountToken nodeName hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets affinity
   schedulerName tolerations hostAliases priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks
   preemptionPolicy overhead topologySpreadConstraints os hostUsers schedulingGates resourceClaims resources workloadRef
   schedulingGroup evictionResponders`,
);

const podTemplate = object({ metadata, spec: podSpec });

/** Source: Kubernetes API meta/v1, LabelSelector. */
const labelSelector = object({
  matchLabels: map(string),
  matchExpressions: list(object({ key: string, operator: string, values: list(string) })),
});

/** Source: Kubernetes API apps/v1, StatefulSetSpec. */
const statefulSet = topLevel({
  spec: object({
    replicas: int32,
    selector: labelSelector,
    template: podTemplate,
    volumeClaimTemplates: list(
      topLevel({
        spec: object(
          { accessModes: list(string), storageClassName: string, volumeMode: string, volumeName: string },
          'selector resources dataSource dataSourceRef volumeAttributesClassName',
        ),
      }),
    ),
    serviceName: string,
    podManagementPolicy: string,
    updateStrategy: object({ type: string, rollingUpdate: object({ partition: int32, maxUnavailable: intOrString }) }),
    revisionHistoryLimit: int32,
    minReadySeconds: int32,
    persistentVolumeClaimRetentionPolicy: object({ whenDeleted: string, whenScaled: string }),
    ordinals: object({ start: int32 }),
  }),
});

/** Source: Kubernetes API apps/v1, DeploymentSpec. */
const deployment = topLevel({
  spec: object(
    { replicas: int32, selector: labelSelector, template: podTemplate, minReadySeconds: int32, paused: boolean },
    'strategy revisionHistoryLimit progressDeadlineSeconds',
  ),
});

const job = part({ template: podTemplate, completionMode: string, completions: int32, parallelism: int32 });

const backend = object(
  { service: object({ name: string, port: object({ name: string, number: int32 }) }) },
  // What it was before networking.k8s.io/v1 is said by a row of its own.
  'resource serviceName servicePort',
);

/** Source: Kubernetes API networking.k8s.io/v1, IngressSpec. */
const ingress = topLevel({
  spec: object(
    {
      ingressClassName: string,
      defaultBackend: backend,
      rules: list(
        object({ host: string, http: object({ paths: list(object({ path: string, pathType: string, backend })) }) }),
      ),
    },
    // What it was called before networking.k8s.io/v1 as well.
    'tls backend',
  ),
});

/** What is only looked at for the names and labels it has. */
const named = part({ metadata });

/** What the objects of each kind look like, as far as anything of them is read. */
export const shapes: Readonly<Partial<Record<Resource['kind'], ObjectShape>>> = {
  Service: service,
  Endpoints: endpoints,
  EndpointSlice: endpointSlice,
  StatefulSet: statefulSet,
  Pod: topLevel({ spec: podSpec }),
  Deployment: deployment,
  ReplicaSet: topLevel({ spec: part({ replicas: int32, selector: labelSelector, template: podTemplate }) }),
  ReplicationController: topLevel({ spec: part({ replicas: int32, selector: map(string), template: podTemplate }) }),
  DaemonSet: topLevel({ spec: part({ selector: labelSelector, template: podTemplate }) }),
  Job: topLevel({ spec: job }),
  CronJob: topLevel({ spec: part({ jobTemplate: part({ metadata, spec: job }) }) }),
  Ingress: ingress,
  ConfigMap: part({ metadata, data: map(string) }),
  Namespace: named,
  Secret: named,
};

/** The kinds of which every unknown key is said: those that DNS is made of. Of the others a schema knows more. */
export const strictKinds: ReadonlySet<Resource['kind']> = new Set(['Service', 'Endpoints', 'EndpointSlice']);
