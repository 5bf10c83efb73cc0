import { describe, expect, it } from 'vitest';
import { declaredServices } from '../../../server/src/core/features/facade.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/** What each Service of the fixture's first file is called, its first and last line, and whether it can be made headless. */
function servicesOf(source: string): readonly string[] {
  const fixture = parseFixture(source);
  const [file] = fixture.files;
  const lineOf = (offset: number): number => (file?.text ?? '').slice(0, offset).split('\n').length;
  return declaredServices(snapshotOfFixture(fixture), file?.uri ?? '').map(({ span, name, canConvert }) => {
    const called = file?.text.slice(name.start, name.end) ?? '';
    return `${called} ${lineOf(span.start)}-${lineOf(span.end)}${canConvert ? ' convertible' : ''}`;
  });
}

describe('the Services of a file', () => {
  it('are told with the stretch of their document, comments and all', () => {
    const services = servicesOf(`
      # The first one.
      apiVersion: v1
      kind: Service
      metadata: {name: one}
      spec: {clusterIP: None, selector: {app: one}}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: none}
      ---
      # The second one.
      apiVersion: v1
      kind: Service
      metadata: {name: two}
      spec: {selector: {app: two}}
    `);
    expect(services).toEqual(['one 1-6', 'two 10-16 convertible']);
  });

  it('are the items of a List, each with its own stretch', () => {
    const services = servicesOf(`
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: Service
          metadata: {name: one}
          spec: {type: NodePort, ports: [{port: 80}]}
        - apiVersion: v1
          kind: Service
          metadata: {name: two}
          spec: {type: ExternalName, externalName: example.com}
    `);
    expect(services).toEqual(['one 4-8 convertible', 'two 8-12 convertible']);
  });

  it('stand once, however many overlays build them', () => {
    const services = servicesOf(`
      #- /base/service.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: one}
      spec: {selector: {app: one}}
      #- /base/kustomization.yaml
      resources: [service.yaml]
      #- /dev/kustomization.yaml
      resources: [../base]
      #- /prod/kustomization.yaml
      resources: [../base]
    `);
    expect(services).toEqual(['one 1-5 convertible']);
  });

  it('cannot be made headless in a template, nor where the text is shared', () => {
    expect(
      servicesOf(`
        apiVersion: v1
        kind: Service
        metadata: {name: one}
        spec: {selector: {app: "{{ .Values.app }}"}}
      `),
    ).toEqual(['one 1-5']);
    expect(
      servicesOf(`
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Service
            metadata: {name: one}
            spec: &spec {selector: {app: one}}
          - apiVersion: v1
            kind: Service
            metadata: {name: two}
            spec: *spec
      `),
    ).toEqual(['one 4-8', 'two 8-12']);
  });

  it('are none in a file that is unknown, empty or broken', () => {
    expect(declaredServices(snapshotOfFixture(parseFixture('')), 'file:///none.yaml')).toEqual([]);
    expect(servicesOf('kind: [')).toEqual([]);
  });
});
