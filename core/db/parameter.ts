/** Values on their way to PostgreSQL. */
type Scalar = string | number | boolean | bigint | Date | Uint8Array | null;
export type Parameter = Scalar | readonly Scalar[];

const toText = (value: Exclude<Scalar, null>): string => {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return String(value);
};

/** An array in PostgreSQL's own notation, in which every item is quoted. */
const toArray = (values: readonly Scalar[]): string => {
  const items = values.map((value) =>
    value === null ? 'NULL' : `"${toText(value).replace(/["\\]/g, '\\$&')}"`,
  );
  return `{${items.join(',')}}`;
};

/** Everything goes as text, and PostgreSQL reads it as the type that the statement gives it. */
export const toParameter = (value: Parameter): string | null => {
  if (value === null) return null;
  return Array.isArray(value) ? toArray(value) : toText(value as Exclude<Scalar, null>);
};
