import { describe, expect, it } from 'vitest';
import { checkHighlights, checkReferences, hoverAt } from '../../../support/check-features.ts';
import { checkNameless, checkRejected, checkRename, checkRenameFromEach } from '../../../support/check-rename.ts';

describe('a variable of a container', () => {
  it('with what the kubelet puts it into, in that container alone', () => {
    checkRenameFromEach(
      (name) => `
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            initContainers:
              - {name: wait, args: [$(HOST)], env: [{name: HOST, value: other}]}
            containers:
              - name: web
                command: [serve, "--peer=$(${name}):$(PORT)", "$$(HOST)", '$$$(${name})']
                args:
                  - |
                    --url
                    http://$(${name})/
                livenessProbe: {exec: {command: [check, $(${name})]}}
                lifecycle: {preStop: {exec: {command: [leave, $(HOST)]}}}
                volumeMounts: [{name: data, mountPath: /data, subPathExpr: $(${name})}]
                env:
                  - {name: EARLY, value: $(HOST)}
                  - {name: ${name}, value: db}
                  - {name: PORT, value: "5432"}
                  - {name: URL, value: "http://$(${name}):$(PORT)/$(${name})"}
              - {name: side, args: [$(HOST)], env: [{name: HOST, value: other}]}
    `,
      'HOST',
      'DB_HOST',
    );
  });

  it('in the scripts of a shell, unless they set it themselves', () => {
    checkRename(
      `
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - command: [/bin/sh, -c, 'psql -h "$HOST" -p \${HOST:-x} $HOSTS']
            args: ['HOST=other; ping $HOST', "ping $$HOST"]
            env: [{name: H$0OST, value: db}]
      `,
      'DB_HOST',
      `
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - command: [/bin/sh, -c, 'psql -h "$DB_HOST" -p \${DB_HOST:-x} $HOSTS']
            args: ['HOST=other; ping $HOST', "ping $$DB_HOST"]
            env: [{name: DB_HOST, value: db}]
      `,
    );
  });

  it('in the scripts of probes and hooks', () => {
    checkRenameFromEach(
      (name) => `
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - env: [{name: ${name}, value: db}]
            command: [serve, $HOST]
            startupProbe: {exec: {command: [bash, -c, 'nc $${name} $(${name})']}}
            livenessProbe: {exec: {command: [check, $HOST]}}
            lifecycle:
              postStart: {exec: {command: [/bin/sh, -c, 'echo $${name} $(HOST)']}}
              preStop: {exec: {command: [leave, $HOST]}}
    `,
      'HOST',
      'DB_HOST',
    );
  });

  it('its length, what is behind its name, and where a script sets it on a condition', () => {
    checkRenameFromEach(
      (name) => `
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - env: [{name: ${name}, value: db}]
            command: [sh, -c]
            args:
              - |
                [ -z "\${${name}%%.*}" ] && ${name}=x
                if [ \${#${name}} = 0 ]; then ${name}="$(hostname)"; fi
                HOST=$${name} serve --HOST=$${name}?HOST=\${${name}:-x} \\$HOST
                export HOST=$${name}.x
                serve $HOST
                HOST=y
    `,
      'HOST',
      'DB_HOST',
    );
  });

  it('not where a script has set it before', () => {
    checkNameless(`
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - {command: [sh, -c, 'for HOST in a b; do nc $HO$0ST; done'], env: [{name: HOST, value: db}]}
    `);
  });

  it('not in what no shell reads', () => {
    checkRename(
      `
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{args: [$HOST, "\${HOST}", $(HOST)], env: [{name: H$0OST, value: db}]}]}
      `,
      'DB',
      `
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{args: [$HOST, "\${HOST}", $(DB)], env: [{name: DB, value: db}]}]}
      `,
    );
  });

  it('says that programs have to read the new one', () => {
    const source = `
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, env: [{name: H$0OST, value: db}]}]}
    `;
    expect(checkRename(source, 'DB', source.replace('H$0OST', 'DB'))).toBe(
      'Programs in container "web" that read "HOST" have to read "DB" instead.',
    );
  });

  it('also in patches', () => {
    checkRenameFromEach(
      (name) => `
      #- /kustomization.yaml
      resources: [web.yaml]
      patches: [{path: patch.yaml}]
      #- /web.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: web, args: [$(${name})], env: [{name: ${name}, value: db}]}]}}}
      #- /patch.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: web, env: [{name: ${name}, value: other}]}]}}}
    `,
      'HOST',
      'DB_HOST',
    );
  });

  it('not to the name of another one, nor to none', () => {
    const draw = (more: string): string => `
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, env: [{name: H$0OST, value: db}, {name: PORT, value: "1"}]${more}}]}
    `;
    checkRejected(draw(''), 'PORT', 'Container "web" already has a variable "PORT".');
    checkRejected(
      draw(', envFrom: [{configMapRef: {name: env}, prefix: X_}]') +
        `
      ---
      kind: ConfigMap
      metadata: {name: env}
      data: {PORT: "1"}
      `,
      'X_PORT',
      'Container "web" already has a variable "X_PORT".',
    );
    checkRejected(
      draw(''),
      'A=B',
      '"A=B" is not a valid name of a variable: use printable ASCII characters without an equals sign.',
    );
  });

  it('none that nothing can read where it is put in', () => {
    const read = (arg: string): string => `
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, image: web, env: [{name: P$0ORT, value: "80"}], command: [sh, -c], args: ['${arg}']}]}
    `;
    const words = (name: string): string =>
      `"${name}" cannot be read where the variable is put in: use letters, digits and underscores, and no digit first.`;
    checkRejected(read('nc $PORT'), 'my-port', words('my-port'));
    checkRejected(read('nc $(PORT)'), 'A)B', words('A)B'));
  });

  it('none in what is no variable', () => {
    checkNameless(`
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{args: [$$(HO$0ST)], env: [{name: HOST, value: db}]}]}
    `);
    checkNameless(`
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{args: [$(HO$0ST)]}]}
    `);
  });
});

