import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('two containers with other numbers', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: probe, labels: {app: probe}}
    spec:
      containers:
        - name: probe
          ^^^^ error[missing-field] This container needs an image.
          ports:
            - name: web
              ^^^^ note[duplicate-container-port-name] Port 9400 of container "probe" has the name first.
              containerPort: 9400
        - name: side
          ^^^^ error[missing-field] This container needs an image.
          ports:
            - name: web
                    ^^^ information[duplicate-container-port-name] Port name "web" already belongs to port 9400 of container "probe".
              containerPort: 9500
  `);
});

test('a container and a sidecar', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: probe}
    spec:
      template:
        metadata: {labels: {app: probe}}
        spec:
          initContainers:
            - name: side
              restartPolicy: Always
              ports:
                - name: web
                        ^^^ information[duplicate-container-port-name] Port name "web" already belongs to port 9400 of container "probe".
                  containerPort: 9500
          containers:
            - name: probe
              ports: [{name: web, containerPort: 9400}]
  `);
});

test('another protocol, the same number, and an init container that ends', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: probe, labels: {app: probe}}
    spec:
      initContainers: [{name: setup, ports: [{name: web, containerPort: 9600}]}]
                        ^^^^ error[missing-field] This container needs an image.
      containers:
        - {name: probe, ports: [{name: web, containerPort: 9400}, {name: dns, containerPort: 53}]}
           ^^^^ error[missing-field] This container needs an image.
        - {name: side, ports: [{name: dns, containerPort: 5353, protocol: UDP}, {name: web, containerPort: 9400}]}
           ^^^^ error[missing-field] This container needs an image.
  `);
});

test('two Pods', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: one}
    spec: {containers: [{name: c, ports: [{name: web, containerPort: 80}]}]}
                         ^^^^ error[missing-field] This container needs an image.
    ---
    kind: Pod
    metadata: {name: two}
    spec: {containers: [{name: c, ports: [{name: web, containerPort: 81}]}]}
                         ^^^^ error[missing-field] This container needs an image.
  `);
});
