import { describe, expect, it } from 'vitest';
import { inVariable } from '../../../../server/src/core/names/service-variables.ts';
import { checkNameless, checkRejected, checkRename, checkRenameFromEach } from '../../../support/check-rename.ts';

describe('a Service', () => {
  it('keeps names that the hosts file of a Pod has', () => {
    const drawn = (name: string): string => `
      kind: Service
      metadata: {name: ${name}}
      ---
      kind: Pod
      metadata: {name: aliased}
      spec: {hostAliases: [{ip: 192.0.2.1, hostnames: [db]}], containers: [{name: app, args: ["http://db:80"]}]}
      ---
      kind: Pod
      metadata: {name: plain}
      spec: {containers: [{name: app, args: ["http://${name.replace('$0', '')}:80"]}]}
      `;
    checkRename(drawn('d$0b'), 'orders', drawn('orders'));
  });

  it('is not one of another API group of the same kind and name', () => {
    const drawn = (service: string, other: string): string => `
      kind: Service
      metadata: {name: ${service}}
      ---
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: {name: ${other}}
      spec: {template: {spec: {containers: [{name: app}]}}}
      `;
    checkRename(drawn('w$0eb', 'web'), 'orders', drawn('orders', 'web'));
    checkRename(drawn('web', 'w$0eb'), 'orders', drawn('web', 'orders'));
  });

  const workspace = (name: string, cursor: 'service' | 'set' | 'host' | 'backend'): string => {
    const at = (place: string): string => (place === cursor ? '$0' : '');
    return `
      #- /db.yaml
      # db is where the orders are
      kind: Service
      metadata:
        name: ${at('service')}${name}   # short
        namespace: prod
        labels: {app: db}
      spec:
        clusterIP: None
        selector: {app: db}
        ports: [{name: sql, port: 5432}]
      ---
      kind: Endpoints
      metadata: {name: ${name}, namespace: prod}
      ---
      kind: EndpointSlice
      metadata: {name: db-1, namespace: prod, labels: {kubernetes.io/service-name: ${name}}}
      ---
      kind: StatefulSet
      metadata: {name: db, namespace: prod}
      spec:
        serviceName: "${at('set')}${name}"
        template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}], volumes: [{name: db}]}}
      #- /users.yaml
      kind: Ingress
      metadata: {name: db, namespace: prod}
      spec: {defaultBackend: {service: {name: ${at('backend')}${name}, port: {number: 5432}}}}
      ---
      kind: ConfigMap
      metadata: {name: db, namespace: prod}
      data:
        peers: "db-0.${at('host')}${name}:5432, db-1.${name}.prod.svc.cluster.local:5432"
        url: http://u:db@${name.toUpperCase() === 'DB' ? 'db' : name}.prod:5432/db
        wait.sh: |
          # db waits
          nc -z db-$i.${name} 5432
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: db}
      webhooks: [{clientConfig: {service: {name: ${name}, namespace: prod}}}]
      #- /lab.yaml
      kind: Service
      metadata: {name: db, namespace: lab}
      ---
      kind: ConfigMap
      metadata: {name: settings, namespace: lab}
      data: {url: "http://db:80"}
    `;
  };

  it.each(['service', 'set', 'host', 'backend'] as const)('from each place where it is written: %s', (cursor) => {
    const note = checkRename(workspace('db', cursor), 'store', workspace('store', cursor).replace('$0', ''));
    expect(note).toBe(
      'In a cluster, Service "store" is a new object. Apply it, then delete Service "db". Kubernetes does not allow changing serviceName on a running StatefulSet. Delete StatefulSet "db" with --cascade=orphan, which keeps the Pods, then apply again.',
    );
  });

  it('a name that YAML takes for another value gets quotes', () => {
    checkRename('kind: Service\nmetadata: {name: $0db}\n', 'on', 'kind: Service\nmetadata: {name: "on"}\n');
  });

  it('in a template of a chart, where it is literal', () => {
    const chart = (name: string): string => `
      #- /chart/Chart.yaml
      name: shop
      #- /chart/templates/db.yaml
      kind: Service
      metadata:
        name: ${name}
        labels: {{ include "shop.labels" . }}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec:
        replicas: {{ .Values.replicas }}
        serviceName: ${name}
    `;
    const source = chart('db').replace('name: db', 'name: $0db');
    checkRename(source, 'store', chart('store'));
  });

  it('with the variables that the kubelet sets for it and its ports', () => {
    const shop = (name: string, port: string, at: { service?: '$0'; port?: '$0'; variable?: '$0' }): string => `
      kind: Service
      metadata: {name: ${at.service ?? ''}${name}}
      spec: {selector: {app: shop}, ports: [{name: ${at.port ?? ''}${port}, port: 80}]}
      ---
      kind: Pod
      metadata: {name: shop}
      spec:
        containers:
          - name: shop
            args: ['$(${at.variable ?? ''}${inVariable(name)}_SERVICE_HOST)', '$(${inVariable(name)}_SERVICE_PORT_${inVariable(port)})']
    `;
    for (const at of [{ service: '$0' }, { variable: '$0' }] as const)
      checkRename(shop('price-list', 'http', at), 'rates', shop('rates', 'http', {}));
    checkRename(shop('price-list', 'http', { port: '$0' }), 'grpc-web', shop('price-list', 'grpc-web', {}));
  });

  it('names that are taken, invalid, put in by a template or not there', () => {
    const two = (cursor: string): string => `
      kind: Service
      metadata: {name: ${cursor}db, namespace: prod}
      ---
      kind: Service
      metadata: {name: cache, namespace: prod}
    `;
    checkRejected(two('$0'), 'cache', 'There is already a Service "cache" in namespace "prod".');
    checkRejected(
      two('$0'),
      'Data_Base',
      '"Data_Base" is not a valid name here: it must be a DNS label. Use lower-case letters, digits and dashes, with a letter or digit at both ends, and at most 63 characters; no dots.',
    );
    checkRejected(
      '#- /.headlight.yaml\nkubernetesVersion: "1.35"\n#- /service.yaml\nkind: Service\nmetadata: {name: $0db}\n',
      '2db',
      'Before Kubernetes 1.36 a Service cannot be called "2db": the name begins with a digit. Begin it with a lower-case letter.',
    );
    checkRejected(
      two('$0'),
      '${DB}',
      '"${DB}" is not a valid name of a Service: use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
    );
    checkRejected(
      'kind: CronJob\nmetadata: {name: $0backup}\nspec: {}\n',
      'b'.repeat(53),
      `The CronJob name "${'b'.repeat(53)}" is longer than 52 characters. Its Jobs add 11 characters, and their names have at most 63.`,
    );
    checkRejected(
      '#- /t/x.yaml\nkind: Service\nmetadata: {name: "{{ $0.Values.db }}"}\n',
      'store',
      'A template builds "{{ .Values.db }}". Rename it in the values of the chart or in the template.',
    );
    checkRejected(
      'kind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: $0db}\n',
      'store',
      'There is no Service "db" in this workspace to rename.',
    );
  });

  it('near misses: what has no name', () => {
    checkNameless('kind: Service\nmetadata: {na$0me: db}\n');
    checkNameless('kind: Service\nmetadata: {name: db}\nspec: {clusterIP: $0None}\n');
    checkNameless('kind: Service\n# a comm$0ent\nmetadata: {name: db}\n');
  });
});

