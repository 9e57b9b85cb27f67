/**
 * Keeps what is slow to make, by words that come from outside: so many at most, the oldest going first, so that whoever sends
 * thousands of them fills no memory and slows nobody down for long.
 */
export function remember<T>(max: number): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    const oldest = kept.keys().next();
    if (kept.size >= max && !oldest.done) kept.delete(oldest.value);
    kept.set(key, made);
    return made;
  };
}
