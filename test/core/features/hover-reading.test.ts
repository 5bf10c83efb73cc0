import { describe, expect, it } from 'vitest';
import { hover } from '../../../server/src/core/features/facade.ts';
import { defaultSettings } from '../../../server/src/core/settings/settings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { checkHover, checkSnapshotHover, hoverAt } from '../../support/check-features.ts';
import { parseFixture } from '../../support/fixture.ts';

describe('hover on templates', () => {
  const chart = (service: string): string => `
      #- /chart/Chart.yaml
      name: db
      #- /chart/templates/service.yaml
      ${service.trim()}
  `;

  it('says what is literal and marks what is not', () => {
    checkHover(
      chart(`
      kind: Service
      metadata:
        name: {{ .Release.Name }}-head$0less
        namespace: {{ .Release.Namespace }}
      spec:
        clusterIP: None
        selector: {app: db}
      `),
      `
      \`<release>-headless.<namespace>.svc.cluster.local\`

      Headless Service: DNS answers with the addresses of its Pods. There is no load balancing. The whole name is known once the template is rendered.

      No workload in this workspace has the labels it selects. The name exists only while Pods with these labels, from elsewhere, are ready.

      It belongs to the chart in \`/chart\`.
      `,
    );
  });

  it('offers no half name to copy', () => {
    const source = chart(`
      kind: Service
      metadata: {name: '{{ .Release.Name }}-d$0b'}
    `);
    expect(hoverAt(source, {}, { commands: ['headlight.copyName'] })).not.toContain('command:');
  });

  it('a literal name in a template is known', () => {
    const shown = hoverAt(
      chart(`
      kind: Service
      metadata: {name: d$0b, labels: {release: '{{ .Release.Name }}'}}
      spec: {clusterIP: None, selector: {app: '{{ .Values.app }}'}}
    `),
    );
    expect(shown).toMatch(/^`db\.default\.svc\.cluster\.local`/);
    expect(shown).not.toContain('No workload');
  });

  it('a type or clusterIP that the template decides', () => {
    const source = (spec: string): string =>
      chart(`
      kind: Service
      metadata: {name: d$0b}
      spec: {${spec}}
    `);
    const open = 'What kind of Service this is to DNS is known once the template is rendered.';
    expect(hoverAt(source("type: '{{ .Values.type }}'"))).toContain(open);
    expect(hoverAt(source("clusterIP: '{{ .Values.ip }}'"))).toContain(open);
  });

  it.each(['selector: {$0app: db}', 'ports$0: []', 'ports: [{name: sql, port: 54$032}]', ''])(
    'nothing is said as of a virtual IP where the template may make the Service headless: %s',
    (fields) => {
      const shown = hoverAt(
        chart(`
      kind: Service
      metadata: {name: db}
      spec:
        type: '{{ .Values.type }}'
        ${fields}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {template: {metadata: {labels: {app: db}}}}
      ---
      kind: Endpoints
      metadata: {name: db}
      subsets: [{addresses: [{ip: 192.${fields === '' ? '$0' : ''}0.2.1}], ports: [{name: sql, port: 5432}]}]
    `),
      );
      expect(shown).toContain('known once the template is rendered');
      expect(shown).not.toMatch(/virtual IP|Connections go to/);
    },
  );

  it('a number of replicas that the template decides', () => {
    const shown = hoverAt(
      chart(`
      kind: Service
      metadata: {name: d$0b}
      spec: {selector: {app: db}}
      ---
      kind: Deployment
      metadata: {name: db}
      spec:
        replicas: {{ .Values.replicas }}
        template: {metadata: {labels: {app: db}}}
    `),
    );
    expect(shown).toContain('(a templated number of Pods)');
  });

  it('a serviceName that the template decides', () => {
    const shown = hoverAt(
      chart(`
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: '{{ .Release.Name }}-$0db'}
    `),
    );
    expect(shown).toBe(
      '`<release>-db.default.svc.cluster.local`\n\nThe whole name is known once the template is rendered.',
    );
  });
});