describe('what is encoded or missing', () => {
  it('a value of a Secret is decoded, changed and encoded again', () => {
    const secret = (cursor: string, name: string): string => `
      kind: Service
      metadata: {name: ${cursor}${name}, namespace: a}
      ---
      kind: Secret
      metadata: {name: x, namespace: a}
      data: {url: ${btoa(`postgres://u:db@${name}.a.svc:5432/db, http://${name}.a.svc:80/`)}}
    `;
    checkRename(secret('$0', 'db'), 'store', secret('', 'store'));
  });

  it('routes of the Gateway API, whose names are DNS names, and roles, whose names are nearly any text', () => {
    checkRejected(
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: $0shop}\n',
      'The Shop',
      '"The Shop" is not a valid name: it must be a DNS name. Use lower-case letters, digits and dashes, with dots between labels, and at most 253 characters.',
    );
    const role = (name: string): string =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ${name}}\n`;
    checkRename(role('$0reader'), 'shop:Reader', role('"shop:Reader"').replaceAll('"', ''));
    checkRejected(
      role('$0reader'),
      'shop/reader',
      '"shop/reader" is not a valid name of a ClusterRole: it is part of a path, so it has no slash and no percent sign.',
    );
  });

  it('a port that an Ingress names', () => {
    const shop = (cursor: string, port: string): string => `
      kind: Service
      metadata: {name: shop}
      spec: {ports: [{name: ${cursor}web, port: 80}]}
      ---
      kind: Ingress
      metadata: {name: shop}
      spec: {defaultBackend: {service: {name: shop, port: {${port}}}}}
    `;
    const long = 'web-of-the-whole-shop';
    checkRejected(
      shop('$0', 'name: web'),
      long,
      `"${long}" is not a valid name of a port that an Ingress names: use at most 15 lower-case letters, digits and single dashes, with at least one letter.`,
    );
    checkRename(shop('$0', 'number: 80'), long, shop('', 'number: 80').replace('name: web', `name: ${long}`));
  });

  it('a host name of a Service that is not there', () => {
    checkRejected(
      'kind: ConfigMap\nmetadata: {name: x}\ndata: {url: "http://no$0db.a.svc.cluster.local:80"}\n',
      'store',
      'There is no Service "nodb" in this workspace to rename.',
    );
  });
});

