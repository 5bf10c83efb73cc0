import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('an IPv4 address', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: 192.0.2.7
                    ^^^^^^^^^ warning[unreachable-external-name] externalName "192.0.2.7" is an IP address, so Service "billing" resolves to nothing.
  `);
});

test('an IPv6 address is refused', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: "2001:db8::7"
                    ^^^^^^^^^^^^^ error[unreachable-external-name] The API server refuses externalName "2001:db8::7": it has to be a DNS name, not an IPv6 address.
  `);
});

test('names that look a little like addresses, and other types', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: a}
    spec: {type: ExternalName, externalName: 192.0.2.7.example.com}
    ---
    kind: Service
    metadata: {name: b}
    spec: {type: ExternalName, externalName: 1.2.3}
    ---
    kind: Service
    metadata: {name: c}
    spec: {selector: {app: c}, externalName: ""}
  `);
});
