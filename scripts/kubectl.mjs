// node scripts/kubectl.mjs: gets kubectl and helm, which some tests need. `npm test` does it by itself, before there are packages.
import { installKubectl } from './lib/kubectl.mjs';

const missing = installKubectl();
if (missing !== undefined) {
  console.error(missing);
  process.exitCode = 1;
}