describe('a claim', () => {
  it('volumes of Pods, copies, snapshots and the volume that is bound to it follow', () => {
    const files = (name: string): string => `
      kind: PersistentVolumeClaim
      metadata: {name: ${name}, namespace: shop}
      ---
      kind: PersistentVolumeClaim
      metadata: {name: copy, namespace: shop}
      spec: {dataSource: {kind: PersistentVolumeClaim, name: ${name}}}
      ---
      apiVersion: snapshot.storage.k8s.io/v1
      kind: VolumeSnapshot
      metadata: {name: files, namespace: shop}
      spec: {source: {persistentVolumeClaimName: ${name}}}
      ---
      kind: PersistentVolume
      metadata: {name: files}
      spec: {claimRef: {name: ${name}, namespace: shop}}
      ---
      kind: PersistentVolumeClaim
      metadata: {name: restored, namespace: shop}
      spec: {dataSource: {apiGroup: snapshot.storage.k8s.io, kind: VolumeSnapshot, name: files}}
    `;
    checkRenameFromEach(files, 'files', 'shared');
  });
});

describe('what only kinds that are not judged name', () => {
  it('a Secret: volumes of drivers, and rules of roles that are about Secrets', () => {
    checkRenameFromEach(
      (name) => `
      kind: Secret
      metadata: {name: ${name}, namespace: shop}
      ---
      kind: ConfigMap
      metadata: {name: login, namespace: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: login, namespace: shop}
      rules:
        - {apiGroups: [""], resources: [secrets], resourceNames: [other, ${name}], verbs: [get]}
        - {apiGroups: [""], resources: [configmaps], resourceNames: [login], verbs: [get]}
      ---
      kind: Pod
      metadata: {name: login, namespace: shop}
      spec:
        volumes:
          - {name: a, csi: {driver: x, nodePublishSecretRef: {name: ${name}}}}
          - {name: b, azureFile: {secretName: ${name}}}
          - {name: c, cephfs: {monitors: [login], secretRef: {name: ${name}}}}
    `,
      'login',
      'creds',
    );
  });

  it('a ServiceAccount: the Secret with its token', () => {
    checkRenameFromEach(
      (name) => `
      kind: ServiceAccount
      metadata: {name: ${name}, namespace: shop}
      ---
      kind: Secret
      metadata: {name: runner, namespace: shop, annotations: {kubernetes.io/service-account.name: ${name}}}
    `,
      'runner',
      'worker',
    );
  });

  it('a Gateway: routes that are attached to it; a Service of its name is another parent', () => {
    checkRenameFromEach(
      (name) => `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: ${name}, namespace: edge}
      ---
      kind: Service
      metadata: {name: web, namespace: edge}
      ---
      kind: HTTPRoute
      metadata: {name: web, namespace: edge}
      spec:
        parentRefs: [{name: ${name}}, {group: gateway.networking.k8s.io, kind: Gateway, name: ${name}}, {group: "", kind: Service, name: web}]
        rules: [{backendRefs: [{name: web, port: 80}]}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: TLSRoute
      metadata: {name: web, namespace: shop}
      spec: {parentRefs: [{name: ${name}, namespace: edge}, {name: web}]}
    `,
      'web',
      'front',
    );
  });
});

describe('a Service of a chart', () => {
  it('host names in its values follow; other words, and the values of other charts, stay', () => {
    const chart = (name: string, cursor: string): string => `
      #- /chart/Chart.yaml
      name: shop
      #- /chart/values.yaml
      # db is where the orders are
      database:
        host: ${name}
        name: db
        url: postgres://db@${name}.prod:5432/db
      image: {repository: db}
      peers: ["db-0.${name}.prod.svc.cluster.local"]
      #- /chart/values-lab.yaml
      database: {host: "${name}"}
      #- /chart/templates/db.yaml
      kind: Service
      metadata: {name: ${cursor}${name}, namespace: prod}
      ---
      kind: StatefulSet
      metadata: {name: db, namespace: prod}
      spec: {serviceName: ${name}, replicas: {{ .Values.replicas }}}
      #- /other/Chart.yaml
      name: other
      #- /other/values.yaml
      database: {host: db}
    `;
    checkRename(chart('db', '$0'), 'store', chart('store', ''));
  });
});

