/** Hours as people type them: `22-7`, `22:30 to 7`, `10pm-7am`, `18 Uhr`. */
import type { Hours, TimeOfDay } from '../../../core/index.ts';

const time = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|h|uhr)?`;
const single = new RegExp(`^${time}$`, 'i');
const span = new RegExp(String.raw`^${time}\s*(?:-|–|—|to|until|till|bis)\s*${time}$`, 'i');

/** Minutes since midnight; null for what is none. */
export function readTime(text: string): TimeOfDay | null {
  const found = single.exec(text.trim());
  return found ? timeOf(found[1]!, found[2], found[3]) : null;
}

export function readHours(text: string): Hours | null {
  const found = span.exec(text.trim());
  if (!found) return null;
  const from = timeOf(found[1]!, found[2], found[3]);
  const until = timeOf(found[4]!, found[5], found[6]);
  return from === null || until === null || from === until ? null : { from, until };
}

function timeOf(hours: string, minutes = '0', half = ''): TimeOfDay | null {
  const minute = Number(minutes);
  const hour = hourOf(Number(hours), half.toLowerCase());
  return hour === null || minute > 59 ? null : (hour % 24) * 60 + minute;
}

/** 24 is midnight, and so is 12 am. */
function hourOf(hour: number, half: string): number | null {
  if (half !== 'am' && half !== 'pm') return hour <= 24 ? hour : null;
  return hour >= 1 && hour <= 12 ? (hour % 12) + (half === 'pm' ? 12 : 0) : null;
}

/** `07:00` */
export const timeText = (time: TimeOfDay): string =>
  [Math.floor(time / 60), time % 60].map((part) => String(part).padStart(2, '0')).join(':');
