/** A duration in the largest unit that says it exactly. */
import type { Language } from '../messages/catalogue.ts';

type Unit = 'day' | 'hour' | 'minute';
type Forms = { one: string; other: string };

const sizes: readonly (readonly [Unit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

export function lastingIn(ms: number, forms: Record<Unit, Forms>, { plural }: Language): string {
  const [unit, size] = sizes.find(([, size]) => ms >= size && ms % size === 0) ?? sizes.at(-1)!;
  return plural(Math.ceil(ms / size), forms[unit]);
}