describe('an Indexed Job', () => {
  it('the names of its Pods follow; of other Jobs there are none', () => {
    const job = (name: string, mode: string, cursor: string): string => `
      kind: Service
      metadata: {name: crew}
      spec: {clusterIP: None, selector: {app: crew}}
      ---
      kind: Job
      metadata: {name: ${cursor}${name}}
      spec:
        ${mode}
        template:
          metadata: {labels: {app: crew}}
          spec: {subdomain: crew, containers: [{name: app, args: ["--master=${mode === '' ? 'crew' : name}-0.crew:80"]}]}
    `;
    checkRename(job('crew', 'completionMode: Indexed', '$0'), 'train', job('train', 'completionMode: Indexed', ''));
    checkRename(job('crew', '', '$0'), 'train', job('train', '', ''));
  });
});

describe('a StatefulSet', () => {
  it('the names of its Pods, the selector of one Pod, and the autoscaler follow; Services stay', () => {
    const kafka = (name: string): string => `
      kind: StatefulSet
      metadata: {name: $0${name}, namespace: bus}
      spec:
        serviceName: peers
        replicas: 2
        template:
          metadata: {labels: {app: kafka}}
          spec:
            containers: [{name: kafka, env: [{name: VOTERS, value: "1@${name}-0.peers:9093,2@${name}-1.peers.bus.svc:9093"}]}]
      ---
      kind: Service
      metadata: {name: peers, namespace: bus}
      spec: {clusterIP: None, selector: {app: kafka}}
      ---
      kind: Service
      metadata: {name: kafka-0, namespace: bus}
      spec: {selector: {app: kafka, statefulset.kubernetes.io/pod-name: ${name}-0}}
      ---
      kind: HorizontalPodAutoscaler
      metadata: {name: kafka, namespace: bus}
      spec: {scaleTargetRef: {kind: StatefulSet, name: ${name}}}
      ---
      kind: EndpointSlice
      metadata: {name: kafka-1, namespace: bus}
      endpoints: [{addresses: [192.0.2.1], targetRef: {kind: Pod, name: ${name}-1}}]
      ---
      kind: ConfigMap
      metadata: {name: c, namespace: web}
      data: {one: "kafka-0.bus:9092"}
    `;
    checkRename(kafka('kafka'), 'broker', kafka('broker').replace('$0', ''));
  });
});