describe('hover on what can be read of a file', () => {
  it('half-typed YAML', () => {
    expect(
      hoverAt(`
      kind: Service
      metadata:
        name: d$0b
      spec:
        clusterIP: None
        selector:
          app: db
        ports:
          - name: [
    `),
    ).toMatch(/^`db\.default\.svc\.cluster\.local`\n\nHeadless Service/);
  });

  it('a broken document beside it', () => {
    expect(
      hoverAt(`
      kind: Deployment
      metadata: {name: "broken
      ---
      kind: Service
      metadata: {name: d$0b}
      spec: {clusterIP: 10.0.0.1}
    `),
    ).toContain('| `db` | A | `10.0.0.1` |');
  });

  it('an item of a List', () => {
    checkHover(
      `
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: ConfigMap
          metadata: {name: one}
        - apiVersion: v1
          kind: Service
          metadata: {name: t$0wo}
                           ^^^^^
          spec: {type: ExternalName, externalName: 192.0.2.1}
      `,
      `
      \`two.default.svc.cluster.local\`

      The externalName \`192.0.2.1\` is an IP address: a CNAME cannot point to an address, so DNS has no record.
      `,
    );
  });

  it('JSON', () => {
    const fixture = parseFixture(
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "d$0b"}, "spec": {"clusterIP": "10.0.0.1"}}',
    );
    const [file] = fixture.files;
    const snapshot = snapshotOf([{ ...file, uri: 'file:///a.json', path: '/a.json', text: file?.text ?? '' }]);
    const shown = hover(snapshot, 'file:///a.json', fixture.cursor?.offset ?? 0, { commands: [] });
    expect(shown?.markdown).toContain('| `db` | A | `10.0.0.1` |');
  });

  it('CRLF, with the right lines and the right stretch', () => {
    const lf =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec: {selector: {app: db}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: db, labels: {app: db}}\n';
    const text = lf.replaceAll('\n', '\r\n');
    const snapshot = snapshotOf([{ uri: 'file:///a.yaml', path: '/a.yaml', text }]);
    const start = text.indexOf('db');
    const shown = hover(snapshot, 'file:///a.yaml', start, { commands: [] });
    expect(shown?.span).toEqual({ start, end: start + 2 });
    expect(shown?.markdown).toContain('[Pod db · a.yaml:9](file:///a.yaml#L9)');
  });

  it('a patch of a kustomization is no object', () => {
    checkHover(
      `
      #- /k/kustomization.yaml
      patches: [{path: patch.yaml}]
      #- /k/patch.yaml
      kind: Service
      metadata: {name: d$0b}
      `,
      undefined,
    );
  });

  it('another kind of Service', () => {
    checkHover(
      `
      apiVersion: serving.knative.dev/v1
      kind: Service
      metadata: {name: d$0b}
      `,
      undefined,
    );
  });

  it('an unknown file and a place outside of the text', () => {
    const snapshot = snapshotOf([{ uri: 'file:///a.yaml', path: '/a.yaml', text: 'a: b' }]);
    expect(hover(snapshot, 'file:///b.yaml', 0, { commands: [] })).toBeUndefined();
    expect(hover(snapshot, 'file:///a.yaml', 99, { commands: [] })).toBeUndefined();
  });

  it('while the workspace is still being read, and in a file that is by itself, nothing is called absent', () => {
    const fixture = parseFixture(`
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: $0db}
    `);
    const workspace = new Workspace();
    workspace.apply({ files: fixture.files, settings: defaultSettings });
    checkSnapshotHover(fixture, workspace.snapshot, 'Not all files have been read yet, so more may turn up.');
  });
});

