import { describe, expect, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { checkDefinition, hoverAt } from '../../support/check-features.ts';
import { checkResolve } from '../../support/check-records.ts';

/** A custom resource with a template of Pods, its selector as it is written there. */
function custom(
  kind: string,
  apiVersion: string,
  { labels = 'app: web', selector = '{matchLabels: {app: web}}', more = '' } = {},
): string {
  return `
    apiVersion: ${apiVersion}
    kind: ${kind}
    metadata: {name: web}
    spec:
      replicas: 2
      selector: ${selector}
      template:
        metadata: {labels: {${labels}}}
        spec:
          containers:
            - name: web
              ports: [{name: http, containerPort: 8080}]${more}
    ---`;
}

const kinds = [
  ['Rollout', 'argoproj.io/v1alpha1'],
  ['CloneSet', 'apps.kruise.io/v1alpha1'],
  ['StatefulSet', 'apps.kruise.io/v1beta1'],
  ['DaemonSet', 'apps.kruise.io/v1alpha1'],
  ['Whatever', 'example.com/v1'],
] as const;

const service = (spec: string): string => `
    kind: Service
    metadata: {name: web}
    spec: {${spec}, ports: [{name: http, port: 80, targetPort: http}]}
    `;

describe.each(kinds)('%s of %s', (kind, apiVersion) => {
  const web = custom(kind, apiVersion);

  test('is what a Service selects', () => {
    checkDiagnostics(`${web}${service('selector: {app: web}')}`);
    expect(hoverAt(`${web}${service('sel$0ector: {app: web}')}`)).toContain(`[${kind} web`);
  });

  test('is what a selector with a misspelt label means', () => {
    checkDiagnostics(
      `${custom(kind, apiVersion, { labels: 'app: webb', selector: '{matchLabels: {app: webb}}' })}
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
                      ^^^ warning[dangling-selector] 💡 Service "web" selects no Pods: their app is "webb", not "web".
      ports: [{port: 80}]
      `,
    );
  });

  test('has the ports that a Service leads to', () => {
    checkDiagnostics(
      `${web}
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{name: http, port: 80, targetPort: htp}]
                                                 ^^^ warning[dangling-target-port] 💡
      `,
    );
  });

  test('has strings that name hosts', () => {
    const more = `
              env: [{name: DB_HOST, value: chekout}]
                                           ^^^^^^^ warning[dangling-host-name] 💡`;
    checkDiagnostics(
      `${custom(kind, apiVersion, { more })}
    kind: Service
    metadata: {name: checkout}
    spec: {selector: {app: checkout}, ports: [{port: 80}]}
      `,
    );
  });
});

test('names of Pods that an operator makes are not known, and the Service has its own', () => {
  const all = `${custom('Rollout', 'argoproj.io/v1alpha1')}${service('clusterIP: None, selector: {app: web}')}`;
  checkResolve(all, 'web-0.web.default.svc.cluster.local A', 'unknown');
  checkResolve(all, 'web.default.svc.cluster.local TXT', 'NOERROR');
  checkResolve(all, '_http._tcp.web.default.svc.cluster.local TXT', 'NOERROR');
  checkResolve(all, '_htp._tcp.web.default.svc.cluster.local A', 'NXDOMAIN');
  const more = `
              env: [{name: PEER, value: 'web-7.web:8080'}]`;
  checkDiagnostics(
    `${custom('Rollout', 'argoproj.io/v1alpha1', { more })}${service('clusterIP: None, selector: {app: web}').replace('port: 80', 'port: 8080')}`,
  );
});

test('Pods of an advanced StatefulSet are called as those of any other, unless ordinals are left out', () => {
  const set = custom('StatefulSet', 'apps.kruise.io/v1beta1').replace('replicas', 'serviceName: web\n      replicas');
  const web = service('clusterIP: None, selector: {app: web}');
  checkResolve(`${set}${web}`, 'web-1.web.default.svc.cluster.local TXT', 'NOERROR');
  checkResolve(`${set}${web}`, 'web-2.web.default.svc.cluster.local A', 'NXDOMAIN');
  const reserved = set.replace('replicas: 2', 'replicas: 2\n      reserveOrdinals: [1]');
  checkResolve(`${reserved}${web}`, 'web-2.web.default.svc.cluster.local A', 'unknown');
});

test('a DeploymentConfig has a plain map for a selector, and a label of its own', () => {
  const config = custom('DeploymentConfig', 'apps.openshift.io/v1', { selector: '{app: web}' });
  checkDiagnostics(`${config}${service('selector: {app: web}')}`);
  checkDiagnostics(`${config}${service('selector: {deploymentconfig: web}')}`);
  checkDiagnostics(
    `${config}
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: wbe}
                      ^^^ warning[dangling-selector] 💡
      ports: [{port: 80}]
      `,
  );
});

test('the label of a Service leads to it, and so does what it names beside its template', () => {
  checkDefinition(`
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: web}
    spec:
      strategy: {canary: {stableService: w$0eb}}
                                         ^^^^^ origin
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}
    ---
    kind: Service
    metadata:
      name: web
            ^^^
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('near misses: a template without a selector, one of other things, and what a rollout takes from elsewhere', () => {
  const selecting = `
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: wbe}, ports: [{port: 80}]}
    ---`;
  checkDiagnostics(`${selecting}
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: web}
    spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
  `);
  checkDiagnostics(`${selecting}
    apiVersion: example.com/v1
    kind: Machine
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {domain: {}}}}
  `);
  checkDiagnostics(`${selecting}
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: other}
    spec: {selector: {matchLabels: {app: x}}, workloadRef: {kind: Deployment, name: web}}
  `);
});

test('near misses: labels that an operator may add, and fields that only it knows', () => {
  checkDiagnostics(
    `${custom('Whatever', 'example.com/v1', { more: '\n              anything: {at: all}' })}${service('selector: {app: web, role: primary}')}`,
  );
});