describe('a namespace', () => {
  const shop = (name: string): string => `
    #- /all.yaml
    kind: Namespace
    metadata: {name: $0${name}}
    ---
    kind: Service
    metadata: {name: web, namespace: ${name}}
    ---
    kind: HTTPRoute
    metadata: {name: web, namespace: edge}
    spec: {rules: [{backendRefs: [{name: web, namespace: ${name}, port: 80}]}]}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: web, namespace: edge}
    subjects: [{kind: ServiceAccount, name: shop, namespace: ${name}}]
    ---
    kind: NetworkPolicy
    metadata: {name: web, namespace: edge}
    spec:
      egress:
        - to:
            - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${name}}}
            - namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [${name}, lab]}]}
    ---
    kind: ConfigMap
    metadata: {name: shop, namespace: edge}
    data: {url: "http://web.${name}.svc/shop", namespace: shop}
    #- /prod/kustomization.yaml
    namespace: ${name}
    resources: [web.yaml]
    #- /prod/web.yaml
    kind: Service
    metadata: {name: other}
  `;

  it('wherever it is written', () => {
    const note = checkRename(shop('shop'), 'store', shop('store').replace('$0', ''));
    expect(note).toBe('In a cluster, namespace "store" is a new one. Nothing moves there by itself.');
  });

  it('in host names of Services that are not in sight, from each of them', () => {
    checkRenameFromEach(
      (name) => `
      kind: Service
      metadata: {name: web, namespace: ${name}}
      ---
      kind: ConfigMap
      metadata: {name: web, namespace: edge}
      data: {full: gone.${name}.svc.cluster.local, url: "http://gone.${name}:80", word: gone.shop, other: "http://gone.lab", site: "http://www.gone.shop"}
    `,
      'shop',
      'store',
    );
  });

  it('in configuration files, from there as well', () => {
    const configured = (name: string, [first, second] = ['', '']): string => `
      #- /.headlight.yaml
      defaultNamespace: ${first}${name}
      namespaces: {'lab/**': lab, "shop/**": "${name}"}
      outside:
        namespaces: [monitoring, '${name}']
        services:
          - ${name}.lab
          - 'cache.${second}${name} headless'
      #- /web.yaml
      kind: Service
      metadata: {name: web}
      ---
      kind: Pod
      metadata: {name: client, namespace: lab}
      spec: {containers: [{name: app, args: ["http://web.${name}"]}]}
    `;
    const after = `
      #- /.headlight.yaml
      defaultNamespace: store
      namespaces: {'lab/**': lab, "shop/**": "store"}
      outside:
        namespaces: [monitoring, 'store']
        services:
          - shop.lab
          - 'cache.store headless'
      #- /web.yaml
      kind: Service
      metadata: {name: web}
      ---
      kind: Pod
      metadata: {name: client, namespace: lab}
      spec: {containers: [{name: app, args: ["http://web.store"]}]}
    `;
    checkRename(configured('shop', ['$0', '']), 'store', after);
    checkRename(configured('shop', ['', '$0']), 'store', after);
    checkRename(configured('shop').replace('web.shop"', 'web.$0shop"'), 'store', after);
  });

  it('in the names of accounts, and before a slash where a field asks for both', () => {
    const accounts = (name: string): string => `
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: shop}
      subjects:
        - {kind: User, name: 'system:serviceaccount:${name}:shop'}
        - {kind: Group, name: 'system:serviceaccounts:${name}'}
        - {kind: Group, name: 'system:serviceaccounts:shops'}
        - {kind: User, name: 'shop:shop'}
      ---
      kind: MutatingWebhookConfiguration
      metadata: {name: shop, annotations: {cert-manager.io/inject-ca-from: ${name}/shop, example.com/from: shop/shop}}
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: shop, namespace: $0${name}}
      spec: {gateways: [${name}/shop, mesh], hosts: [shop.example.com]}
    `;
    checkRename(accounts('shop'), 'store', accounts('store').replace('$0', ''));
  });

  it('from fields, selectors and accounts that name it; labels of that key stay', () => {
    const users = (name: string): string => `
      kind: Namespace
      metadata: {name: ${name}, labels: {namespace: shop}}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: shop, namespace: flux-system}
      spec: {targetNamespace: ${name}}
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: {name: shop, namespace: monitoring}
      spec: {namespaceSelector: {matchNames: [lab, ${name}]}, selector: {matchLabels: {namespace: shop}}}
      ---
      kind: NetworkPolicy
      metadata: {name: shop, namespace: lab}
      spec:
        podSelector: {}
        ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${name}}}}]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: shop}
      subjects: [{kind: User, name: 'system:serviceaccount:${name}:shop'}]
    `;
    checkRenameFromEach(users, 'shop', 'store');
  });

  it('from a patch', () => {
    const patched = (name: string): string => `
      #- /app/kustomization.yaml
      resources: [role.yaml]
      patches: [{path: patch.yaml}]
      #- /app/role.yaml
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: r, namespace: lab}
      #- /app/patch.yaml
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: r, namespace: lab}
      subjects: [{kind: ServiceAccount, name: shop, namespace: ${name}}, {kind: ServiceAccount, name: other, namespace: ${name}}]
    `;
    checkRenameFromEach(patched, 'shop', 'store');
  });

  it('in all overlays of a base that has it, and where patches say which object they are of', () => {
    checkRenameFromEach(
      (name) => `
      #- /base/kustomization.yaml
      resources: [namespace.yaml, web.yaml]
      #- /base/namespace.yaml
      kind: Namespace
      metadata: {name: ${name}}
      #- /base/web.yaml
      kind: Service
      metadata: {name: web, namespace: ${name}}
      ---
      kind: Deployment
      metadata: {name: web, namespace: ${name}}
      #- /one/kustomization.yaml
      resources: [../base]
      patches:
        - path: web.yaml
        - patch: |-
            kind: Deployment
            apiVersion: apps/v1
            metadata: {name: web, namespace: ${name}}
            $patch: delete
      replacements: [{path: replacement.yaml}]
      #- /one/web.yaml
      kind: Service
      metadata: {name: web, namespace: ${name}}
      spec: {clusterIP: None}
      #- /one/replacement.yaml
      source: {kind: Service, name: web, namespace: ${name}}
      targets: [{select: {kind: Service, name: web, namespace: ${name}}, fieldPaths: [metadata.annotations.a]}]
      #- /two/kustomization.yaml
      resources: [../base, two.yaml]
      #- /two/two.yaml
      kind: Service
      metadata: {name: two, namespace: ${name}}
      #- /other/kustomization.yaml
      resources: [namespace.yaml]
      #- /other/namespace.yaml
      kind: Namespace
      metadata: {name: shop}
    `,
      'shop',
      'store',
    );
  });

  it('one that every cluster has, and one that is there', () => {
    const service = (namespace: string): string => `kind: Service\nmetadata: {name: db, namespace: $0${namespace}}\n`;
    checkRejected(service('kube-system'), 'x', 'Every cluster has the namespace "kube-system". It cannot be renamed.');
    checkRejected(
      `${service('shop')}---\nkind: Service\nmetadata: {name: db, namespace: lab}\n`,
      'lab',
      'There is already a namespace "lab". Objects with the same name would become one.',
    );
  });
});

