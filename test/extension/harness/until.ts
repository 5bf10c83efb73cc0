import type { Locator, Page } from 'playwright-core';

/** What ends a wait in vain, in milliseconds. A busy machine needs long, and nothing is measured by it. */
export const patience = 45_000;

/** While a window is new, its extensions are started, for which a busy machine needs the longest. */
let startEnds = 0;

/** Lets what is waited for in a window that has just come, or come again, take longer: until twice the usual time has passed since. */
export function startPatiently(page: Page): void {
  const own = Date.now() + 2 * patience;
  startEnds = own;
  page.setDefaultTimeout(2 * patience);
  const end = () => {
    if (own === startEnds) page.setDefaultTimeout(patience);
  };
  setTimeout(end, 2 * patience).unref();
}

/** What ends the wait for what one key or click brings about, in milliseconds: then it may have been lost, and comes once more. */
export const patienceOfOne = 5000;

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
  const start = Date.now();
  const end = Math.max(start + patience, startEnds);
  for (;;) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (Date.now() > end)
      throw new Error(`${failure} within ${Math.round((end - start) / 1000)} seconds. ${await detail()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Does something, and once more where what it brings about is not there after some seconds: a busy window may lose a key or a click.
 * @param act  what may be done twice; where it fails it is done again, and why is in the message. A click in it has a limit of its own,
 *   as what it is made on may be gone.
 * @throws where it is not there for a long time
 */
export async function untilThere(act: () => Promise<unknown>, wanted: Locator, failure: string): Promise<void> {
  let lost = '';
  await until(
    async () => {
      lost = await act().then(() => '', String);
      return happens(wanted.first().waitFor({ timeout: patienceOfOne }));
    },
    failure,
    async () => lost,
  );
}

/** Clicks, and once more where what that brings about is not there after some seconds. */
export function clickUntil(place: Locator, wanted: Locator): Promise<void> {
  const failure = `A click on ${String(place)} does not lead to ${String(wanted)}`;
  return untilThere(() => place.click({ timeout: patienceOfOne }), wanted, failure);
}

/**
 * Does something until a place is not seen any more, and nothing where it is not.
 * @param timeout after how many milliseconds it is done once more
 */
export async function untilGone(act: () => Promise<unknown>, place: Locator, timeout = patienceOfOne): Promise<void> {
  await until(
    async () => {
      if (!(await place.first().isVisible())) return true;
      await act();
      return happens(place.first().waitFor({ state: 'hidden', timeout }));
    },
    `${String(place)} does not go away`,
  );
}

/** Whether a wait comes to its end; nothing where it does not, as `until` has it. */
export function happens(wait: Promise<unknown>): Promise<true | undefined> {
  return wait.then(
    () => true,
    () => undefined,
  );
}
