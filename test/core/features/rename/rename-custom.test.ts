import { it } from 'vitest';
import { checkRenameFromEach } from '../../../support/check-rename.ts';

/** Documents, each of an API, a kind and a body without the braces around it. */
function documents(...all: readonly (readonly [api: string, kind: string, body: string])[]): string {
  return all
    .map(([api, kind, body]) => `apiVersion: ${api}\n    kind: ${kind}\n    metadata: {${body}`)
    .join('\n    ---\n    ')
    .replace(/^/, '\n    ');
}

it('projects of Argo CD', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['argoproj.io/v1alpha1', 'AppProject', `name: ${name}, namespace: argocd}`],
        ['argoproj.io/v1alpha1', 'Application', `name: web, namespace: argocd}\n    spec: {project: ${name}}`],
        [
          'argoproj.io/v1alpha1',
          'ApplicationSet',
          `name: all, namespace: argocd}\n    spec: {template: {spec: {project: ${name}}}}`,
        ],
      ),
    'shop',
    'store',
  );
});

it('templates of analyses and workflows', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['argoproj.io/v1alpha1', 'AnalysisTemplate', `name: ${name}}`],
        [
          'argoproj.io/v1alpha1',
          'Rollout',
          `name: web}\n    spec: {strategy: {canary: {steps: [{setWeight: 5}, {analysis: {templates: [{templateName: ${name}}]}}]}}}`,
        ],
      ),
    'rate',
    'success-rate',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['argoproj.io/v1alpha1', 'WorkflowTemplate', `name: ${name}}`],
        ['argoproj.io/v1alpha1', 'Workflow', `name: web}\n    spec: {workflowTemplateRef: {name: ${name}}}`],
        [
          'argoproj.io/v1alpha1',
          'CronWorkflow',
          `name: web}\n    spec: {workflowSpec: {workflowTemplateRef: {name: ${name}}}}`,
        ],
      ),
    'build',
    'make',
  );
});

it('Secrets and sources of Flux', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['v1', 'Secret', `name: ${name}}`],
        ['source.toolkit.fluxcd.io/v1', 'GitRepository', `name: web}\n    spec: {secretRef: {name: ${name}}}`],
        ['source.toolkit.fluxcd.io/v1', 'HelmRepository', `name: web}\n    spec: {secretRef: {name: ${name}}}`],
        [
          'kustomize.toolkit.fluxcd.io/v1',
          'Kustomization',
          `name: web}\n    spec: {kubeConfig: {secretRef: {name: ${name}}}, decryption: {secretRef: {name: ${name}}}}`,
        ],
        [
          'helm.toolkit.fluxcd.io/v2',
          'HelmRelease',
          `name: web}\n    spec: {kubeConfig: {secretRef: {name: ${name}}}}`,
        ],
      ),
    'token',
    'deploy-key',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['source.toolkit.fluxcd.io/v1', 'GitRepository', `name: ${name}, namespace: flux-system}`],
        [
          'image.toolkit.fluxcd.io/v1beta2',
          'ImageUpdateAutomation',
          `name: web, namespace: flux-system}\n    spec: {sourceRef: {kind: GitRepository, name: ${name}}}`,
        ],
        [
          'source.toolkit.fluxcd.io/v1',
          'HelmChart',
          `name: web, namespace: apps}\n    spec: {sourceRef: {kind: GitRepository, name: ${name}, namespace: flux-system}}`,
        ],
        [
          'notification.toolkit.fluxcd.io/v1',
          'Receiver',
          `name: web, namespace: flux-system}\n    spec: {resources: [{kind: GitRepository, name: ${name}}]}`,
        ],
      ),
    'repo',
    'fleet',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['image.toolkit.fluxcd.io/v1', 'ImageRepository', `name: ${name}}`],
        ['image.toolkit.fluxcd.io/v1', 'ImagePolicy', `name: web}\n    spec: {imageRepositoryRef: {name: ${name}}}`],
      ),
    'web',
    'shop',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['notification.toolkit.fluxcd.io/v1beta3', 'Provider', `name: ${name}}`],
        ['notification.toolkit.fluxcd.io/v1beta3', 'Alert', `name: all}\n    spec: {providerRef: {name: ${name}}}`],
      ),
    'slack',
    'chat',
  );
});