describe('a port', () => {
  it('of a Service: backends, endpoints and SRV names follow', () => {
    const web = (name: string): string => `
      kind: Service
      metadata: {name: web}
      spec: {ports: [{name: ${name}, port: 80, targetPort: http}]}
      ---
      kind: Ingress
      metadata: {name: web}
      spec: {defaultBackend: {service: {name: web, port: {name: $0${name}}}}}
      ---
      kind: Endpoints
      metadata: {name: web}
      subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{name: ${name}, port: 80}]}]
      ---
      kind: ConfigMap
      metadata: {name: http}
      data: {srv: "_${name}._tcp.web.default.svc.cluster.local", url: "http://web:80"}
    `;
    checkRename(web('http'), 'main', web('main').replace('$0', ''));
  });

  it('of containers: Services, probes and policies follow, and all that one of them leads to', () => {
    const web = (name: string): string => `
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: $0${name}}]}
      ---
      kind: Deployment
      metadata: {name: one}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: http
                ports: [{name: ${name}, containerPort: 8080}]
                readinessProbe: {httpGet: {port: ${name}, path: /http}}
      ---
      kind: Deployment
      metadata: {name: two}
      spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, ports: [{name: ${name}, containerPort: 80}]}]}}}
      ---
      kind: Deployment
      metadata: {name: other}
      spec: {template: {metadata: {labels: {app: other}}, spec: {containers: [{name: a, ports: [{name: http, containerPort: 80}]}]}}}
      ---
      kind: NetworkPolicy
      metadata: {name: web}
      spec: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: ${name}}]}]}
    `;
    checkRename(web('http'), 'serve', web('serve').replace('$0', ''));
    checkRejected(
      web('http'),
      'much-too-long-a-name',
      '"much-too-long-a-name" is not a valid name of a port: use at most 15 lower-case letters, digits and single dashes, with at least one letter.',
    );
  });
});

describe('the value of a label', () => {
  const pods = (value: string): string => `
    kind: Service
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec: {selector: {app: $0${value}}}
    ---
    kind: Deployment
    metadata: {name: web, namespace: shop, labels: {app: web}}
    spec:
      selector: {matchLabels: {app: ${value}}}
      template:
        metadata: {labels: {app: ${value}, tier: web}}
        spec:
          affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {matchExpressions: [{key: app, operator: In, values: [${value}]}]}}]}}
    ---
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: web, namespace: shop}
    spec: {selector: {matchLabels: {app: ${value}}}}
    ---
    kind: Deployment
    metadata: {name: web, namespace: lab}
    spec:
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}}
  `;

  it('in the selectors and templates that it ties together', () => {
    const note = checkRename(pods('web'), 'site', pods('site').replace('$0', ''));
    expect(note).toBe(
      'Kubernetes does not allow changing the selector of a running workload. Delete Deployment "web", then apply again.',
    );
  });

  it('from the label of a workload itself, and from the labels of a kustomization', () => {
    const workload = (value: string, cursor = ''): string => `
      kind: Deployment
      metadata: {name: web, labels: {app: ${cursor}${value}}}
      spec: {selector: {matchLabels: {app: ${value}}}, template: {metadata: {labels: {app: ${value}}}}}
    `;
    checkRename(workload('web', '$0'), 'site', workload('site'));
    const kustomization = (value: string, cursor = ''): string => `
      #- /app/kustomization.yaml
      resources: [web.yaml]
      labels: [{pairs: {app: ${cursor}${value}}, includeSelectors: true}]
      #- /app/web.yaml
      kind: Service
      metadata: {name: web}
      spec: {selector: {}}
      ---
      kind: Deployment
      metadata: {name: web}
      spec: {template: {metadata: {labels: {tier: front}}}}
    `;
    checkRename(kustomization('web', '$0'), 'site', kustomization('site'));
  });

  it('keys, labels of other things, and values that other Pods have', () => {
    checkRejected(
      'kind: Service\nmetadata: {name: web}\nspec: {selector: {$0app: web}}\n',
      'x',
      'The key of a label cannot be renamed, only its value.',
    );
    checkRejected(
      'kind: Service\nmetadata: {name: web, labels: {app: $0web}}\n',
      'x',
      'Only labels of Pods and of the selectors that match them can be renamed.',
    );
    checkRejected(
      `${pods('web')}    ---
    kind: Pod
    metadata: {name: site, namespace: shop, labels: {app: site}}
    `,
      'site',
      'Other Pods already have the label "app: site". The selectors would also select those.',
    );
  });
});

