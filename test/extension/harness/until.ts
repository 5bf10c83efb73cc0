import type { Locator } from 'playwright-core';

/** What ends a wait in vain, in milliseconds. A busy machine needs long, and nothing is measured by it. */
export const patience = 60_000;

/**
 * Tries again until there is a result.
 * @param failure what did not come about, for the message
 * @param detail what there is instead
 * @throws where there is none for a long time
 */
export async function until<T>(
  attempt: () => Promise<T | undefined>,
  failure: string,
  detail: () => Promise<string> = async () => '',
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (Date.now() > end) throw new Error(`${failure} within ${patience / 1000} seconds. ${await detail()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Does something, and once more where what it brings about is not there after some seconds: a busy window may lose a key or a click.
 * @param act  what may be done twice; a click in it has a limit of its own, as what it is made on may be gone
 * @throws where it is not there for a long time
 */
export async function untilThere(act: () => Promise<unknown>, wanted: Locator, failure: string): Promise<void> {
  await until(async () => {
    await act();
    return happens(wanted.first().waitFor({ timeout: 5000 }));
  }, failure);
}

/** Whether a wait comes to its end; nothing where it does not, as `until` has it. */
export function happens(wait: Promise<unknown>): Promise<true | undefined> {
  return wait.then(
    () => true,
    () => undefined,
  );
}
