import { describe, test } from 'vitest';
import { checkRejected, checkRename } from '../../../support/check-rename.ts';

describe('a key of a ConfigMap', () => {
  const drawn = (key: string, at: 'map' | 'variable' | 'file' = 'map'): string => {
    const written = (place: string): string => (place === at ? key : key.replace('$0', ''));
    return `
      #- /map.yaml
      kind: ConfigMap
      metadata: {name: web}
      data:
        "${written('map')}": a   # how
        other: app.conf
      #- /pod.yaml
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: web
            env: [{name: app.conf, valueFrom: {configMapKeyRef: {name: web, key: ${written('variable')}}}}]
            volumeMounts: [{name: conf, mountPath: /app.conf, subPath: ${written('file')}}]
        volumes: [{name: conf, configMap: {name: web}}]
      #- /other/all.yaml
      kind: ConfigMap
      metadata: {name: web, namespace: other}
      data: {app.conf: a}
      `;
  };

  test('is renamed with what names it, from each of these', () => {
    for (const at of ['map', 'variable', 'file'] as const)
      checkRename(drawn('app$0.conf', at), 'main.conf', drawn('main.conf'));
  });

  test('not to one that is there, or to what is none', () => {
    checkRejected(drawn('app$0.conf'), 'other', 'ConfigMap "web" already has a key "other".');
    checkRejected(
      drawn('app$0.conf'),
      'a/b',
      '"a/b" is not a valid key: use at most 253 letters, digits, dashes, dots and underscores.',
    );
  });

  test('what is made of a literal is not called so in the map', () => {
    const built = (literal: string, key: string): string => `
      #- /kustomization.yaml
      resources: [pod.yaml]
      configMapGenerator: [{name: web, literals: [${literal}]}]
      #- /pod.yaml
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, env: [{name: MODE, valueFrom: {configMapKeyRef: {name: web, key: ${key}}}}]}]}
      `;
    checkRename(built('mode=fast', 'mo$0de'), 'speed', built('speed=fast', 'speed'));
  });
});

describe('a key that a generator makes of a file', () => {
  const drawn = (entry: string, key: string): string => `
      #- /kustomization.yaml
      resources: [pod.yaml]
      configMapGenerator:
        - name: web
          files: [${entry}]
      #- /conf/app.conf
      a=b
      #- /pod.yaml
      kind: Pod
      metadata: {name: web}
      spec:
        volumes: [{name: web, configMap: {name: web, items: [{key: ${key}, path: a}]}}]
        containers: [{name: web, volumeMounts: [{name: web, mountPath: /etc/web}]}]
      `;

  test('is called otherwise in front of the path, and the file stays', () => {
    checkRename(drawn('conf/app.conf', 'app$0.conf'), 'web.conf', drawn('web.conf=conf/app.conf', 'web.conf'));
    checkRename(drawn('"conf/app.conf"', 'app$0.conf'), 'web.conf', drawn('"web.conf=conf/app.conf"', 'web.conf'));
    checkRename(drawn('main=conf/app.conf', 'ma$0in'), 'web', drawn('web=conf/app.conf', 'web'));
    checkRename(drawn('conf/app$0.conf', 'app.conf'), 'web.conf', drawn('web.conf=conf/app.conf', 'web.conf'));
    checkRename(drawn('ma$0in=conf/app.conf', 'main'), 'web', drawn('web=conf/app.conf', 'web'));
  });
});

test('a key behind a question mark is renamed as any other', () => {
  const drawn = (key: string): string => `
      kind: ConfigMap
      metadata: {name: web}
      data:
        ? ${key}
        : a=b
      `;
  checkRename(drawn('app$0.conf'), 'web.conf', drawn('web.conf'));
});

describe('a listener of a Gateway', () => {
  const drawn = (name: string, section: string): string => `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: http}
      spec: {parentRefs: [{name: edge, sectionName: ${section}}], rules: [{backendRefs: [{name: http, port: 80}]}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: edge}
      spec: {listeners: [{name: ${name}, port: 80}, {name: tls, port: 443}]}
      `;

  test('is renamed with the routes that name it', () => {
    checkRename(drawn('ht$0tp', 'http'), 'web', drawn('web', 'web'));
    checkRename(drawn('http', 'ht$0tp'), 'web', drawn('web', 'web'));
    checkRejected(drawn('ht$0tp', 'http'), 'tls', 'Gateway "edge" already has a listener "tls".');
  });
});
