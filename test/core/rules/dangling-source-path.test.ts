import { expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete, checkSnapshot } from '../../support/check-diagnostics.ts';
import { parseFixture } from '../../support/fixture.ts';
import { pathsToLookFor } from '../../../server/src/core/kustomize/looked-for.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

const web = `
    #- /apps/production/web.yaml
    kind: ConfigMap
    metadata: {name: web}
    #- /infra/db/db.yaml
    kind: ConfigMap
    metadata: {name: db}
    #- /charts/web/Chart.yaml
    name: web
    #- /charts/web/values-prod.yaml
    replicas: 2
`;

const flux = (name: string, path: string, source = 'flux-system'): string => `
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: ${name}}
    spec:
      sourceRef: {kind: GitRepository, name: ${source}}
      path: ${path}`;

test('a folder of Flux that is misspelt', () => {
  checkDiagnostics(`
    #- /clusters/prod/apps.yaml${flux('apps', './apps/productoin')}
            ^^^^^^^^^^^^^^^^^ warning[dangling-source-path] 💡 "./apps/productoin" does not exist in this repository; there is "./apps/production".
    ---${flux('infra', 'infra/db/')}${web}
  `);
});

test('its fix keeps how the path is written', () => {
  const draw = (path: string): string => `
    #- /clusters/prod/apps.yaml${flux('apps', path)}
    ---${flux('infra', 'infra')}${web}
  `;
  checkFix(draw('./app/production/'), 'Change to "./apps/production/"', draw('./apps/production/'));
});

test('a folder that is like none: a hint, once two others of its source are there', () => {
  checkDiagnostics(`
    #- /clusters/prod/apps.yaml${flux('apps', './monitoring')}
            ^^^^^^^^^^^^ hint[dangling-source-path] "./monitoring" does not exist in this repository, unlike other paths of the same source.
    ---${flux('infra', 'infra')}
    ---${flux('prod', 'apps/production')}${web}
  `);
  checkDiagnostics(`
    #- /clusters/prod/apps.yaml${flux('apps', './monitoring')}
    ---${flux('infra', 'infra')}${web}
  `);
});

test('an archive, in which none is there', () => {
  checkDiagnostics(`
    #- /archive/clusters/prod/apps.yaml${flux('apps', './monitoring')}
    ---${flux('queue', './queue')}
    #- /clusters/prod/apps.yaml${flux('infra', 'infra')}
    ---${flux('prod', 'apps/production')}${web}
  `);
});

test('a folder that is there, of another repository, of a template, and where none of its source is there', () => {
  checkDiagnostics(`
    #- /clusters/prod/apps.yaml${flux('apps', './apps/production')}
    ---${flux('other', './apps/productoin', 'other')}
    ---${flux('template', '"./apps/productoin/${CLUSTER}"')}
    ---${flux('root', './')}
    ---${flux('infra', 'infra/db')}${web}
  `);
});

test('the workspace is a folder of its repository', () => {
  checkDiagnostics(`
    #- /apps.yaml${flux('apps', './clusters/apps/productoin')}
    ---${flux('infra', './clusters/infra')}${web}
  `);
});

test('git keeps no such folder, or not all could be read', () => {
  const draw = (path: string): string => `
    #- /clusters/prod/apps.yaml${flux('apps', path)}
    ---${flux('infra', 'infra')}${web}`;
  checkDiagnostics(`${draw('app')}
    #- /.gitignore
    app/
  `);
  checkIncomplete(draw('./app'), { complete: true, unread: ['/app/x.yaml'] });
  checkIncomplete(draw('./app'), { complete: false, unread: [] });
});

test('a folder in which nothing is that is read', () => {
  const fixture = parseFixture(`
    #- /clusters/prod/apps.yaml${flux('apps', './app')}
    ---${flux('infra', 'infra')}${web}
  `);
  const workspace = new Workspace();
  workspace.apply({ files: fixture.files });
  expect(pathsToLookFor(workspace.snapshot.files.values())).toContain('/app');
  const listings = new Map([['/', [{ name: 'app', kind: 'folder' as const }]]]);
  workspace.apply({ files: fixture.files, complete: true, listings });
  checkSnapshot(fixture, workspace.snapshot);
});

test('a folder of a submodule that is not checked out', () => {
  const fixture = parseFixture(`
    #- /clusters/prod/apps.yaml${flux('apps', './sub/module/k8s')}
    ---${flux('infra', 'infra')}
    ---${flux('prod', 'apps/production')}${web}
    #- /sub/a.yaml
    kind: ConfigMap
    metadata: {name: a}
  `);
  const workspace = new Workspace();
  workspace.apply({ files: fixture.files });
  expect(pathsToLookFor(workspace.snapshot.files.values())).toContain('/sub/module');
  const listings = new Map([
    ['/sub', [{ name: 'module', kind: 'folder' as const }]],
    ['/sub/module', []],
  ]);
  workspace.apply({ complete: true, listings });
  checkSnapshot(fixture, workspace.snapshot);
});

const application = (source: string): string => `
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: web}
    spec:
      ${source}`;
const here = 'repoURL: https://example.com/shop.git';

test('folders and files of values of Argo CD', () => {
  checkDiagnostics(`
    #- /argocd/web.yaml${application(`source:
        ${here}
        path: charts/web
        helm: {valueFiles: [values-prod.yml, values-prod.yaml, ../web/values-pord.yaml, https://example.com/values.yaml]}
                            ^^^^^^^^^^^^^^^ warning[dangling-source-path] 💡 "values-prod.yml" does not exist in this repository; there is "values-prod.yaml".
                                                               ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-source-path] 💡 "../web/values-pord.yaml" does not exist in this repository; there is "../web/values-prod.yaml".`)}
    ---${application(`sources:
        - {repoURL: https://charts.example.com, chart: nginx, targetRevision: 1.2.3, helm: {valueFiles: [$values/charts/wbe/values-prod.yaml]}}
                                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-source-path] 💡 "$values/charts/wbe/values-prod.yaml" does not exist in this repository; there is "$values/charts/web/values-prod.yaml".
        - {repoURL: https://example.com/shop, ref: values}`)}
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata: {name: all}
    spec: {template: {spec: {source: {${here}, path: chart/web}}}}
                                                                                   ^^^^^^^^^ warning[dangling-source-path] 💡 "chart/web" does not exist in this repository; there is "charts/web".${web}
  `);
});

test('values that may be missing, and another revision', () => {
  checkDiagnostics(`
    #- /argocd/web.yaml${application(`source: {${here}, path: charts/web, helm: {ignoreMissingValueFiles: true, valueFiles: [values-pord.yaml]}}`)}
    ---${application(`source: {${here}, path: chart/web, targetRevision: rendered}`)}${web}
  `);
});

test('charts of a HelmRelease', () => {
  checkDiagnostics(`
    #- /clusters/prod/apps.yaml${flux('infra', 'infra')}
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: web}
    spec: {chart: {spec: {chart: ./charts/wbe, sourceRef: {kind: GitRepository, name: flux-system}}}}
                                 ^^^^^^^^^^^^ warning[dangling-source-path] 💡 "./charts/wbe" does not exist in this repository; there is "./charts/web".
    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: nginx}
    spec: {chart: {spec: {chart: ngnix, sourceRef: {kind: HelmRepository, name: flux-system}}}}${web}
  `);
});
