/** Discord's ids: milliseconds since 2015 in the upper 42 bits, so that they tell their time and sort by it. */
const EPOCH_MS = 1_420_070_400_000;
let last = 0n;

/** A new id, larger than every id made before in this process. */
export const snowflake = (): string => {
  const now = BigInt(Date.now() - EPOCH_MS) << 22n;
  last = now > last ? now : last + 1n;
  return last.toString();
};
