/** JSON as PostgreSQL takes it. */

/** PostgreSQL's jsonb refuses NUL and halves of surrogate pairs. Both come from malformed input, and nobody misses them. */
const clean = (text: string): string => text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');

const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [clean(key), cleaned(item)]));
};

/** How JSON.stringify writes what must be cleaned; it may also be met in innocent text, which cleaning leaves as it is. */
const SUSPECT = /\\u(0000|d[89a-f])/i;

/** The text of a jsonb value, with U+FFFD in place of what PostgreSQL cannot keep; null for undefined. */
export const toJsonb = (value: unknown): string | null => {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return SUSPECT.test(text) ? JSON.stringify(cleaned(value)) : text;
};

/** A text value, likewise. */
export const toText = clean;