it('middlewares, options and Services of Traefik', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['traefik.io/v1alpha1', 'Middleware', `name: ${name}}`],
        [
          'traefik.io/v1alpha1',
          'IngressRoute',
          `name: web}\n    spec: {routes: [{middlewares: [{name: ${name}}], services: [{name: web, kind: TraefikService}]}]}`,
        ],
        ['traefik.io/v1alpha1', 'Middleware', `name: all}\n    spec: {chain: {middlewares: [{name: ${name}}]}}`],
      ),
    'auth',
    'login',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['traefik.io/v1alpha1', 'TraefikService', `name: ${name}}`],
        ['traefik.io/v1alpha1', 'TLSOption', `name: modern}`],
        [
          'traefik.io/v1alpha1',
          'IngressRoute',
          `name: web}\n    spec: {tls: {options: {name: modern}}, routes: [{services: [{name: ${name}, kind: TraefikService}, {name: web}]}]}`,
        ],
      ),
    'weighted',
    'canary',
  );
});

it('issuers and what they sign with', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['v1', 'Secret', `name: ${name}}`],
        ['cert-manager.io/v1', 'Issuer', `name: web}\n    spec: {ca: {secretName: ${name}}}`],
      ),
    'ca',
    'root-ca',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['cert-manager.io/v1', 'Issuer', `name: ${name}}`],
        ['cert-manager.io/v1', 'CertificateRequest', `name: web}\n    spec: {issuerRef: {name: ${name}}}`],
      ),
    'ca',
    'root-ca',
  );
});

it('stores of external secrets, one of the namespace where nothing else is said', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['external-secrets.io/v1', 'SecretStore', `name: ${name}}`],
        ['external-secrets.io/v1', 'ClusterSecretStore', `name: vault}`],
        ['external-secrets.io/v1', 'ExternalSecret', `name: web}\n    spec: {secretStoreRef: {name: ${name}}}`],
        [
          'external-secrets.io/v1',
          'ExternalSecret',
          `name: api}\n    spec: {secretStoreRef: {kind: ClusterSecretStore, name: vault}}`,
        ],
        [
          'external-secrets.io/v1alpha1',
          'PushSecret',
          `name: api}\n    spec: {secretStoreRefs: [{kind: SecretStore, name: ${name}}]}`,
        ],
      ),
    'vault',
    'bank',
  );
});

it('what triggers of KEDA sign in with', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['keda.sh/v1alpha1', 'TriggerAuthentication', `name: ${name}}`],
        [
          'keda.sh/v1alpha1',
          'ScaledObject',
          `name: web}\n    spec: {triggers: [{type: kafka, authenticationRef: {name: ${name}}}]}`,
        ],
        [
          'keda.sh/v1alpha1',
          'ScaledJob',
          `name: web}\n    spec: {triggers: [{type: kafka, authenticationRef: {name: ${name}}}]}`,
        ],
      ),
    'kafka',
    'queue',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['v1', 'Secret', `name: ${name}}`],
        [
          'keda.sh/v1alpha1',
          'TriggerAuthentication',
          `name: web}\n    spec: {secretTargetRef: [{name: ${name}, key: a}]}`,
        ],
      ),
    'kafka',
    'queue',
  );
});

it('Gateways of Istio and tasks of Tekton', () => {
  checkRenameFromEach(
    (name) =>
      documents(
        ['networking.istio.io/v1', 'Gateway', `name: ${name}}`],
        ['networking.istio.io/v1', 'VirtualService', `name: web}\n    spec: {gateways: [mesh, ${name}]}`],
      ),
    'edge',
    'front',
  );
  checkRenameFromEach(
    (name) =>
      documents(
        ['tekton.dev/v1', 'Task', `name: ${name}}`],
        ['tekton.dev/v1', 'Pipeline', `name: web}\n    spec: {tasks: [{name: a, taskRef: {name: ${name}}}]}`],
        ['tekton.dev/v1', 'TaskRun', `name: web}\n    spec: {taskRef: {name: ${name}}}`],
      ),
    'build',
    'make',
  );
});
