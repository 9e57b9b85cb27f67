/** `/bank drop`: what is asked of whoever takes a share of a drop. Without more it says how that stands. */
import { z } from 'zod';
import { type DropRules, ok, type Result, refuse } from '../../../core/index.ts';
import type { SubcommandSpec } from '../command.ts';
import { readCount, readDuration } from '../counts.ts';
import { plainLine } from '../memo.ts';
import type { Token } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

export const bankDropSubcommand: SubcommandSpec = {
  name: 'drop',
  usage: '[account 7d] [member 1d] [daily 20]',
  options: (['account', 'member', 'daily'] as const).map((name) => ({
    name,
    type: 'text',
    required: false,
    lead: name,
  })),
  words: { en, de },
};

const bankDropSchema = z.object({
  verb: z.literal('bank_drop'),
  account_age_ms: z.int().nonnegative().optional(),
  member_age_ms: z.int().nonnegative().optional(),
  claims_a_day: z.int().positive().nullable().optional(),
});

export type BankDrop = z.infer<typeof bankDropSchema>;

const OFF = new Set(['off', 'none', 'aus', 'keine']);
const claimsReadable_max = 10_000;

export function parseBankDrop(words: readonly Token[]): Result<BankDrop> {
  const command: BankDrop = { verb: 'bank_drop' };
  let at = 0;
  while (at < words.length) {
    const used = readRule(words, at, command);
    if (used === 0) return refuse('drop_unexpected', { text: plainLine(words[at]!.raw) });
    at += used;
  }
  return ok(bankDropSchema.parse(command));
}

/** How many words it has read; 0 for what is not understood, or said twice. */
function readRule(words: readonly Token[], at: number, command: BankDrop): number {
  const [name, value = '', unit] = words.slice(at, at + 3).map(({ raw }) => raw.toLowerCase());
  const isOff = OFF.has(value);
  if (name === 'daily' && command.claims_a_day === undefined) {
    const count = isOff ? null : readCount(value, claimsReadable_max);
    if (!isOff && count === null) return 0;
    command.claims_a_day = count;
    return 2;
  }
  const rule = name === 'account' ? 'account_age_ms' : name === 'member' ? 'member_age_ms' : null;
  if (rule === null || command[rule] !== undefined) return 0;
  const age = isOff ? { ms: 0, words: 1 } : readDuration(value, unit);
  if (!age) return 0;
  command[rule] = age.ms;
  return 1 + age.words;
}

export async function setDropRules(turn: Turn, { verb: _, ...change }: BankDrop): Promise<void> {
  const { drop } = turn.parts.core;
  const me = turn.event.actor.identity;
  const rules =
    Object.keys(change).length === 0
      ? await drop.rules(me)
      : await drop.setRules(me, change as Partial<DropRules>, turn.key);
  return turn.told(rules, (value) => turn.answer({ kind: 'drop_rules', ...value }));
}
