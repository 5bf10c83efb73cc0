/** What the open windows show, for who reads that a test has failed. */
const windows = new Set<(name: string) => Promise<string>>();

/**
 * Has a window tell what it shows when a test fails.
 * @param describe gets a name for a picture of it
 * @returns ends that
 */
export function tellWhatIsSeen(describe: (name: string) => Promise<string>): () => void {
  windows.add(describe);
  return () => windows.delete(describe);
}

/** What all open windows show. */
export async function whatIsSeen(name: string): Promise<string> {
  const told = [...windows].map((describe) =>
    describe(name).catch((error: unknown) => `What is seen: ${String(error)}`),
  );
  return (await Promise.all(told)).join('\n');
}
