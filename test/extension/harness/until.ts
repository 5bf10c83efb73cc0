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
