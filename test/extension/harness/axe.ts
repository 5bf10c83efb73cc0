import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

/** What axe says of a page. */
interface Axe {
  run(
    part: string,
    options: { readonly iframes: boolean },
  ): Promise<{
    readonly violations: readonly { readonly help: string; readonly nodes: readonly { html: string }[] }[];
  }>;
}

/**
 * What axe finds not to be accessible in a part of a page, without the pages that are in it.
 * @param selector of the part
 * @returns what is wrong, each with the first element of which it is said
 */
export async function violationsIn(page: Page | Frame, selector: string): Promise<readonly string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(
    (part) => (globalThis as unknown as { readonly axe: Axe }).axe.run(part, { iframes: false }),
    selector,
  );
  return violations.map(({ help, nodes }) => `${help}: ${nodes[0]?.html ?? ''}`);
}
