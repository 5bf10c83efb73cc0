import { openVsCode, type VsCode } from './page.ts';

// One window for all tests of a suite, as each start of VS Code takes as long as ten tests.
let opened: VsCode | undefined;
before(async () => {
  opened = await openVsCode();
});
after(() => opened?.close());

/** The window, from the hooks of a test on; it is as the tests before have left it. */
export function theWindow(): VsCode {
  if (opened === undefined) throw new Error('The window is not open yet.');
  return opened;
}
