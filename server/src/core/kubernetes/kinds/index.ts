import { saidOf } from '../../util/collections.ts';
import { groupOf, type Resource } from '../resource.ts';
import { type FieldTable, isOfForm, type KindTable, knownFieldsOf, type RowCode } from '../table/vocabulary.ts';
import { clusterRoleBindingTable, clusterRoleTable, roleBindingTable, roleTable } from './access.ts';
import { autoscalerTable } from './autoscaler.ts';
import { daemonSetTable } from './daemon-set.ts';
import { configMapTable, secretTable } from './data-maps.ts';
import { deploymentTable } from './deployment.ts';
import { disruptionBudgetTable } from './disruption-budget.ts';
import { endpointSliceTable } from './endpoint-slice.ts';
import { endpointsTable } from './endpoints.ts';
import { gatewayRouteTables } from './gateway-route.ts';
import { ingressTable } from './ingress.ts';
import { cronJobTable, jobTable } from './job.ts';
import { serviceExportTable, serviceImportTable } from './multi-cluster.ts';
import { namespaceTable } from './namespace.ts';
import { networkPolicyTable } from './network-policy.ts';
import { podTable } from './pod.ts';
import { limitRangeTable, priorityClassTable, quotaTable } from './quotas.ts';
import { replicaSetTable, replicationControllerTable } from './replica-set.ts';
import { serviceAccountTable } from './service-account.ts';
import { serviceTable } from './service.ts';
import { statefulSetTable } from './stateful-set.ts';
import { claimTable, storageClassTable, volumeTable } from './storage.ts';
import { webhookTables } from './webhooks.ts';

/** The kinds that are read. */
const readKinds = [
  serviceTable,
  endpointsTable,
  endpointSliceTable,
  statefulSetTable,
  podTable,
  deploymentTable,
  replicaSetTable,
  replicationControllerTable,
  daemonSetTable,
  jobTable,
  cronJobTable,
  ingressTable,
  ...gatewayRouteTables,
  networkPolicyTable,
  autoscalerTable,
  configMapTable,
  secretTable,
  namespaceTable,
  serviceImportTable,
] as const;

/** The kinds of which nothing is read, and that are judged all the same. */
const judgedOnly: readonly KindTable[] = [
  disruptionBudgetTable,
  serviceAccountTable,
  serviceExportTable,
  claimTable,
  volumeTable,
  storageClassTable,
  roleTable,
  clusterRoleTable,
  roleBindingTable,
  clusterRoleBindingTable,
  ...webhookTables,
  quotaTable,
  limitRangeTable,
  priorityClassTable,
];

/** Every kind of resource. */
export const resourceKinds: readonly Resource['kind'][] = [
  ...readKinds.map((one) => one.kind),
  'CustomWorkload',
  'Kustomization',
  'Unknown',
];

/** Every kind that something is known of. */
export const kinds: readonly KindTable[] = [...readKinds, ...judgedOnly];

const byKind = new Map(kinds.map((one) => [one.kind, one]));

/** Groups with a dot in which only Kubernetes defines kinds. Source: Kubernetes API reference. */
const ownGroups: ReadonlySet<string> = new Set(kinds.flatMap(({ served }) => served.map(groupOf)));

/**
 * Whether only Kubernetes can have a kind there, so that a known kind in a wrong group or version is meant all the same: the
 * group of a custom resource has a dot. Source: kubernetes apiextensions-apiserver, ValidateCustomResourceDefinition.
 */
function isOwn(apiVersion: string): boolean {
  const group = groupOf(apiVersion);
  if (group === '') return apiVersion === 'v1' || ownGroups.has(apiVersion);
  return !group.includes('.') || ownGroups.has(group);
}

/**
 * The table of a kind, if the kind of this apiVersion is the one Headlight knows: a Service of serving.knative.dev is another thing.
 * What is known of a kind by its name alone is given where the apiVersion is put in later.
 */
export function tableOf(name: string, apiVersion: string | undefined): KindTable | undefined {
  const table = byKind.get(name);
  if (table === undefined || apiVersion === undefined) return table;
  return isOwn(apiVersion) || table.formerGroups.includes(groupOf(apiVersion)) ? table : undefined;
}

/**
 * The kinds that custom resources of a group extend, so that they are read as these, and not judged. Source: OpenKruise documentation,
 * Advanced Workloads.
 */
const extended: Readonly<Record<string, readonly KindTable[]>> = {
  'apps.kruise.io': [statefulSetTable, daemonSetTable],
};

/** The table of the kind that a custom resource extends, keeping its name. */
export function extendedTable(name: string, apiVersion: string): KindTable | undefined {
  return extended[groupOf(apiVersion)]?.find((one) => one.kind === name);
}

/** Kinds of which nothing is known but that they are served, by where. */
const otherKinds: Readonly<Record<string, string>> = {
  v1: 'Binding ComponentStatus Event List Node PodTemplate',
  'apps/v1': 'ControllerRevision',
  'networking.k8s.io/v1': 'IngressClass IPAddress ServiceCIDR',
  'policy/v1': 'Eviction',
  'storage.k8s.io/v1': 'CSIDriver CSINode CSIStorageCapacity VolumeAttachment VolumeAttributesClass',
  'admissionregistration.k8s.io/v1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
};

/** The kinds that the API server serves at an apiVersion; none where it is not one of those that are looked at. */
export function kindsAt(apiVersion: string): readonly string[] {
  const own = kinds.filter(({ served }) => served.includes(apiVersion)).map((one) => one.kind);
  return [...own, ...(saidOf(otherKinds, apiVersion)?.split(' ') ?? [])];
}

/** Whether objects of a kind are read, and not only known to exist. */
export function isReadKind(table: KindTable | undefined): boolean {
  return readKinds.some((one) => one === table);
}

/** Whether a kind is one of those that are read. */
export function isReadName(name: string): name is (typeof readKinds)[number]['kind'] {
  return readNames.has(name);
}

const readNames: ReadonlySet<string> = new Set(readKinds.map((one) => one.kind));

/** The kinds of resources that are judged, with the codes of their rows; `Unknown` ones are judged by the kind that is written. */
const judged = kinds
  .filter(({ served }) => served.length > 0)
  .map(({ kind, table }) => ({
    kind: isReadName(kind) ? kind : ('Unknown' as const),
    codes: addCodes(table, new Set()),
  }));

/** The kinds of resources that may have a mistake of a code. */
export function kindsJudgedBy(code: RowCode): readonly Resource['kind'][] {
  const judging = judged.filter(({ codes }) => isOfForm(code) || codes.has(code));
  return [...new Set(judging.map(({ kind }) => kind))];
}

/** Gathers the codes of the rows of a field and of those below it. */
function addCodes(table: FieldTable, codes: Set<RowCode>): Set<RowCode> {
  for (const { code } of table.rows) codes.add(code);
  if (table.type === 'list') addCodes(table.items, codes);
  else if (table.type === 'map' && table.values) addCodes(table.values, codes);
  else for (const field of Object.values(knownFieldsOf(table))) addCodes(field, codes);
  return codes;
}
