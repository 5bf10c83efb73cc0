import type { NameReference } from '../../kubernetes/object-references.ts';
import { kindOf } from '../../kubernetes/resource.ts';
import { nodeIn } from '../../objects/places.ts';
import type { Placed } from '../../objects/placed.ts';
import { onlyOne, saidOf } from '../../util/collections.ts';

/** What comes of it that there is no object of a name: the id of the sentence that says so. */
type Lack = keyof typeof lackMessages;

export const lackMessages = {
  notePods: 'The Pods do not start until namespace "{namespace}" has a {target} with that name.',
  noteAccount: 'No Pods are created until namespace "{namespace}" has a {target} with that name.',
  notePull: 'Images that need it cannot be pulled.',
  noteCustom: 'Its controller finds none, and does nothing for this {kind}.',
  noteScaler: 'So nothing is scaled.',
  noteBinding: 'So the binding grants nothing.',
  noteTls: 'Until it exists, clients get the default certificate of the controller.',
  noteClass: 'So no controller serves this {kind}.',
  noteClaim: 'So no volume is provisioned, and its Pods stay pending.',
  notePriority: 'So the API server rejects its Pods.',
  noteRoute: 'So this {kind} is attached to no Gateway.',
} as const;

/**
 * What comes of it if what a reference names does not exist; `undefined` where nothing does, or somebody may make it. Pods do not start
 * without what they use, and controllers look for what they do not make themselves.
 */
export function lackOf(from: Placed, reference: NameReference): Lack | undefined {
  const { as, kinds, name } = reference;
  const { path } = name.at;
  if ('template' in from.resource && as === 'uses') {
    if (kinds.includes('Service')) return undefined;
    if (path.includes('imagePullSecrets')) return 'notePull';
    if (kinds.includes('ServiceAccount')) return 'noteAccount';
    return isOptional(from, reference) ? undefined : 'notePods';
  }
  const kind = kindOf(from.resource);
  if (scalers.has(kind) && path.some((step) => step === 'scaleTargetRef' || step === 'targetRef')) return 'noteScaler';
  if (kind === 'Ingress' && kinds.includes('Secret')) return isTlsMade(from) ? undefined : 'noteTls';
  if (bindings.has(kind)) return path[0] === 'roleRef' && isBuiltInRole(name.value) ? undefined : 'noteBinding';
  const lack = saidOf(lackOfKind, onlyOne(kinds) ?? '');
  return lack ?? (kinds.every((one) => writtenByPeople.has(one)) ? 'noteCustom' : undefined);
}

/** What scales the workload that it names. */
const scalers: ReadonlySet<string> = new Set([
  'HorizontalPodAutoscaler',
  'VerticalPodAutoscaler',
  'ScaledObject',
  'Canary',
]);

const bindings: ReadonlySet<string> = new Set(['RoleBinding', 'ClusterRoleBinding']);

/** Whether every cluster has a role. Source: kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go. */
function isBuiltInRole(name: string): boolean {
  return name.startsWith('system:') || ['cluster-admin', 'admin', 'edit', 'view'].includes(name);
}

/** Whether a controller is asked to make the Secret of an Ingress. Source: cert-manager documentation, Annotated Ingress resource. */
function isTlsMade({ resource }: Placed): boolean {
  return [...resource.metadata.annotations.pairs.keys()].some((key) => /cert|acme|issuer|tls/i.test(key));
}

/** Kinds that are looked for by name, wherever they are named. */
const lackOfKind: Readonly<Record<string, Lack>> = {
  IngressClass: 'noteClass',
  GatewayClass: 'noteClass',
  StorageClass: 'noteClaim',
  PriorityClass: 'notePriority',
  Gateway: 'noteRoute',
};

/** Kinds of operators whose objects only they make. */
const writtenByPeople: ReadonlySet<string> = new Set([
  'AppProject',
  'GitRepository',
  'OCIRepository',
  'HelmRepository',
  'HelmChart',
  'Bucket',
  'Kustomization',
  'HelmRelease',
  'ImageRepository',
  'Provider',
  'Middleware',
  'TLSOption',
  'Issuer',
  'ClusterIssuer',
  'SecretStore',
  'ClusterSecretStore',
  'TriggerAuthentication',
  'ClusterTriggerAuthentication',
  'AnalysisTemplate',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
  'EventSource',
  'Task',
  'Pipeline',
  'TriggerBinding',
  'ClusterTriggerBinding',
  'TriggerTemplate',
  'Broker',
  'Kafka',
  'KafkaConnect',
  'Cluster',
  'Elasticsearch',
  'RabbitmqCluster',
  'ClusterQueue',
  'ResourceFlavor',
]);

/** Whether Pods start without it, as it says itself. */
function isOptional(workload: Placed, { name }: NameReference): boolean {
  const optional = nodeIn(workload, [...name.at.path.slice(0, -1), 'optional']);
  return optional?.kind === 'scalar' && optional.value === true;
}
