import { describe, expect, it } from 'vitest';
import { checkHover, hoverAt } from '../../support/check-features.ts';

const firstParagraph = (text: string): string => text.split('\n\n')[1] ?? '';

describe('hover on clusterIP', () => {
  const hoverOn = (spec: string): string =>
    hoverAt(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {${spec}}}`);

  it('None', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: web}
      spec:
        clusterIP: No$0ne
                   ^^^^^^
        selector: {app: web}
      ---
      kind: Deployment
      metadata: {name: web}
      spec: {replicas: 2, template: {metadata: {labels: {app: web}}}}
      `,
      `
      \`web.default.svc.cluster.local\`

      Makes the Service headless: it gets no virtual IP, DNS answers with the addresses behind it, and ports are not translated.

      | Name in \`default.svc.cluster.local\` | Type | Answer (while ready) |
      | :--- | :--- | :--- |
      | \`web\` | A | each Pod of \`Deployment web\` |

      Backed by [Deployment web · manifest.yaml:10](file:///manifest.yaml#L10) (2 Pods).
      `,
    );
  });

  it('the key counts as the field', () => {
    expect(firstParagraph(hoverOn('cluster$0IP: None'))).toContain('Makes the Service headless');
  });

  it('an address', () => {
    expect(hoverOn('clusterIP: 10.0.$00.1')).toContain('A reverse lookup of `10.0.0.1` returns this name.');
  });

  it('one of several addresses', () => {
    const shown = hoverOn("clusterIPs: [10.0.0.1, 'fd00:$0:1']");
    expect(firstParagraph(shown)).toContain('DNS answers with `fd00::1`');
    expect(shown).toContain('| `web` | AAAA | `fd00::1` |');
  });

  it('an empty value', () => {
    expect(firstParagraph(hoverOn("cluster$0IP: ''"))).toBe(
      'Empty: the cluster assigns a virtual IP when the Service is created.',
    );
  });

  it('None in another spelling', () => {
    expect(firstParagraph(hoverOn('clusterIP: $0NONE'))).toBe(
      'Only the exact spelling `None` makes a Service headless. The API server rejects `NONE`.',
    );
  });

  it('something else', () => {
    expect(firstParagraph(hoverOn('clusterIP: head$0less'))).toContain('The API server rejects `headless`');
  });

  it('of an alias', () => {
    expect(firstParagraph(hoverOn('type: ExternalName, externalName: a.b, clusterIP: No$0ne'))).toContain(
      'an alias and has no virtual IP',
    );
    expect(hoverOn("type: ExternalName, externalName: a.b, clus$0terIP: ''")).toContain(
      'DNS answers with another name',
    );
  });
});

describe('hover on type', () => {
  it('a NodePort Service is to DNS what a ClusterIP Service is', () => {
    const shown = hoverAt(
      '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: Node$0Port, selector: {a: b}}}',
    );
    expect(firstParagraph(shown)).toContain('In DNS it is the same as a ClusterIP Service');
    expect(shown).toContain('| `web` | A | a virtual IP, set at run time |');
  });

  it('NodePort beside clusterIP None', () => {
    const shown = hoverAt(
      '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: Node$0Port, clusterIP: None}}',
    );
    expect(shown).toContain('The API server rejects the type NodePort together with `clusterIP: None`.');
  });
});

describe('hover on externalName', () => {
  const hoverOn = (name: string): string =>
    hoverAt(`
      kind: Service
      metadata: {name: ext}
      spec: {type: ExternalName, externalName: ${name}}
      ---
      kind: Service
      metadata: {name: db, namespace: prod}
    `);

  it('a name outside of the cluster', () => {
    expect(firstParagraph(hoverOn('$0db.example.com'))).toBe(
      'DNS answers with a CNAME to `db.example.com.`, which is looked up as written, without a search list. Clients still send the alias in TLS and in the Host header, so the target has to accept it.',
    );
  });

  it('a Service of the workspace', () => {
    expect(hoverOn('$0db.prod.svc.cluster.local.')).toContain('That is [Service db · manifest.yaml:');
  });

  it('a Service that is not in the workspace', () => {
    expect(hoverOn('$0other.prod.svc.cluster.local')).toContain('no Service in this workspace has it');
  });

  it('an address', () => {
    expect(hoverOn('$0192.0.2.1')).toContain(
      'The externalName `192.0.2.1` is an IP address: a CNAME cannot point to an address',
    );
  });

  it('beside another type', () => {
    expect(hoverAt('{apiVersion: v1, kind: Service, metadata: {name: w}, spec: {externalName: $0a.b}}')).toContain(
      'no effect unless the type is ExternalName',
    );
  });

  it('beside a type that a template decides, or that there is none of', () => {
    const hoverBeside = (type: string): string =>
      hoverAt(`kind: Service\nmetadata: {name: w}\nspec:\n  type: ${type}\n  externalName: $0a.b\n`);
    expect(hoverBeside('"{{ .Values.type }}"')).toContain('known once the template is rendered');
    expect(hoverBeside('External')).toContain('Kubernetes has no Service type `External`');
  });
});

