// node scripts/kubectl.mjs: gets kubectl and helm, which some tests need. `npm test` does it by itself.
import { prepare } from './lib/prepare.mjs';

prepare();
const { installKubectl } = await import('./lib/kubectl.mjs');
const missing = installKubectl();
if (missing !== undefined) {
  console.error(missing);
  process.exitCode = 1;
}
