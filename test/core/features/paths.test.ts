import { describe, expect, it, test } from 'vitest';
import { completion } from '../../../server/src/core/features/facade.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { checkCompletion, checkReferences, hoverAt } from '../../support/check-features.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

const repository = (file: string): string => `
    #- /apps/shop/kustomization.yaml
    resources: [web.yaml]
    #- /apps/shop/web.yaml
    kind: ConfigMap
    metadata: {name: web}
    #- /apps/plain/db.yaml
    kind: ConfigMap
    metadata: {name: db}
    #- /components/log/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    #- /charts/web/Chart.yaml
    apiVersion: v2
    name: web
    #- /charts/web/values.yaml
    a: b
    #- /charts/web/values-prod.yaml
    a: b
    ${file}
`;

const flux = (path: string): string => `#- /clusters/prod/shop.yaml
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: shop}
    spec:
      path: ${path}
      sourceRef: {kind: GitRepository, name: fleet}`;

const argo = (source: string): string => `#- /argocd/web.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: web}
    spec:
      source:
        repoURL: https://git.example.com/fleet
        ${source}`;

const overlay = (text: string): string => `#- /overlays/prod/kustomization.yaml
    ${text}
    #- /overlays/prod/patch.yaml
    kind: ConfigMap
    metadata: {name: web}
    #- /overlays/lab/kustomization.yaml
    resources: [../prod]`;

describe('completion of paths', () => {
  test.each([
    ['of Flux, in a folder', flux('./apps/$0'), ['shop #folder', 'plain #folder']],
    ['of Flux, of a word', flux('./apps/sh$0'), ['shop #folder']],
    ['of Argo CD', argo('path: charts/$0'), ['web #folder']],
    [
      'of values, beside a chart',
      argo('{path: charts/web, helm: {valueFiles: [$0]}}').replace(
        'repoURL: https://git.example.com/fleet\n        ',
        '',
      ),
      ['values.yaml #file', 'values-prod.yaml #file'],
    ],
    [
      'of values that are not there yet',
      argo('path: charts/web\n        helm:\n          valueFiles:\n          - values.yaml\n          - $0'),
      ['values-prod.yaml #file'],
    ],
    ['of resources', overlay('resources: [$0]'), ['patch.yaml #file', '../../apps/shop #folder']],
    ['of resources on the way', overlay('resources:\n    - ../../apps/$0'), ['shop #folder', 'plain #folder']],
    ['of components', overlay('components: [$0]'), ['../../components/log #folder']],
    ['of patches', overlay('patches:\n    - path: $0'), ['patch.yaml #file']],
    ['of a file of variables', overlay('configMapGenerator: [{name: env, env: $0}]'), ['patch.yaml #file']],
    ['of values of a chart', overlay('helmCharts: [{name: db, additionalValuesFiles: [$0]}]'), ['patch.yaml #file']],
    [
      'of Flux, behind its first step',
      flux('./$0'),
      ['apps', 'components', 'charts', 'clusters'].map((name) => `${name} #folder`),
    ],
    ['behind a dash', overlay('components:\n    -$0'), ['../../components/log #folder']],
    [
      'behind a dash that is not as far in as the key',
      overlay('configMapGenerator:\n    - name: env\n      files:\n    -$0'),
      [],
    ],
    ['behind an anchor', overlay('resources:\n    - &app ../../apps/$0'), ['shop #folder', 'plain #folder']],
    ['of one that is there', overlay('resources: [pa$0tch.yaml]'), ['patch.yaml #file']],
    ['where no path is', overlay('namePrefix: $0'), []],
  ])('%s', (_, file, expected) => {
    checkCompletion(repository(file), expected);
  });

  it.each(['$0', '.$0'])('of Flux, from the root, where nothing is written but %s', (path) => {
    const known = ['apps', 'components', 'charts', 'clusters', 'apps/shop', 'components/log'];
    checkCompletion(
      repository(flux(path)),
      known.map((path) => `./${path} #folder`),
    );
  });
});

