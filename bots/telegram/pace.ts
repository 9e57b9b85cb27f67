/** At most so many in any second; says how many ms to wait, 0 when one may go now (and counts it). */
export function pacer(per_second_max: number): () => number {
  const sent: number[] = [];
  return () => {
    const now = performance.now();
    while (sent.length > 0 && sent[0]! <= now - 1000) sent.shift();
    if (sent.length >= per_second_max) return Math.ceil(sent[0]! + 1000 - now);
    sent.push(now);
    return 0;
  };
}
