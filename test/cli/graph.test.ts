import { describe, expect, test } from 'vitest';
import { folderWith } from './command-line.ts';

const shop = `
  #- /db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec: {clusterIP: 10.96.0.7, ports: [{name: pg, port: 5432}]}
  #- /web.yaml
  kind: Pod
  metadata: {name: web, namespace: shop}
  spec: {containers: [{name: web, image: busybox, env: [{name: PGHOST, value: db}]}]}
`;

describe('headlight graph', () => {
  test('draws all Services as SVG', async () => {
    const { code, stdout, stderr } = await folderWith(shop).headlight(['graph']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>\n$/s);
    expect(stdout).toContain('>db.shop.svc.cluster.local</text>');
  });

  test('draws a Service as Mermaid', async () => {
    const { stdout } = await folderWith(shop).headlight(['graph', '--service', 'shop/db', '--format', 'mermaid']);
    expect(stdout).toBe(`---
title: "Service db in the namespace shop"
---
flowchart LR
  n0["Service · ClusterIP<br/>db"]
  n1(["Port<br/>pg 5432/TCP"])
  n2>"DNS name<br/>db.shop.svc.cluster.local<br/>A, SRV"]
  n3>"DNS name<br/>#95;pg.#95;tcp.db.shop.svc.cluster.local<br/>SRV"]
  n4["Pod<br/>web"]
  n0 -->|"has port"| n1
  n0 -->|"is found as"| n2
  n1 -->|"is found as"| n3
  n4 -->|"db"| n0
  classDef missing stroke-dasharray: 5 4
  classDef problem stroke-width: 2px
`);
  });

  test('draws how a name resolves as DOT', async () => {
    const args = ['graph', 'db.yaml', '--resolve', 'db', '--from', 'shop', '--format', 'dot'];
    const { stdout } = await folderWith(shop).headlight(args);
    expect(stdout).toBe(String.raw`digraph headlight {
  label="How db resolves, asked by a Pod in the namespace shop"; labelloc=t; rankdir=LR; fontname="sans-serif";
  node [shape=box, style=rounded, fontname="sans-serif", fontsize=10];
  edge [fontname="sans-serif", fontsize=9];
  n0 [label="Question\ndb\nasked by a Pod in shop\nndots 5"];
  n1 [label="Try 1\ndb.shop.svc.cluster.local\nanswers"];
  n2 [label="A\n10.96.0.7"];
  n0 -> n1 [label="asks for"];
  n1 -> n2 [label="finds"];
}
`);
  });

  test.each([
    [['--service', 'shop'], 'Give NAMESPACE/NAME.'],
    [['--service', 'shop/other'], 'No manifest defines the Service "shop/other".'],
    [['--namespace', 'other'], 'No manifest is in the namespace "other".'],
    [['--resolve', 'db', '--from', 'shop/nobody'], 'No manifest defines the Pod "shop/nobody".'],
    [['--from', 'shop'], '--from has no effect without --resolve.'],
    [['--service', 'shop/db', '--namespace', 'shop'], 'A picture has one subject.'],
  ])('%j is said to be wrong', async (args, message) => {
    const { code, stdout, stderr } = await folderWith(shop).headlight(['graph', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('says that there is nothing to draw', async () => {
    const { code, stderr } = await folderWith().headlight(['graph']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no .*manifests|No .*files/i);
  });
});