it('a key of a map from which containers take their variables', () => {
  checkRenameFromEach(
    (name) => `
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - args: [$(${name}), $(X_HOST)]
          envFrom: [{configMapRef: {name: env}}]
        - args: [$(HOST), "a $(X_${name})"]
          env: [{name: HOST, value: own}]
          envFrom: [{configMapRef: {name: env}, prefix: X_}]
        - args: [$(HOST)]
    ---
    kind: ConfigMap
    metadata: {name: env}
    data: {${name}: db}
  `,
    'HOST',
    'DB_HOST',
  );
});

it('a key of a map not to a name that what takes it cannot read', () => {
  const draw = (arg: string): string => `
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{command: [sh, -c, '${arg}'], envFrom: [{configMapRef: {name: env}, prefix: X_}]}]}
    ---
    kind: ConfigMap
    metadata: {name: env}
    data: {HO$0ST: db}
  `;
  const words =
    '"db.host" cannot be read where the variable is put in: use letters, digits and underscores, and no digit first.';
  checkRejected(draw('nc $X_HOST'), 'db.host', words);
  checkRename(draw('nc $X_HOST'), '1', draw('nc $X_1').replace('HO$0ST', '1'));
  checkRename(draw('nc $(X_HOST)'), 'db.host', draw('nc $(X_db.host)').replace('HO$0ST', 'db.host'));
});

it('references and highlights of a variable', () => {
  checkReferences(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - args: [a $(HOST)]
                     ^^^^
          env:
            - {name: H$0OST, value: db}
                     ^^^^^^ declaration
            - {name: URL, value: http://$(HOST)/}
                                          ^^^^
  `);
  checkHighlights(`
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - args: [a $(H$0OST)]
                     ^^^^^^ read
          env: [{name: HOST, value: db}]
                       ^^^^ write
  `);
});

it('hovers of a variable say what it holds', () => {
  const draw = (env: string): string => `
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, args: [$(HO$0ST)]${env}}]}
    ---
    kind: ConfigMap
    metadata: {name: env}
    data: {HOST: db}
    ---
    kind: Secret
    metadata: {name: token}
    stringData: {HOST: secret}
  `;
  expect(hoverAt(draw(', env: [{name: HOST, value: pg}]'))).toContain('`HOST` is `pg` in container `web`.');
  const ref = ', env: [{name: HOST, valueFrom: {secretKeyRef: {name: token, key: HOST}}}]';
  expect(hoverAt(draw(ref))).toContain('In container `web`, `HOST` is key `HOST` of');
  expect(hoverAt(draw(ref))).not.toContain('secret');
  expect(hoverAt(draw(', envFrom: [{configMapRef: {name: env}}]'))).toContain('`db`');
});

it('a variable that containers share by an alias or merge key is renamed in all of them, from each place', () => {
  const drawn = (folder: string, [declared, first, second, third]: readonly string[]): string => `
      #- /${folder}/kustomization.yaml
      resources: [web.yaml]
      #- /k/web.yaml
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers:
              - &web
                name: web
                env: &env
                  - {name: ${declared}, value: a}
                args: ["$(${first})"]
              - {name: proxy, env: *env, args: ["$(${second})"]}
              - <<: *web
                name: job
                args: ["$(${third})"]
              - {name: other, env: [{name: HOST, value: b}], args: ["$(HOST)"]}
      `;
  const after = ['PEER', 'PEER', 'PEER', 'PEER'];
  for (const folder of ['k', 'elsewhere'])
    for (const cursor of after.keys()) {
      const before = after.map((_, index) => (index === cursor ? 'HO$0ST' : 'HOST'));
      checkRename(drawn(folder, before), 'PEER', drawn(folder, after));
    }
});