describe('what kustomizations build', () => {
  const overlays = (name: string): string => `
    #- /base/db.yaml
    kind: Service
    metadata: {name: $0${name}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: ${name}}
    #- /base/kustomization.yaml
    resources: [db.yaml]
    configMapGenerator: [{name: db, literals: ["URL=http://db-0.x-${name}:80/db"]}]
    #- /prod/kustomization.yaml
    namePrefix: x-
    resources: [../base]
    patches:
      - path: ports.yaml
      - target: {kind: Service, name: ${name}}
        patch: |-
          - {op: add, path: /metadata/annotations, value: {owner: db}}
      - target: {kind: StatefulSet, name: db}
        patch: |-
          - {op: add, path: /spec/replicas, value: 2}
    replacements:
      - source: {kind: Service, name: ${name}, fieldPath: metadata.name}
        targets: [{select: {kind: Deployment, name: db}, fieldPaths: [x]}]
    #- /prod/ports.yaml
    kind: Service
    metadata: {name: ${name}}
    spec: {publishNotReadyAddresses: true}
    #- /other/db.yaml
    kind: Service
    metadata: {name: db}
    #- /other/kustomization.yaml
    resources: [db.yaml]
    patches: [{target: {kind: Service, name: db}, patch: "[]"}]
  `;

  it('targets, patches and replacements follow, with the prefix where it is written', () => {
    checkRename(overlays('db'), 'store', overlays('store').replace('$0', ''));
  });

  it('from the name of a patch and from a target', () => {
    const bare = overlays('db').replace('$0', '');
    for (const place of [
      'metadata: {name: db}\n    spec: {publish',
      'target: {kind: Service, name: db}\n        patch',
    ])
      checkRename(
        bare.replace(place, place.replace('name: db', 'name: $0db')),
        'store',
        overlays('store').replace('$0', ''),
      );
  });

  it('the patch follows that takes the object out of an overlay', () => {
    const taken = (name: string): string => `
      #- /base/kustomization.yaml
      resources: [web.yaml]
      #- /base/web.yaml
      kind: Deployment
      metadata: {name: $0${name}}
      #- /one/kustomization.yaml
      resources: [../base]
      patches: [{patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, $patch: delete}"}]
      #- /two/kustomization.yaml
      resources: [../base]
    `;
    checkRename(taken('web'), 'front', taken('front').replace('$0', ''));
  });

  it('a component means the objects of the kustomizations that name it, and of no others', () => {
    checkRenameFromEach(
      (name) => `
        #- /base/db.yaml
        kind: Service
        metadata: {name: ${name}}
        #- /base/kustomization.yaml
        resources: [db.yaml]
        #- /ready/kustomization.yaml
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        patches:
          - target: {kind: Service, name: ${name}}
            patch: '[{op: add, path: /metadata/annotations, value: {a: b}}]'
          - patch: |-
              kind: Service
              metadata: {name: ${name}}
              spec: {publishNotReadyAddresses: true}
        #- /outer/kustomization.yaml
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        components: [../ready]
        #- /one/kustomization.yaml
        resources: [../base]
        components: [../outer]
        #- /two/kustomization.yaml
        resources: [db.yaml]
        #- /two/db.yaml
        kind: Service
        metadata: {name: db, namespace: two}
        #- /top/kustomization.yaml
        namePrefix: x-
        resources: [../one, ../two]
      `,
      'db',
      'store',
    );
  });

  it('the final name is refused, and so is one that a pattern would lose', () => {
    checkRejected(
      overlays('db').replace('$0', '').replace('db-0.x-db', 'db-0.$0x-db'),
      'store',
      'A kustomization changes the name to "x-db". Rename "db" in /base/db.yaml instead.',
    );
    checkRejected(
      `
      #- /app/kustomization.yaml
      resources: [db.yaml]
      patches: [{target: {kind: Service, name: d.*}, patch: "[]"}]
      #- /app/db.yaml
      kind: Service
      metadata: {name: $0db}
      `,
      'store',
      'A pattern in /app/kustomization.yaml selects "db", and would not select "store". Change the pattern first.',
    );
  });
});

