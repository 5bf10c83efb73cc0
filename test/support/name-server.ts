import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ZoneFile } from '../../server/src/core/dns/zone-files.ts';
import { ask } from './dns-wire.ts';

/** The programs, see scripts/lib/name-servers.mjs. */
interface Programs {
  readonly 'named-checkzone': string;
  readonly kzonecheck: string;
  readonly nsd: string;
  readonly env: NodeJS.ProcessEnv;
}

const script = pathToFileURL(path.resolve(import.meta.dirname, '../../scripts/lib/name-servers.mjs')).href;
const { findNameServers } = (await import(/* @vite-ignore */ script)) as {
  readonly findNameServers: () => Programs | undefined;
};
const found = findNameServers();

/** Whether there is a name server to test with. */
export const hasNameServer = found !== undefined;

/** Zones in files, gone after `dispose`. */
export interface LoadedZones {
  /** What BIND's and Knot's checkers say of the files, each line with the checker's name; nothing where they accept all. */
  check(): Promise<readonly string[]>;
  /** Starts NSD with the zones, and tells its port once it answers. */
  serve(): Promise<number>;
  dispose(): Promise<void>;
}

/** Writes zones to files that name servers load. */
export function loadZones(zones: readonly ZoneFile[]): LoadedZones {
  if (found === undefined) throw new Error('There is no name server.');
  const { env, nsd } = found;
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'headlight-zones-')));
  for (const { zone, text } of zones) writeFileSync(path.join(folder, `${zone}.zone`), text);
  let stop = async (): Promise<void> => {};

  return {
    async check() {
      const complaints = zones.flatMap(({ zone }) => {
        const file = path.join(folder, `${zone}.zone`);
        // BIND looks at the names of hosts as its server does; an SRV record may lead to a Pod whose address nobody knows.
        const bind = ['-k', 'fail', '-i', 'local', zone, file];
        return [run(found['named-checkzone'], bind, env), run(found.kzonecheck, ['-o', zone, file], env)];
      });
      return (await Promise.all(complaints)).flat();
    },
    async serve() {
      const port = await freePort();
      const log = path.join(folder, 'nsd.log');
      writeFileSync(path.join(folder, 'nsd.conf'), configuration(folder, port, zones));
      const server = spawn(nsd, ['-d', '-c', path.join(folder, 'nsd.conf')], { env, stdio: 'ignore' });
      const ended = once(server, 'exit');
      stop = async () => {
        server.kill();
        await ended;
      };
      const question = { name: zones[0]?.zone ?? '', type: 'A' } as const;
      for (let attempt = 0; attempt < 200; attempt++) {
        const answers = await ask(port, [question]).catch(() => []);
        if (answers[0]?.rcode === 'NOERROR') return port;
        if (server.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`NSD does not answer.\n${readFileSync(log, 'utf8')}`);
    },
    async dispose() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The complaints of a checker: all it printed where it rejected the file. */
async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? [] : [`${path.basename(program)} ${args.join(' ')}: ${output}`];
}

function configuration(folder: string, port: number, zones: readonly ZoneFile[]): string {
  const served = zones.map(({ zone }) => `zone:\n  name: "${zone}"\n  zonefile: "${zone}.zone"\n`);
  return `server:
  ip-address: 127.0.0.1@${port}
  server-count: 1
  username: ""
  database: ""
  zonesdir: "${folder}"
  xfrdir: "${folder}"
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  pidfile: "${folder}/nsd.pid"
  logfile: "${folder}/nsd.log"
remote-control:
  control-enable: no
${served.join('')}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
