import { expect, test } from 'vitest';
import { errorsOf } from '../../../support/check-constraints.ts';

const kustomized = (patch: string): string => `
#- /base/kustomization.yaml
resources: [service.yaml]
#- /base/service.yaml
kind: Service
metadata: {name: db}
spec:
  selector: {app: db}
#- /prod/kustomization.yaml
resources: [../base]
patches:
  - path: ports.yaml
#- /prod/ports.yaml
apiVersion: v1
kind: Service
metadata: {name: db}
spec:
  ${patch}
`;

test('what a patch adds is not missing', () => {
  expect(errorsOf(kustomized('ports: [{port: 80}]'))).toEqual([]);
});

test('what a patch makes of it is refused', () => {
  expect(errorsOf(kustomized('ports: [{port: 80, protocol: tcp}]'))).toEqual(['invalid-value spec.ports[0].protocol']);
});