describe('what is written with escapes', () => {
  const reason = 'The name cannot be changed in /manifest.yaml, line 13: it is written in a different form there.';
  const workspace = (cursor: 'label' | 'namespace'): string => `
    kind: Service
    metadata: {name: web, namespace: ${cursor === 'namespace' ? '$0' : ''}shop}
    spec: {selector: {app: ${cursor === 'label' ? '$0' : ''}web}, ports: [{port: 80}]}
    ---
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec: {template: {metadata: {labels: {app: web}}}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: ${cursor === 'namespace' ? 'other, namespace: "sho\\x70"' : 'other, namespace: shop'}}
    spec: {selector: {app: ${cursor === 'label' ? '"we\\u0062"' : 'web'}}, ports: [{port: 80}]}
  `;

  it('is not passed over: a namespace', () => {
    checkRejected(workspace('namespace'), 'store', reason);
  });

  it('is not passed over: a label', () => {
    checkRejected(workspace('label'), 'store', reason.replace('13', '14'));
  });
});

describe('aliases', () => {
  const workspace = ({ service = 'db', port = 'sql', label = 'pg' }): string => `
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata: {name: &s ${service}, namespace: shop}
        spec: {selector: {app: &l ${label}}, ports: [{name: &p ${port}, port: 80}]}
      - apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: set, namespace: shop}
        spec:
          serviceName: *s
          template: {metadata: {labels: {app: *l}}}
      - apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: shop}
        spec: {defaultBackend: {service: {name: *s, port: {name: *p}}}}
  `;

  it.each([
    ['serviceName: *s', { service: 'store' }],
    ['service: {name: *s', { service: 'store' }],
    ['port: {name: *p', { port: 'store' }],
    ['labels: {app: *l', { label: 'store' }],
  ])('stand for the name of their anchor: %s', (place, renamed) => {
    checkRename(workspace({}).replace(place, place.replace('*', '$0*')), 'store', workspace(renamed));
  });

  const shared = ({ name = 'web', anchor = '&app web', label = '*app', selector = 'web' }): string => `
    kind: Deployment
    metadata: {name: ${anchor}, labels: {app: *app}}
    spec:
      selector: {matchLabels: {app: ${label}}}
      template:
        metadata: {labels: {app: ${label}}}
        spec: {containers: [{name: *app, image: web}]}
    ---
    kind: Service
    metadata: {name: ${name}}
    spec: {selector: {app: ${selector}}, ports: [{port: 80}]}
  `;

  it('of an anchor that is renamed keep what they say of something else', () => {
    checkRename(
      shared({ anchor: '&app w$0eb' }),
      'front',
      shared({ anchor: '&app front', label: 'web' })
        .replace('labels: {app: *app}}', 'labels: {app: web}}')
        .replace('name: *app', 'name: web'),
    );
  });

  it('that are renamed get the name where their anchor does not', () => {
    checkRename(shared({ selector: 'w$0eb' }), 'true', shared({ selector: '"true"', label: '"true"' }));
  });

  it('keep what they say through merge keys, and below other aliases', () => {
    const drawn = (name: string, app: string): string => `
      kind: List
      items:
        - kind: Service
          apiVersion: v1
          metadata: {name: &n ${name}, labels: &l {app: ${app}, tier: back}}
          spec: {ports: [{port: 80}], selector: *l}
        - kind: Service
          apiVersion: v1
          metadata: {name: other, labels: {<<: *l, tier: front}}
          spec: {ports: [{port: 80}], selector: *l}
    `;
    checkRename(drawn('w$0eb', '*n'), 'store', drawn('store', 'web'));
  });
});

describe('what a Secret holds encoded', () => {
  const workspace = ({ service = 'db', set = 'pg', port = 'sql', namespace = 'shop' }, cursor: string): string => `
    kind: Service
    metadata: {name: ${service}, namespace: ${namespace}}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: ${port}, port: 80}]}
    ---
    kind: StatefulSet
    metadata: {name: ${set}, namespace: ${namespace}}
    spec:
      serviceName: ${service}
      template: {metadata: {labels: {app: db}}}
    ---
    kind: Secret
    metadata: {name: s, namespace: lab}
    data:
      url: ${cursor}${btoa(`http://${service}.${namespace}:80/db.shop?a=${set}-0.${service}.${namespace}.svc db+srv://_${port}._tcp.${service}.${namespace}.svc db`)}
  `;

  it.each([
    ['Service', 'kind: Service\n    metadata: {name: ', { service: 'store' }],
    ['StatefulSet', 'kind: StatefulSet\n    metadata: {name: ', { set: 'store' }],
    ['port', 'ports: [{name: ', { port: 'store' }],
    ['namespace', 'namespace: ', { namespace: 'store' }],
  ])('is decoded, changed and encoded again: a %s', (_, place, renamed) => {
    checkRename(workspace({}, '').replace(place, `${place}$0`), 'store', workspace(renamed, ''));
  });

  it('the Service from there', () => {
    checkRename(workspace({}, '$0'), 'store', workspace({ service: 'store' }, ''));
  });
});
