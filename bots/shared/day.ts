/** Days as they are typed. */
import { z } from 'zod';

export const daySchema = z.iso.date();

/** `2026-12-01`, `1.12.2026`. Slashes are read in two ways, and so in none. */
export function readDay(word: string): string | null {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word);
  const day = dotted ? `${dotted[3]}-${dotted[2]!.padStart(2, '0')}-${dotted[1]!.padStart(2, '0')}` : word;
  return daySchema.safeParse(day).success ? day : null;
}