test.each([
  ['resources:\n  - m$0', 'resources:\n  - my dir'],
  ['resources:\n  - my $0', 'resources:\n  - my dir'],
  ['resources:\n- my $0\n- b\n', 'resources:\n- my dir\n- b\n'],
  ['resources:\n  - my dir/$0', 'resources:\n  - my dir/web app@1.yaml'],
  ['resources:\n  - my dir/web a$0bc', 'resources:\n  - my dir/web app@1.yaml'],
  ['resources: ["my dir/web app@$0"]', 'resources: ["my dir/web app@1.yaml"]'],
  ['resources: [../b, my d$0]', 'resources: [../b, my dir]'],
  ['patches:\n  - path: my d$0 # here', 'patches:\n  - path: my dir # here'],
  ['configMapGenerator:\n  - files: [k=my dir/w$0]', 'configMapGenerator:\n  - files: [k=my dir/web app@1.yaml]'],
])('completion of paths with blanks and signs: %s', (text, expected) => {
  const offset = text.indexOf('$0');
  const files = [
    { path: '/r/kustomization.yaml', text: text.replace('$0', '') },
    { path: '/r/my dir/web app@1.yaml', text: 'kind: Service\nmetadata: {name: web}\n' },
  ].map((file) => ({ ...file, uri: `file://${file.path}` }));
  const [found] = completion(snapshotOf(files), 'file:///r/kustomization.yaml', offset);
  const edit = { span: found?.span ?? { start: 0, end: 0 }, newText: found?.source ?? found?.text ?? '' };
  expect(applyEdits(files[0]?.text ?? '', [edit])).toBe(expected);
});

test('a hover tells what a path leads to', () => {
  expect(hoverAt(repository(flux('./apps/sh$0op')))).toContain('apps/shop`');
  expect(hoverAt(repository(flux('./apps/sh$0op')))).toContain('1 object');
  expect(hoverAt(repository(flux('./apps/pl$0ain')))).toContain('The folder `/apps/plain`.');
  expect(hoverAt(repository(argo('path: charts/w$0eb')))).toContain('The chart in `/charts/web`.');
  const values = 'path: charts/web\n        helm: {valueFiles: [values-$0prod.yaml]}';
  expect(hoverAt(repository(argo(values)))).toContain('The file `/charts/web/values-prod.yaml`.');
  expect(hoverAt(repository(flux('./apps/no$0ne')))).toBe('');
});

test('the references of a path are those that lead there', () => {
  checkReferences(
    repository(`#- /clusters/prod/shop.yaml
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: shop}
    spec:
      path: ./apps/sh$0op
            ^^^^^^^^^^^^^
      sourceRef: {kind: GitRepository, name: fleet}
    #- /overlays/prod/kustomization.yaml
    resources: [../../apps/shop]
                ^^^^^^^^^^^^^^^
    `),
  );
});

describe('the name in a patch', () => {
  const patched = (patch: string): string => `
    #- /base/kustomization.yaml
    resources: [web.yaml]
    #- /base/web.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: worker}
    ---
    kind: Service
    metadata: {name: web-service}
    ${patch}`;
  const file = (name: string): string => `#- /prod/kustomization.yaml
    resources: [../base]
    patches: [{path: patch.yaml}]
    #- /prod/patch.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: ${name}
    spec: {replicas: 2}`;

  it('is one of those that it can change', () => {
    checkCompletion(patched(file('$0')), ['web #object', 'worker #object']);
    checkCompletion(patched(file('wo$0')), ['worker #object']);
    checkCompletion(patched(file('"w$0"')), ['web #object', 'worker #object']);
  });

  it('in a patch that is a text', () => {
    checkCompletion(
      patched(`#- /prod/kustomization.yaml
    resources: [../base]
    patches:
      - patch: |-
          apiVersion: v1
          kind: Service
          metadata:
            name: $0`),
      ['web-service #object'],
    );
  });
});
