import { expect, test } from 'vitest';
import { scanHosts } from '../../../server/src/core/names/scan-hosts.ts';

/** What surely is a host. */
function hosts(text: string): readonly string[] {
  const told = scanHosts(text).filter(({ evidence }) => evidence !== 'text');
  return told.map(({ host, port }) => (port === undefined ? host : `${host}:${port}`));
}

test.each([
  [
    'nginx',
    'upstream web { server db; server web.shop:80; }\nset $upstream web;\nproxy_pass http://web;\nproxy_pass http://web:8080;',
    ['web.shop:80', 'web:8080'],
  ],
  ['nginx, a group in another file', 'proxy_pass http://web_api/v1;\nproxy_pass http://web_db:80;', ['web_db:80']],
  ['nginx, the member of a group', 'upstream web {\n  server web;\n}\nproxy_pass http://web;', ['web']],
  [
    'HAProxy',
    'peers web\n  peer a 192.0.2.1:1024\nbackend web from common\n  server web web:80 check\nbackend api # ours\nbackend db\n  server-template db 3 db:5432\nfrontend f\n  use_backend api if is_api\n  use_backend db\n  default_backend web',
    ['web:80', 'db:5432'],
  ],
  ['HAProxy, sections in other files', 'frontend f\n  use_backend api\n  default_backend web', []],
  [
    'Varnish',
    'backend web {\n  .host = "web";\n  .port = "80";\n}\nsub vcl_recv { set req.backend = web; }',
    ['web:80'],
  ],
  ['Traefik 1', '[backends.web.servers.a]\nurl = "http://web"\n[frontends.f]\nbackend = "web"', ['web']],
  [
    'Kong',
    '_format_version: "3.0"\nupstreams:\n- name: web\n  targets:\n  - target: web:80\nservices:\n- name: api\n  host: web\n  port: 80\n- name: db\n  host: db',
    ['web:80', 'db'],
  ],
  [
    'Kong, in one line',
    '_format_version: "3.0"\nupstreams: [{name: web}]\nservices: [{host: web}, {host: api}]',
    ['api'],
  ],
  ['no group: a comment, a key of another text', '# asks backend web\nAPI_BACKEND=web\nURL=http://web', ['web', 'web']],
])('the name of a group of servers is no host: %s', (_, text, expected) => {
  expect(hosts(text)).toEqual(expected);
});
