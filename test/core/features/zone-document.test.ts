import { describe, expect, it } from 'vitest';
import { zoneDocument, type ZoneDocument, type ZoneTarget } from '../../../server/src/core/features/service.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const fixture = parseFixture(`
      #- /k8s/db.yaml
      kind: Service
      metadata: {name: db, namespace: prod}
      spec: {clusterIP: 10.0.0.1}
      ---
      kind: ConfigMap
      metadata: {name: db}
      #- /k8s/web.yaml
      kind: Service
      metadata: {name: web, namespace: prod}
      spec: {clusterIP: 10.0.0.2}
      #- /k8s/set.yaml
      kind: StatefulSet
      metadata: {name: set, namespace: prod}
      spec: {serviceName: db}
`);

function show(target: ZoneTarget): ZoneDocument {
  return zoneDocument(snapshotOfFixture(fixture), target);
}

function offsetOf(path: string, text: string): number {
  return fixture.files.find((file) => file.path === path)?.text.indexOf(text) ?? -1;
}

describe('the records document', () => {
  it('of the workspace has the records of all Services', () => {
    const { title, text } = show({ kind: 'workspace' });
    expect(title).toBe('Workspace');
    expect(text).toContain('10.0.0.1');
    expect(text).toContain('10.0.0.2');
  });

  it('of a Service has its records only', () => {
    const offset = offsetOf('/k8s/db.yaml', 'clusterIP');
    const { title, text } = show({ kind: 'service', uri: 'file:///k8s/db.yaml', offset });
    expect(title).toBe('db.prod');
    expect(text).toContain('10.0.0.1');
    expect(text).not.toContain('10.0.0.2');
  });

  it('of a StatefulSet has those of its governing Service', () => {
    const offset = offsetOf('/k8s/set.yaml', 'set');
    expect(show({ kind: 'service', uri: 'file:///k8s/set.yaml', offset }).title).toBe('db.prod');
  });

  it('at a place without a Service shows the file', () => {
    const offset = offsetOf('/k8s/db.yaml', 'ConfigMap');
    const { title, text } = show({ kind: 'service', uri: 'file:///k8s/db.yaml', offset });
    expect(title).toBe('db.yaml');
    expect(text).toContain('10.0.0.1');
  });

  it('of a file has the Services it declares or refers to', () => {
    expect(show({ kind: 'file', uri: 'file:///k8s/web.yaml' }).text).not.toContain('10.0.0.1');
    expect(show({ kind: 'file', uri: 'file:///k8s/set.yaml' }).text).toContain('10.0.0.1');
  });

  it('of a file that is not there is empty of records', () => {
    const { title, text } = show({ kind: 'file', uri: 'file:///gone.yaml' });
    expect(title).toBe('gone.yaml');
    expect(text).not.toMatch(/ IN | A /);
  });
});
