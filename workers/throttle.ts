/** A line of the log that may come many times a second says once in a while how often. */

/** How long the same words are kept quiet. */
const quiet_ms = 5_000;
/** Different words that are remembered; more make all of them new. */
const remembered_max = 100;

/** Calls `say` for words that are new or were quiet long enough, with how often they were kept quiet since. */
export function throttled(
  say: (words: string, repeated: number) => void,
  now_ms: () => number = Date.now,
): (words: string) => void {
  const said = new Map<string, { at_ms: number; repeated: number }>();
  return (words) => {
    const before = said.get(words);
    if (before && now_ms() - before.at_ms < quiet_ms) {
      before.repeated += 1;
      return;
    }
    if (said.size >= remembered_max) said.clear();
    said.set(words, { at_ms: now_ms(), repeated: 0 });
    say(words, before?.repeated ?? 0);
  };
}
