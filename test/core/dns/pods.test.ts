import { describe, test } from 'vitest';
import { checkMissing, checkRecords, checkResolve } from '../../support/check-records.ts';

// kubernetes pkg/controller/statefulset/stateful_set_utils.go; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname.
describe('the Pods of a StatefulSet', () => {
  const service = `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: StatefulSet
    metadata: {name: pg}`;

  test('are named by ordinal, one without replicas', () => {
    checkRecords(
      `${service}
    spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
    `,
      `
      db.default.svc.cluster.local. A ? ; while ready
      pg-0.db.default.svc.cluster.local. A ? ; while ready
      `,
    );
  });

  test('are numbered from ordinals.start', () => {
    checkRecords(
      `${service}
    spec: {serviceName: db, replicas: 2, ordinals: {start: 5}, template: {metadata: {labels: {app: db}}}}
    `,
      `
      pg-5.db.default.svc.cluster.local. A ? ; while ready
      pg-6.db.default.svc.cluster.local. A ? ; while ready
      `,
      /^pg/,
    );
  });

  test('hostname and subdomain of the template are overwritten', () => {
    checkRecords(
      `${service}
    spec:
      serviceName: db
      template: {metadata: {labels: {app: db}}, spec: {hostname: fixed, subdomain: other}}
    `,
      'pg-0.db.default.svc.cluster.local. A ? ; while ready',
      /^(pg|fixed)/,
    );
  });

  test('none with replicas 0, so that the Service does not exist', () => {
    const source = `${service}
    spec: {serviceName: db, replicas: 0, template: {metadata: {labels: {app: db}}}}
    `;
    checkRecords(source, '');
    checkResolve(source, 'db.default.svc.cluster.local A', 'NXDOMAIN');
  });

  test('have no names without serviceName, and stay behind the Service', () => {
    checkRecords(
      `${service}
    spec: {template: {metadata: {labels: {app: db}}}}
    `,
      'db.default.svc.cluster.local. A ? ; while ready',
    );
  });

  test('have no names below a Service that does not select them', () => {
    checkRecords(
      `${service}
    spec: {serviceName: db, template: {metadata: {labels: {app: pg}}}}
    `,
      '',
    );
  });

  test('have no names below a Service of another namespace', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: db, namespace: other}
      spec: {clusterIP: None, selector: {app: db}}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
      `,
      '',
    );
  });

  test('have names below the Service that governs them only', () => {
    const source = `${service}
    spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
    ---
    kind: Service
    metadata: {name: all}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    `;
    checkResolve(source, 'pg-0.all.default.svc.cluster.local A', 'NXDOMAIN');
    checkRecords(
      source,
      `
      all.default.svc.cluster.local. A ? ; while ready
      _sql._tcp.all.default.svc.cluster.local. SRV ? ; while ready, CoreDNS
      all.default.svc.cluster.local. SRV ? ; while ready, CoreDNS
      `,
      /all\./,
    );
    checkResolve(
      source,
      '_sql._tcp.all.default.svc.cluster.local SRV',
      `
      NOERROR
      ? _sql._tcp.all.default.svc.cluster.local. SRV: The Pods of StatefulSet "pg" are named after their addresses, which they get when they start.
      `,
    );
  });

  test('a Service selects one of them by the labels that its controller adds', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db, statefulset.kubernetes.io/pod-name: db-1}}
      ---
      kind: Service
      metadata: {name: first}
      spec: {clusterIP: None, selector: {apps.kubernetes.io/pod-index: '0'}}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, replicas: 3, template: {metadata: {labels: {app: db}}}}
      `,
      `
      db.default.svc.cluster.local. A ? ; while ready
      db-1.db.default.svc.cluster.local. A ? ; while ready
      first.default.svc.cluster.local. A ? ; while ready
      `,
    );
  });

  test('cannot be created where their host name or the label of their revision is longer than a label, or has dots', () => {
    const name = 'a'.repeat(62);
    for (const impossible of ['a'.repeat(53), name, 'a.b']) {
      checkRecords(
        `
        kind: Service
        metadata: {name: db}
        spec: {clusterIP: None, selector: {app: db}}
        ---
        kind: StatefulSet
        metadata: {name: ${impossible}}
        spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
        `,
        '',
      );
    }
    checkRecords(
      `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db}}
      ---
      kind: StatefulSet
      metadata: {name: ${'a'.repeat(52)}}
      spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
      `,
      `${'a'.repeat(52)}-0.db.default.svc.cluster.local. A ? ; while ready`,
      /^a/,
    );
  });

  test('a mistyped number of replicas costs no memory', () => {
    checkRecords(
      `${service}
    spec: {serviceName: db, replicas: 1000000000, template: {metadata: {labels: {app: db}}}}
    `,
      'db.default.svc.cluster.local. A ? ; while ready',
      /^db\./,
    );
  });
});

