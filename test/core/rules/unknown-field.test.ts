import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a field of the object that slipped into its selector, and a label that did', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: web}
    spec:
      selector:
        matchLabels: {app: web}
        tier: front
        ^^^^ error[unknown-field] There is no field "tier" here; the API has it in spec.selector.matchLabels.
        strategy:
        ^^^^^^^^ error[unknown-field] There is no field "strategy" here; the API has it in spec.
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web}]}
  `);
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: web}
    spec:
      selector:
        matchLabels: {app: web}
        template:
        ^^^^^^^^ error[unknown-field] There is no field "template" here; the API has it in spec.
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: web}]}
  `);
});

test('what another kind calls by one word more or less', () => {
  const workload = (kind: string, field: string, meant: string): string => `
    kind: ${kind}
    metadata: {name: web}
    spec:
      ${field}: {type: RollingUpdate}
      ${'^'.repeat(field.length)} error[unknown-field] 💡 There is no field "${field}" here; the API has "${meant}".
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web}]}
  `;
  checkDiagnostics(workload('DaemonSet', 'strategy', 'updateStrategy'));
  checkDiagnostics(workload('Deployment', 'updateStrategy', 'strategy'));
});
