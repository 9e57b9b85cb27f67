/** `/link` and `/start`, as they are typed or tapped. */
import { ok, type Result } from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type Token, textOf } from '../tokens.ts';

export const linkSpec: CommandSpec = {
  name: 'link',
  usage: '[CODE]',
  audience: 'private',
  operator: false,
  options: [{ name: 'code', type: 'text', required: false }],
};

/** No code: make one. `tapped`: the code came with a link, so that nobody may have read it. */
export interface LinkCommand {
  verb: 'link';
  code: string | null;
  tapped?: true;
}

export const parseLink = (words: readonly Token[]): Result<LinkCommand> =>
  ok({ verb: 'link', code: codeOf(words) });

/** Telegram's deep link `?start=link_CODE` arrives as `/start link_CODE`. */
export function parseStart(words: readonly Token[]): Result<LinkCommand | { verb: 'start' }> {
  const code = /^link[_-]([A-Za-z0-9]{1,64})$/.exec(textOf(words))?.[1];
  return ok(code === undefined ? { verb: 'start' } : { verb: 'link', code, tapped: true });
}

/** Codes are read aloud and copied by hand: spaces and dashes inside are no part of them. */
function codeOf(words: readonly Token[]): string | null {
  const code = plainLine(textOf(words)).replace(/[\s-]/g, '').slice(0, 64);
  return code === '' ? null : code;
}