describe('hover on selector', () => {
  const manifests = (selector: string): string => `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, ${selector}}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {replicas: 3, template: {metadata: {labels: {app: db, tier: back}}}}
      ---
      kind: Deployment
      metadata: {name: admin}
      spec: {template: {metadata: {labels: {app: db, tier: front}}}}
  `;

  it('the whole', () => {
    checkHover(
      manifests('sel$0ector: {app: db, tier: back}'),
      `
      \`db.default.svc.cluster.local\`

      Selects [StatefulSet db · manifest.yaml:8](file:///manifest.yaml#L8) (3 Pods). Each Pod is in the answer while it is ready. A Pod must have all of these labels and be in the namespace \`default\`.
      `,
    );
  });

  it('a pair that more Pods have than the whole selects', () => {
    expect(hoverAt(manifests('selector: {app: $0db, tier: back}'))).toContain(
      'The label `app: db` is on [StatefulSet db · manifest.yaml:8](file:///manifest.yaml#L8) (3 Pods) and [Deployment admin',
    );
  });

  it('a namespace that only one side writes', () => {
    const shown = hoverAt(
      manifests('selector: {app: $0db}').replace(/(?:Set|ment)\n +metadata: \{/g, '$&namespace: prod, '),
    );
    expect(shown).toContain('is in namespace `prod`. The two belong together only if they are in the same namespace.');
    expect(hoverAt(manifests('selector: {app: $0db}'))).not.toContain('only if both');
  });

  it('a pair that nobody has is what breaks the selector', () => {
    const shown = hoverAt(manifests('selector: {app: db, tier: $0backend}'));
    expect(shown).toContain('Service `db` selects no Pods: their `tier` is `back`, not `backend`.');
    expect(shown).toContain('No Pod in this workspace has the label `tier: backend`.');
  });

  it('a pair that says nothing more than the whole is left at that', () => {
    expect(hoverAt(manifests('selector: {app: db, tier: $0back}'))).not.toContain('The label');
  });

  it('of an alias', () => {
    expect(hoverAt(manifests('type: ExternalName, externalName: a.b, sel$0ector: {app: db}'))).toContain(
      'its selector has no effect',
    );
  });

  it('an empty one', () => {
    expect(hoverAt(manifests('sel$0ector: {}'))).toContain('An empty selector selects nothing');
  });

  it('many workloads are cut with a count', () => {
    const deployments = Array.from(
      { length: 7 },
      (_, index) =>
        `{apiVersion: apps/v1, kind: Deployment, metadata: {name: w${index}}, spec: {template: {metadata: {labels: {app: w}}}}}`,
    );
    const service = '{apiVersion: v1, kind: Service, metadata: {name: w}, spec: {sel$0ector: {app: w}}}';
    expect(hoverAt([service, ...deployments].join('\n---\n'))).toMatch(/\(1 Pod\) and 4 more\. Connections go/);
  });
});

describe('hover on the ports', () => {
  const hoverOn = (spec: string): string =>
    hoverAt(`
      kind: Service
      metadata: {name: web}
      spec:
        ${spec}
    `);

  it('of a virtual IP: the SRV records of those with names', () => {
    checkHover(
      `
      kind: Service
      metadata: {name: web}
      spec:
        po$0rts: [{name: http, port: 80}, {name: dns, port: 53, protocol: UDP}]
      `,
      `
      \`web.default.svc.cluster.local\`

      Each port of the virtual IP leads to the target port of what backs the Service. Ports with a name get SRV records.

      | Name in \`default.svc.cluster.local\` | Type | Answer |
      | :--- | :--- | :--- |
      | \`_http._tcp.web\` | SRV | port \`80\` of \`web\` |
      | \`_dns._udp.web\` | SRV | port \`53\` of \`web\` |
      `,
    );
  });

  it('of a headless Service: nothing translates them', () => {
    expect(firstParagraph(hoverOn('{clusterIP: None, po$0rts: [{name: http, port: 80}]}'))).toContain(
      'A headless Service does not translate ports',
    );
  });

  it('of an alias, and none at all', () => {
    expect(hoverOn('{type: ExternalName, externalName: example.com, po$0rts: [{port: 80}]}')).toContain(
      'An alias does not',
    );
    expect(hoverOn('{clusterIP: None, po$0rts: []}')).toContain('Service `web` has no ports');
  });
});

describe('hover on a port', () => {
  const manifests = (spec: string, containerPorts = '{name: web, containerPort: 8080}'): string => `
      kind: Service
      metadata: {name: web}
      spec:
        selector: {app: web}
        ${spec}
      ---
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{ports: [${containerPorts}]}]}
  `;

  it('of a virtual IP, targetPort by name', () => {
    checkHover(
      manifests('ports: [{name: http, port: 80, target$0Port: web}]'),
      `
      \`_http._tcp.web.default.svc.cluster.local\`

      SRV answers with port \`80\` of \`web.default.svc.cluster.local\`. Connections to port \`80\` of the virtual IP go to port \`8080\` of what backs it.

      \`web\` is port \`8080\` of [Deployment web · manifest.yaml:14](file:///manifest.yaml#L14).
      `,
    );
  });

  it('without a name', () => {
    const shown = hoverAt(manifests('ports: [{port: $080}]'));
    expect(shown).toMatch(/^`web\.default\.svc\.cluster\.local`/);
    expect(shown).toContain('Port `80` has no name, so it has no SRV record of its own.');
  });

  it('a node port', () => {
    expect(
      hoverAt(
        manifests('type: NodePort, ports: [{port: 80, nodePort: $030080}]'.replace(', ports', '\n        ports')),
      ),
    ).toContain('Node ports are not in DNS.');
  });

  it('headless with another targetPort', () => {
    expect(
      firstParagraph(
        hoverAt(manifests('clusterIP: None\n        ports: [{name: http, port: $080, targetPort: 8080}]')),
      ),
    ).toBe(
      'SRV answers with port `8080` and the name of each endpoint. A headless Service does not translate ports: clients that connect to port `80` do not reach port `8080`.',
    );
  });

  it('headless with the same port', () => {
    expect(firstParagraph(hoverAt(manifests('clusterIP: None\n        ports: [{name: http, port: $080}]')))).toBe(
      'SRV answers with port `80` and the name of each endpoint. Clients connect straight to port `80`.',
    );
  });

  it('a targetPort that no container has', () => {
    const other = '{name: other, containerPort: 1}';
    expect(
      firstParagraph(
        hoverAt(manifests('clusterIP: None\n        ports: [{name: http, port: 80, targetPort: $0web}]', other)),
      ),
    ).toBe(
      'No Pod that Service `web` selects has a TCP port named `web`. See [Deployment web · manifest.yaml:11](file:///manifest.yaml#L11).',
    );
    expect(firstParagraph(hoverAt(manifests('ports: [{name: http, port: 80, targetPort: $0web}]', other)))).toContain(
      'Connections to port `80` of the virtual IP go nowhere.',
    );
  });

  it('of an alias', () => {
    expect(
      hoverAt(
        '{apiVersion: v1, kind: Service, metadata: {name: w}, spec: {type: ExternalName, externalName: a.b, ports: [{port: $080}]}}',
      ),
    ).toContain('An alias does not forward ports');
  });

  it('UDP is in the name', () => {
    expect(hoverAt(manifests('ports: [{name: dns, port: 53, protocol: U$0DP}]'))).toMatch(/^`_dns\._udp\.web\.default/);
  });
});

describe('hover on a backend', () => {
  it('an Ingress shows the Service it leads to', () => {
    const shown = hoverAt(`
      #- /ingress.yaml
      kind: Ingress
      metadata: {name: web}
      spec: {defaultBackend: {service: {name: w$0eb, port: {number: 80}}}}
      #- /web.yaml
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.0.0.1}
    `);
    expect(shown).toMatch(/^`web\.default\.svc\.cluster\.local`/);
    expect(shown).toContain('Leads to [Service web · web.yaml:3](file:///web.yaml#L3).');
  });

  it.each([
    ['TCPRoute', 'dns-tcp'],
    ['UDPRoute', 'dns'],
  ])('the port of a %s, whose number two protocols share', (kind, name) => {
    const shown = hoverAt(`
      kind: Service
      metadata: {name: dns}
      spec:
        selector: {app: dns}
        ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]
      ---
      kind: ${kind}
      metadata: {name: dns}
      spec: {rules: [{backendRefs: [{name: dns, port: 5$03}]}]}
    `);
    expect(shown).toContain(`_${name}._`);
  });

  it('an HTTPRoute to a Service that is not there', () => {
    const shown = hoverAt(`
      kind: HTTPRoute
      metadata: {name: web}
      spec: {rules: [{backendRefs: [{name: w$0eb, namespace: prod, port: 80}]}]}
    `);
    expect(shown).toBe('There is no Service `web` in namespace `prod`.');
  });
});

describe('hover on a key or listener of another object', () => {
  const key = (kind: string, value: string): string =>
    hoverAt(`
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, env: [{name: A, valueFrom: {${kind === 'Secret' ? 'secret' : 'configMap'}KeyRef: {name: web, key: m$0ode}}}]}]}
      ---
      kind: ${kind}
      metadata: {name: web}
      ${kind === 'Secret' ? 'stringData' : 'data'}: {mode: ${value}}
    `);

  it('says what a ConfigMap holds, and nothing of a Secret', () => {
    expect(key('ConfigMap', 'fast')).toContain('sets it to `fast`.');
    expect(key('ConfigMap', '"fast\\nand more"')).toContain('sets it to `fast …`.');
    expect(key('Secret', 'hidden')).toContain('It is a key of [Secret web');
    expect(key('Secret', 'hidden')).not.toContain('hidden');
  });
});