describe('how a hover is written', () => {
  const named = (name: string): string =>
    `{apiVersion: v1, kind: Service, metadata: {n$0ame: ${JSON.stringify(name)}}, spec: {clusterIP: 10.0.0.1}}`;

  it('links to commands that the client has, and to no others', () => {
    const source = named('db');
    expect(hoverAt(source)).not.toContain('command:');
    const shown = hoverAt(source, {}, { commands: ['headlight.copyName', 'headlight.showRecords'] });
    expect(shown).toContain(
      '`db.default.svc.cluster.local` [Copy](command:headlight.copyName?%5B%22db.default.svc.cluster.local%22%5D)',
    );
    // In the first line, where they are seen however long the rest is.
    const [title = ''] = shown.split('\n');
    expect(title).toMatch(/\) · \[All 2 records\]/);
    const link = /\[All (\d+) records\]\(command:headlight\.showRecords\?([^)]*)\)/.exec(shown);
    expect(Number(link?.[1])).toBe(2);
    expect(JSON.parse(decodeURIComponent(link?.[2] ?? ''))).toEqual([
      'file:///manifest.yaml',
      { line: 0, character: 49 },
    ]);
  });

  it('links to the picture of the Service behind its records', () => {
    const [title = ''] = hoverAt(
      named('db'),
      {},
      {
        commands: ['headlight.copyName', 'headlight.showRecords', 'headlight.showPicture'],
      },
    ).split('\n');
    const [, records, picture] =
      /All 2 records\]\([^?]*\?([^)]*)\) · \[Picture\]\(command:headlight\.showPicture\?([^)]*)\)$/.exec(title) ?? [];
    expect(picture).toBe(records);
    expect(picture).toBeDefined();
  });

  it('emphasizes links where the client shows tags, so that not only their colour tells them from the words around', () => {
    const source = named('db');
    const options = { commands: ['headlight.copyName'] };
    expect(hoverAt(source, {}, options)).not.toContain('<');
    expect(hoverAt(source, {}, { ...options, tags: ['em', 'strong'] })).toMatch(
      /^`db\.default\.svc\.cluster\.local` <strong>\[Copy\]\(command:headlight\.copyName\?[^)]*\)<\/strong>$/m,
    );
  });

  it('what a manifest says is never markup', () => {
    const shown = hoverAt(named('a|b`c`<img src=x>[x](command:evil)\n# title'));
    const [title = ''] = shown.split('\n\n');
    expect(title).toBe('`` a|b`c`<img src=x>[x](command:evil) # title.default.svc.cluster.local ``');
    expect(shown.split('\n')).not.toContain('# title');
  });

  it('links escape what a name or path may hold', () => {
    const shown = hoverAt(`
      #- /a(1).yaml
      kind: Service
      metadata: {name: $0db}
      spec: {selector: {app: db}}
      ---
      kind: Pod
      metadata: {name: 'x](y', labels: {app: db}}
    `);
    expect(shown).toContain('[Pod x\\](y · a(1).yaml:8](file:///a%281%29.yaml#L8)');
  });

  it('plain text', () => {
    const shown = hoverAt(
      `
      kind: Service
      metadata: {name: d$0b}
      spec: {clusterIP: None, selector: {app: db}, ports: [{name: pg, port: 1}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
      `,
      {},
      { format: 'plaintext', commands: ['headlight.copyName', 'headlight.showRecords'] },
    );
    expect(shown).toBe(
      [
        'db.default.svc.cluster.local',
        'Headless Service: DNS answers with the addresses of its Pods. There is no load balancing.',
        [
          'Name in default.svc.cluster.local  Type  Answer (while ready)',
          'db                                 A     each Pod of StatefulSet db',
          '_pg._tcp.db                        SRV   port 1 of db-0.db',
          'db-0.db                            A     Pod db-0',
        ].join('\n'),
        'Short names: db within the namespace default, db.default from any other.',
        'Backed by StatefulSet db (manifest.yaml:8) (1 Pod).',
      ].join('\n\n'),
    );
  });

  it('an answer in words keeps its quotes in plain text only', () => {
    const source = `
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: $0gone}
    `;
    expect(hoverAt(source)).toContain('There is no Service `gone` in namespace `default`.');
    expect(hoverAt(source, {}, { format: 'plaintext' })).toContain(
      'There is no Service "gone" in namespace "default".',
    );
  });
});
