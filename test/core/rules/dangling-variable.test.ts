import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const pod = (env: string, more = ''): string => `
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          image: web${more}
          env:
${env}`;

test('a variable that is set after the one that takes it', () => {
  checkDiagnostics(
    pod(`            - {name: URL, value: "http://$(API_HOST):$(API_PORT)"}
                                           ^^^^^^^^ warning[dangling-variable] Variable "API_HOST" is set after the one that takes it, so "$(API_HOST)" is not replaced.
            - {name: API_HOST, value: api.example.com}
                     ^^^^^^^^ note[dangling-variable] Variable "API_HOST" is set here.
            - {name: API_PORT, value: "8080"}
`),
  );
});

test('a name that is misspelt, and its fix', () => {
  checkDiagnostics(
    pod(`            - {name: API_HOST, value: api.example.com}
            - {name: URL, value: "http://$(API_HSOT):8080"}
                                           ^^^^^^^^ warning[dangling-variable] 💡 There is no variable "API_HSOT" before this one; there is "API_HOST".
`),
  );
  checkFix(
    pod('            - {name: API_HOST, value: a}\n            - {name: URL, value: "http://$(API_HSOT):8080"}\n'),
    'Change to "API_HOST"',
    pod('            - {name: API_HOST, value: a}\n            - {name: URL, value: "http://$(API_HOST):8080"}\n'),
  );
});

test.each([
  ['one that comes before', '- {name: A_HOST, value: a}\n            - {name: B, value: "$(A_HOST)"}'],
  ['two signs for one', '- {name: B, value: "$$(A_HOST)"}\n            - {name: A_HOST, value: a}'],
  ['a command for a shell', '- {name: A_HOST, value: a}\n            - {name: B, value: "$(date +%s) $(whoami)"}'],
  ['another word of the name', '- {name: DB_HOST, value: a}\n            - {name: B, value: "$(DB_PORT)"}'],
  [
    'one of a Service, which is set before all others',
    '- {name: A, value: "$(KUBERNETES_SERVICE_HOST)"}\n            - {name: KUBERNETES_SERVICE_HOST, value: a}',
  ],
  ['itself', '- {name: PATH, value: "/opt:$(PATH)"}'],
])('%s', (_, env) => {
  checkDiagnostics(pod(`            ${env}\n`));
});

test('one that a map may have, which the container takes as a whole', () => {
  checkDiagnostics(
    pod(
      '            - {name: B, value: "$(A_HOST)"}\n            - {name: A_HOST, value: a}\n',
      '\n          envFrom: [{configMapRef: {name: settings, optional: true}}]',
    ),
  );
});
