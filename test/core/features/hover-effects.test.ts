import { describe, expect, it } from 'vitest';
import { allFindings } from '../../support/check-diagnostics.ts';
import { hoverAt } from '../../support/check-features.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const natures: Readonly<Record<string, string>> = {
  'virtual IP': 'type: ClusterIP',
  'node port': 'type: NodePort',
  headless: 'clusterIP: None',
  alias: 'type: ExternalName',
  misspelt: 'type: External',
  templated: 'type: "{{ .Values.type }}"',
};

/** The fields whose hovers say whether they do anything, with a value that counts. */
const fields: Readonly<Record<string, string>> = {
  externalName: 'db.example.com',
  selector: '{app: db}',
  publishNotReadyAddresses: 'true',
  sessionAffinity: 'ClientIP',
  internalTrafficPolicy: 'Local',
  trafficDistribution: 'PreferClose',
  externalIPs: '[192.0.2.1]',
};

describe.each(Object.keys(natures))('a Service: %s', (nature) => {
  it.each(Object.keys(fields))('the hover of %s says that it does nothing where the rules say so', (field) => {
    for (const other of field === 'selector' ? [''] : ['', 'selector: {app: db}']) {
      const source = `
        kind: Service
        metadata: {name: db}
        spec:
          ${natures[nature]}
          ${other}
          $0${field}: ${fields[field]}
      `;
      const findings = allFindings(snapshotOfFixture(parseFixture(source)));
      const isSaid = findings.some(({ code, message }) => code.startsWith('ineffective-') && message.includes(field));
      expect(hoverAt(source).includes('no effect'), source).toBe(isSaid);
    }
  });
});