// kubernetes pkg/controller/job/job_controller.go, manageJob.
describe('the Pods of a Job', () => {
  test('an Indexed Job gives host names by index, whatever the template says', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: work}
      spec: {clusterIP: None, selector: {job-name: crunch}}
      ---
      kind: Job
      metadata: {name: crunch}
      spec:
        completionMode: Indexed
        completions: 2
        parallelism: 2
        template: {spec: {hostname: fixed, subdomain: work}}
      `,
      `
      work.default.svc.cluster.local. A ? ; while ready
      crunch-0.work.default.svc.cluster.local. A ? ; while ready
      crunch-1.work.default.svc.cluster.local. A ? ; while ready
      `,
    );
  });

  test('a Service selects one of them by the label that its controller adds', () => {
    const source = (index: string): string => `
      kind: Service
      metadata: {name: work}
      spec: {clusterIP: None, selector: {job-name: crunch, batch.kubernetes.io/job-completion-index: '${index}'}}
      ---
      kind: Job
      metadata: {name: crunch}
      spec: {completionMode: Indexed, completions: 2, template: {spec: {subdomain: work}}}
      `;
    checkRecords(
      source('1'),
      `
      work.default.svc.cluster.local. A ? ; while ready
      crunch-1.work.default.svc.cluster.local. A ? ; while ready
      `,
    );
    for (const index of ['2', '01', 'one']) checkRecords(source(index), '');
    // The API server asks for completions then.
    checkRecords(
      source('1').replace('completions', 'parallelism'),
      `
      work.default.svc.cluster.local. A ? ; while ready
      crunch-1.work.default.svc.cluster.local. A ? ; while ready
      `,
    );
  });

  test('without a subdomain in its template they have no names', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: work}
      spec: {clusterIP: None, selector: {batch.kubernetes.io/job-name: crunch}}
      ---
      kind: Job
      metadata: {name: crunch}
      spec: {completionMode: Indexed, completions: 2, template: {spec: {}}}
      `,
      'work.default.svc.cluster.local. A ? ; while ready',
    );
  });

  test('those of a CronJob have times in their names, which nobody knows', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: work}
      spec: {clusterIP: None, selector: {app: crunch}}
      ---
      kind: CronJob
      metadata: {name: crunch}
      spec:
        jobTemplate:
          spec:
            completionMode: Indexed
            completions: 2
            template: {metadata: {labels: {app: crunch}}, spec: {subdomain: work}}
      `,
      'work.default.svc.cluster.local. A ? ; while ready',
    );
  });

  test('a Job with no Pods at a time is behind nothing', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: work}
      spec: {clusterIP: None, selector: {app: crunch}}
      ---
      kind: Job
      metadata: {name: crunch}
      spec: {parallelism: 0, template: {metadata: {labels: {app: crunch}}}}
      `,
      '',
    );
  });

  // kubernetes pkg/controller/job/job_controller.go, syncJob.
  test('a suspended Job has no Pods', () => {
    const source = (suspend: string): string => `
      kind: Service
      metadata: {name: work}
      spec: {clusterIP: None, selector: {app: crunch}}
      ---
      kind: Job
      metadata: {name: crunch}
      spec:
        suspend: ${suspend}
        completionMode: Indexed
        completions: 1
        template: {metadata: {labels: {app: crunch}}, spec: {subdomain: work}}
      `;
    checkRecords(source('true'), '');
    checkMissing(source('true'), 'work.default.svc.cluster.local. noReplicas "true"');
    checkRecords(
      source('false'),
      `
      work.default.svc.cluster.local. A ? ; while ready
      crunch-0.work.default.svc.cluster.local. A ? ; while ready
      `,
    );
  });
});

