import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const service = (comment: string, clusterIP = 'None'): string =>
  `kind: Service\nmetadata: {name: db}\nspec:\n  ${comment}\n  clusterIP: ${clusterIP}\n  selector: {app: db}\n  ports: [{name: db, port: 80}]\n`;

test('a comment that turns off what is there', () => {
  checkDiagnostics(service('# headlight-disable-next-line invalid-cluster-ip', 'none'));
  checkDiagnostics(service('# headlight-disable-next-line', 'none'));
  checkDiagnostics(`# headlight-disable-file invalid-cluster-ip\n${service('# nothing', 'none')}`);
  checkDiagnostics(`# headlight-disable-file\n${service('# nothing', 'none')}`);
});

test('each of the comments where nothing is found', () => {
  checkDiagnostics(`
    # headlight-disable-file invalid-cluster-ip
                             ^^^^^^^^^^^^^^^^^^ information[unused-suppression] 💡
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None # headlight-disable-line invalid-cluster-ip
                                               ^^^^^^^^^^^^^^^^^^ information[unused-suppression] 💡 This comment turns off "invalid-cluster-ip", which finds nothing here.
      # headlight-disable-next-line
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[unused-suppression] 💡 This comment turns off every rule, and none finds anything here.
      selector: {app: db}
      ports: [{name: db, port: 80}]
  `);
});

test('one of several codes', () => {
  const before = service('# headlight-disable-next-line invalid-headless-type, invalid-cluster-ip -- why', 'none');
  checkFix(
    before,
    'Remove invalid-headless-type from the comment',
    service('# headlight-disable-next-line invalid-cluster-ip -- why', 'none'),
  );
  checkFix(
    service('# headlight-disable-next-line invalid-cluster-ip, invalid-headless-type -- why', 'none'),
    'Remove invalid-headless-type from the comment',
    service('# headlight-disable-next-line invalid-cluster-ip -- why', 'none'),
  );
});

test('a comment behind a value goes without its line', () => {
  checkFix(
    'kind: Service\nmetadata: {name: db} # headlight-disable-line invalid-cluster-ip -- old\nspec: {clusterIP: None, selector: {a: b}, ports: [{name: db, port: 80}]}\n',
    'Remove the comment',
    'kind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {a: b}, ports: [{name: db, port: 80}]}\n',
  );
});

test('a rule that does not exist, with the nearest that does', () => {
  const before = service('# headlight-disable-next-line invalid-clusterip', 'NONE');
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      # headlight-disable-next-line no-such-thing-at-all
                                    ^^^^^^^^^^^^^^^^^^^^ information[unused-suppression] 💡 There is no rule "no-such-thing-at-all", so this comment does not turn it off.
      clusterIP: None
      selector: {app: db}
      ports: [{name: db, port: 80}]
  `);
  checkFix(
    before,
    'Change invalid-clusterip to invalid-cluster-ip',
    service('# headlight-disable-next-line invalid-cluster-ip', 'NONE'),
  );
});

test('nothing is said where not everything was looked at', () => {
  const wide = service('# headlight-disable-next-line missing-governing-service');
  checkIncomplete(wide, { complete: false, unread: [] });
  checkIncomplete(wide, { complete: true, unread: ['/other.yaml'] });
  checkDiagnostics(service('# headlight-disable-next-line invalid-cluster-ip'), {
    rules: { 'invalid-cluster-ip': 'off' },
  });
  checkDiagnostics(service('# headlight-disable-next-line invalid-cluster-ip', '"{{ .Values.ip }}"'));
});

test('text that only looks like a comment, and files that hold no object', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: notes}
    data:
      a: |
        # headlight-disable-file invalid-cluster-ip
        b
      c: "x
        # headlight-disable-line invalid-cluster-ip"
  `);
  checkDiagnostics('# headlight-disable-file invalid-cluster-ip\nreplicas: 3\n');
  checkDiagnostics(
    'kind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: | # headlight-disable-line no-rule\n                                ^^^^^^^ information[unused-suppression] 💡\n    b\n',
  );
});

test('a comment can turn off this rule by name, and only by name', () => {
  checkDiagnostics(
    `# headlight-disable-file unused-suppression\n${service('# headlight-disable-next-line invalid-cluster-ip')}`,
  );
  const all = `# headlight-disable-file\n#<^^^^^^^^^^^^^^^^^^^^^^^^ information[unused-suppression] 💡\n${service('# nothing')}`;
  checkDiagnostics(all);
});

test('lines of Windows keep their ends', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n').replace('kind', 'apiVersion: v1\r\nkind');
  checkFix(
    crlf(service('# headlight-disable-next-line invalid-cluster-ip')),
    'Remove the comment',
    crlf(service('@').replace('  @\n', '')),
  );
});

test('a comment that is not spelled like one that turns rules off', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      # headlight-disable invalid-cluster-ip
        ^^^^^^^^^^^^^^^^^ information[unused-suppression] There is no comment "headlight-disable", so it turns nothing off.
      clusterIP: None # headlight-disable-lines
                        ^^^^^^^^^^^^^^^^^^^^^^^ information[unused-suppression] 💡 There is no comment "headlight-disable-lines", so it turns nothing off.
      # Headlight-Ignore-Next-Line invalid-cluster-ip
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ information[unused-suppression] There is no comment "Headlight-Ignore-Next-Line", so it turns nothing off.
      selector: {app: db} # headlight-controller is another thing, and headlight-disable is not the comment
      ports: [{name: db, port: 80}]
  `);
  checkFix(
    service('# Headlight-Disable-Next-Line invalid-cluster-ip', 'none'),
    'Change Headlight-Disable-Next-Line to headlight-disable-next-line',
    service('# headlight-disable-next-line invalid-cluster-ip', 'none'),
  );
  checkFix(
    service('# Headlight-disable-next-lien invalid-cluster-ip -- why', 'none'),
    'Change Headlight-disable-next-lien to headlight-disable-next-line',
    service('# headlight-disable-next-line invalid-cluster-ip -- why', 'none'),
  );
  checkDiagnostics(`kind: ConfigMap\nmetadata: {name: a}\ndata:\n  text: |\n    # headlight-disable x\n`);
});
