// node scripts/name-servers.mjs: gets the name server and the zone checkers that some tests need. `npm test` does it by itself, before there are packages.
import { installNameServers } from './lib/name-servers.mjs';

const missing = await installNameServers();
if (missing !== undefined) {
  console.error(missing);
  process.exitCode = 1;
}