// Kubernetes API, PodSpec.hostname and subdomain.
describe('hostname and subdomain', () => {
  const pods = (kind: string, spec: string): string => `
    kind: Service
    metadata: {name: crew}
    spec: {clusterIP: None, selector: {duty: deck}, ports: [{name: call, port: 1}]}
    ---
    kind: ${kind}
    ${spec}`;

  test('together they give a Pod a name', () => {
    checkRecords(
      pods(
        'Pod',
        `metadata: {name: one, labels: {duty: deck}}
    spec: {hostname: mate, subdomain: crew}
    `,
      ),
      `
      crew.default.svc.cluster.local. A ? ; while ready
      _call._tcp.crew.default.svc.cluster.local. SRV 0 100 1 mate.crew.default.svc.cluster.local. ; while ready
      mate.crew.default.svc.cluster.local. A ? ; while ready
      crew.default.svc.cluster.local. SRV 0 100 1 mate.crew.default.svc.cluster.local. ; while ready, CoreDNS
      mate.crew.default.svc.cluster.local. SRV 0 100 1 mate.crew.default.svc.cluster.local. ; while ready, CoreDNS
      `,
    );
  });

  test('a Pod whose own name is made up when it is created is called by the start of it', () => {
    const source = pods(
      'Pod',
      `metadata: {generateName: one-, labels: {duty: deck}}
    spec: {hostname: mate, subdomain: crew}
    `,
    );
    const name = 'mate.crew.default.svc.cluster.local';
    checkResolve(source, `${name} A`, `NOERROR\n? ${name}. A: Pod "one-" gets its address when it starts.`);
    checkResolve(
      source.replace('hostname: mate, ', ''),
      'crew.default.svc.cluster.local SRV',
      `NOERROR\n? crew.default.svc.cluster.local. SRV: Pod "one-" is named after its address, which it gets when it starts.`,
    );
  });

  test('one of them alone gives none, nor does the name of the Pod', () => {
    for (const spec of ['{subdomain: crew}', '{hostname: mate}', '{hostname: mate, subdomain: other}', '{}']) {
      checkRecords(
        pods(
          'Pod',
          `metadata: {name: one, labels: {duty: deck}}
    spec: ${spec}
    `,
        ),
        'crew.default.svc.cluster.local. A ? ; while ready',
        / A /,
      );
    }
  });

  // k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname; Kubernetes enhancement 4762.
  test('hostNetwork, hostnameOverride, setHostnameAsFQDN and the name of the Pod change nothing', () => {
    const names = (fields: string): string => `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db}}
      ---
      kind: Pod
      metadata: {name: other, labels: {app: db}}
      spec: {hostname: one, subdomain: db${fields}}
      `;
    const records = `
      db.default.svc.cluster.local. A ? ; while ready
      one.db.default.svc.cluster.local. A ? ; while ready
      `;
    checkRecords(names(''), records);
    checkRecords(names(', hostNetwork: true, hostnameOverride: two.example.com, setHostnameAsFQDN: true'), records);
  });

  test('in a template they give one name that all replicas share', () => {
    const source = pods(
      'Deployment',
      `metadata: {name: one}
    spec:
      replicas: 4
      template: {metadata: {labels: {duty: deck}}, spec: {hostname: mate, subdomain: crew}}
    `,
    );
    checkRecords(source, 'mate.crew.default.svc.cluster.local. A ? ; while ready', /^mate.* A /);
    checkResolve(
      source,
      '_call._tcp.crew.default.svc.cluster.local SRV',
      `
      NOERROR
      _call._tcp.crew.default.svc.cluster.local. SRV 0 25 1 mate.crew.default.svc.cluster.local.
      `,
    );
  });

  test('what is no DNS label is refused', () => {
    checkRecords(
      pods(
        'Pod',
        `metadata: {name: one, labels: {duty: deck}}
    spec: {hostname: Mate_1, subdomain: crew}
    `,
      ),
      '',
    );
  });
});

// k8s.io/endpointslice utils.go, getEndpointPorts, FindPort.
describe('the ports of Pods', () => {
  const web = (ports: string, containers: string): string => `
    kind: Service
    metadata: {name: web}
    spec: {clusterIP: None, selector: {app: web}, ports: ${ports}}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {hostname: w, subdomain: web, ${containers}}
    `;

  test('a named targetPort is the number the container gives it', () => {
    checkRecords(
      web('[{name: http, port: 80, targetPort: web}]', 'containers: [{ports: [{name: web, containerPort: 8080}]}]'),
      '_http._tcp.web.default.svc.cluster.local. SRV 0 100 8080 w.web.default.svc.cluster.local. ; while ready',
      /^_/,
    );
  });

  test('a name is looked up together with its protocol, in sidecars too', () => {
    checkRecords(
      web(
        '[{name: http, port: 80, targetPort: web}, {name: side, port: 81, targetPort: side}]',
        `containers: [{ports: [{name: web, containerPort: 8080, protocol: UDP}]}],
           initContainers: [{restartPolicy: Always, ports: [{name: side, containerPort: 9000}]}]`,
      ),
      '_side._tcp.web.default.svc.cluster.local. SRV 0 100 9000 w.web.default.svc.cluster.local. ; while ready',
      /^_/,
    );
  });

  test('a name that no container has loses the SRV name, the address stays', () => {
    const source = web('[{name: http, port: 80, targetPort: nowhere}]', 'containers: []');
    checkRecords(
      source,
      `
      web.default.svc.cluster.local. A ? ; while ready
      w.web.default.svc.cluster.local. A ? ; while ready
      `,
    );
    checkResolve(source, '_http._tcp.web.default.svc.cluster.local SRV', 'NXDOMAIN');
    checkResolve(source, 'web.default.svc.cluster.local SRV', 'NOERROR');
  });

  test('without targetPort it is the port', () => {
    checkRecords(
      web('[{name: http, port: 80}]', 'containers: []'),
      '_http._tcp.web.default.svc.cluster.local. SRV 0 100 80 w.web.default.svc.cluster.local. ; while ready',
      /^_/,
    );
  });
});

// Kubernetes API autoscaling/v2, HorizontalPodAutoscalerSpec.
test('Pods beyond the replicas are not known where an autoscaler may make them', () => {
  const source = `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db, replicas: 2, template: {metadata: {labels: {app: db}}}}
    ---
    kind: HorizontalPodAutoscaler
    metadata: {name: db}
    spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}, maxReplicas: 4}`;
  checkResolve(source, 'db-3.db.default.svc.cluster.local A', 'unknown');
  checkResolve(source, 'db-4.db.default.svc.cluster.local A', 'NXDOMAIN');
});
