import { rows, type OtherReferences } from './reference-rows.ts';
import { refersTo } from './table/fields.ts';
import { lastingWorkloadKinds } from './workloads.ts';

const fluxSources = ['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository', 'HelmChart'];
const analyses = refersTo('AnalysisTemplate', 'names');
const secret = refersTo('Secret', 'names');

/** Of Flux and Argo. Sources: Flux API, all its groups; Argo CD, Rollouts, Workflows and Events API argoproj.io/v1alpha1. */
export const gitOpsReferences: readonly OtherReferences[] = [
  ...rows('kustomize.toolkit.fluxcd.io', 'Kustomization', 'spec/dependsOn/name', refersTo('Kustomization', 'names')),
  ...rows('helm.toolkit.fluxcd.io', 'HelmRelease', 'spec/dependsOn/name', refersTo('HelmRelease', 'names')),
  ...rows(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'spec/healthChecks/name',
    refersTo([...lastingWorkloadKinds, 'Job'], 'names'),
  ),
  ...rows('kustomize.toolkit.fluxcd.io', 'Kustomization', 'spec/sourceRef/name', refersTo(fluxSources, 'names')),
  ...rows(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'spec/postBuild/substituteFrom/name',
    refersTo(['ConfigMap', 'Secret']),
  ),
  ...rows(
    'helm.toolkit.fluxcd.io',
    'HelmRelease',
    'spec/chart/spec/sourceRef/name spec/chartRef/name',
    refersTo(fluxSources, 'names'),
  ),
  ...rows('helm.toolkit.fluxcd.io', 'HelmRelease', 'spec/valuesFrom/name', refersTo(['ConfigMap', 'Secret'], 'names')),
  ...rows(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'spec/kubeConfig/secretRef/name spec/decryption/secretRef/name',
    secret,
  ),
  ...rows('helm.toolkit.fluxcd.io', 'HelmRelease', 'spec/kubeConfig/secretRef/name', secret),
  ...rows(
    ['kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io'],
    ['Kustomization', 'HelmRelease'],
    'spec/serviceAccountName',
    refersTo('ServiceAccount', 'names'),
  ),
  ...rows(
    'source.toolkit.fluxcd.io',
    fluxSources,
    'spec/secretRef/name spec/certSecretRef/name spec/proxySecretRef/name spec/verify/secretRef/name',
    secret,
  ),
  ...rows('source.toolkit.fluxcd.io', 'HelmChart', 'spec/sourceRef/name', refersTo(fluxSources, 'names')),
  ...rows('image.toolkit.fluxcd.io', 'ImageUpdateAutomation', 'spec/sourceRef/name', refersTo(fluxSources, 'names')),
  ...rows('image.toolkit.fluxcd.io', 'ImageRepository', 'spec/secretRef/name', secret),
  ...rows(
    'image.toolkit.fluxcd.io',
    'ImagePolicy',
    'spec/imageRepositoryRef/name',
    refersTo('ImageRepository', 'names'),
  ),
  ...rows('notification.toolkit.fluxcd.io', ['Provider', 'Receiver'], 'spec/secretRef/name', secret),
  ...rows('notification.toolkit.fluxcd.io', 'Alert', 'spec/providerRef/name', refersTo('Provider', 'names')),
  ...rows(
    'notification.toolkit.fluxcd.io',
    ['Alert', 'Receiver'],
    'spec/eventSources/name spec/resources/name',
    refersTo([...fluxSources, 'ImageRepository', 'Kustomization', 'HelmRelease'], 'names'),
  ),
  ...rows(
    'argoproj.io',
    ['Application', 'ApplicationSet'],
    'spec/project spec/template/spec/project',
    refersTo('AppProject', 'names'),
  ),
  ...rows(
    'argoproj.io',
    'Rollout',
    ['canary/analysis', 'canary/steps/analysis', 'blueGreen/prePromotionAnalysis', 'blueGreen/postPromotionAnalysis']
      .map((place) => `spec/strategy/${place}/templates/templateName`)
      .join(' '),
    analyses,
  ),
  ...rows(
    'argoproj.io',
    ['Workflow', 'CronWorkflow', 'WorkflowTemplate'],
    'spec/workflowTemplateRef/name spec/workflowSpec/workflowTemplateRef/name',
    refersTo('WorkflowTemplate', 'names'),
  ),
  ...rows(
    'argoproj.io',
    ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'],
    ['spec', 'spec/workflowSpec']
      .flatMap((spec) => [`${spec}/templates/steps/templateRef/name`, `${spec}/templates/dag/tasks/templateRef/name`])
      .join(' '),
    refersTo(['WorkflowTemplate', 'ClusterWorkflowTemplate'], 'names'),
  ),
  ...rows('argoproj.io', 'Sensor', 'spec/dependencies/eventSourceName', refersTo('EventSource', 'names')),
];
