import { readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The comment at the head of a file, without its stars. */
const headOf = (source: string): string =>
  (/^\/\*\*(.*?)\*\//s.exec(source)?.[1] ?? '').replace(/^ ?\* ?/gm, '').trim();

/**
 * The options of a program that is run by hand, as `parseArgs` reads them. `--help` prints the comment at the head of `file` and
 * ends with 0; an option that there is not ends with 2 and the same.
 */
export function flagsOf<T extends ParseArgsConfig>(file: string, config: T): ReturnType<typeof parseArgs<T>> {
  const help = headOf(readFileSync(new URL(file), 'utf8'));
  if (process.argv.includes('--help')) {
    console.log(help);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}
