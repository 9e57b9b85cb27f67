/** Which command is meant. */

/** `/PAY`, ` pay `, `pay@tuppence_bot` and `bank fund` are what they look like. The verb's own words come first. */
export function verbOf(name: string): { verb: string; rest: string } {
  const [verb = '', ...rest] = name
    .trim()
    .toLowerCase()
    .replace(/^\/\s*/, '')
    .split(/\s+/);
  return { verb: verb.replace(/@.*$/, ''), rest: rest.join(' ') };
}
