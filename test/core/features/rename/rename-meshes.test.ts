import { expect, it, test } from 'vitest';
import { checkCompletion, checkReferences, hoverAt } from '../../../support/check-features.ts';
import { checkRejected, checkRenameFromEach } from '../../../support/check-rename.ts';

const mesh = (name: string, declared = name): string => `
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web}
    spec: {hosts: [web], http: [{route: [{destination: {host: web, subset: ${name}}}, {destination: {host: api, subset: v1}}]}]}
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: web}
    spec: {host: web, subsets: [{name: ${declared}, labels: {app: web, version: "1"}}, {name: v2, labels: {app: web}}]}
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: api}
    spec: {host: api, subsets: [{name: v1}]}
    ---
    kind: Service
    metadata: {name: web}
    ---
    kind: Service
    metadata: {name: api}
`;

test('a subset of a DestinationRule, and who sends to it', () => {
  checkRenameFromEach((name) => mesh(name), 'v1', 'stable');
  checkRejected(mesh('v$01', 'v1'), 'v2', 'DestinationRule "web" already has a subset "v2".');
  checkCompletion(mesh('$0', 'v1'), ['v1 #value', 'v2 #value']);
  expect(hoverAt(mesh('v$01', 'v1'))).toContain('the Pods with `app: web` and `version: 1`.');
  checkReferences(`
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web}
    spec:
      http: [{route: [{destination: {host: web, subset: v1}}]}]
                                                        ^^
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: web}
    spec: {host: web, subsets: [{name: $0v1}]}
                                       ^^^^ declaration
    ---
    kind: Service
    metadata: {name: web}
  `);
});

it('what a Rollout names, and who scales it', () => {
  const rollout = (name: string, own: string): string => `
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: ${own}}
    spec:
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}
      strategy:
        canary:
          trafficRouting:
            istio: {virtualService: {name: ${name}}}
            nginx: {stableIngress: other}
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: ${name}}
    ---
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: ${own}}, maxReplicas: 3}
    ---
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: other}
  `;
  checkRenameFromEach((name) => rollout(name, 'web'), 'routes', 'ways');
  checkRenameFromEach((name) => rollout('routes', name), 'shop', 'store');
});

test('a subset, where whole names, mirrors and Rollouts say it', () => {
  const draw = (declared: string, [route, mirror, mirrored, rollout]: readonly string[]): string => `
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web, namespace: shop}
    spec:
      http:
        - route: [{destination: {host: web.shop.svc.cluster.local, subset: ${route}}}]
          mirror: {host: web, subset: ${mirror}}
        - mirrors: [{destination: {host: web.shop, subset: ${mirrored}}}]
    ---
    apiVersion: networking.istio.io/v1
    kind: DestinationRule
    metadata: {name: web, namespace: shop}
    spec: {host: web.shop.svc.cluster.local, subsets: [{name: ${declared}}, {name: v1}]}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: web, namespace: shop}
    spec:
      strategy:
        canary:
          trafficRouting: {istio: {destinationRule: {name: web, canarySubsetName: ${rollout}, stableSubsetName: v1}}}
  `;
  checkRenameFromEach((name) => draw(name, [name, name, name, name]), 'v2', 'canary');
  for (const place of [0, 1, 2, 3]) {
    const names = [0, 1, 2, 3].map((index) => (index === place ? '$0' : 'v1'));
    checkCompletion(draw('v2', names), ['v2 #value', 'v1 #value']);
  }
});
