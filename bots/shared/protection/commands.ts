/** `/confirm` and `/pin`, as they are typed and as the form is filled in. */
import { z } from 'zod';
import { ok, type ProtectionChange, parseAmount, type Result, refuse } from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import { wordList } from '../words.ts';

export const confirmSpec: CommandSpec = {
  name: 'confirm',
  usage: '[above 100 | new 25 | pin 100; always, never]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'when', type: 'choice', required: false, choices: ['above', 'new', 'pin'] },
    { name: 'threshold', type: 'text', required: false },
  ],
};

export const pinSpec: CommandSpec = {
  name: 'pin',
  usage: '[remove]',
  audience: 'private',
  operator: false,
  options: [{ name: 'remove', type: 'choice', required: false, choices: ['remove'] }],
};

const units = z.string().regex(/^\d{1,38}$/);
const changeSchema = z.object({
  ask_above: units.nullable().optional(),
  ask_new_above: units.nullable().optional(),
  pin_above: units.optional(),
}) as unknown as z.ZodType<ProtectionChange>;

export type ConfirmCommand = { verb: 'confirm_settings' } | { verb: 'confirm'; change: ProtectionChange };

/** `typed`: something stands behind it that may be a PIN. */
export interface PinCommand {
  verb: 'pin';
  act: 'set' | 'remove' | 'typed';
}

const thresholds = wordList<keyof ProtectionChange>({
  above: 'ask_above',
  over: 'ask_above',
  ab: 'ask_above',
  über: 'ask_above',
  new: 'ask_new_above',
  neu: 'ask_new_above',
  neue: 'ask_new_above',
  pin: 'pin_above',
});
const always = new Set(['always', 'immer']);
const never = new Set(['never', 'nie']);
const removing = new Set(['remove', 'delete', 'off', 'entfernen', 'löschen', 'aus']);

export function parseConfirm(words: readonly Token[], context: GrammarContext): Result<ConfirmCommand> {
  const [first, ...rest] = words;
  if (first === undefined) return ok({ verb: 'confirm_settings' });
  const name = thresholds[first.raw.toLowerCase()];
  if (name === undefined) return refuse('input_unexpected', { text: plainLine(textOf(words)).slice(0, 80) });
  const threshold = readThreshold(name, textOf(rest), context);
  return threshold.ok ? ok({ verb: 'confirm', change: changeOf(name, threshold.value) }) : threshold;
}

export function parsePin(words: readonly Token[]): Result<PinCommand> {
  if (words.length === 0) return ok({ verb: 'pin', act: 'set' });
  const removes = words.length === 1 && removing.has(words[0]!.raw.toLowerCase());
  return ok({ verb: 'pin', act: removes ? 'remove' : 'typed' });
}

export const changeOf = (name: keyof ProtectionChange, threshold: string | null): ProtectionChange =>
  changeSchema.parse({ [name]: threshold });

/** `always`, `never`, or an amount of the community's currency that can be read in one way; in minor units. */
export function readThreshold(
  name: keyof ProtectionChange,
  typed: string,
  context: GrammarContext,
): Result<string | null> {
  const text = plainLine(typed);
  const word = text.toLowerCase();
  if (always.has(word)) return ok('0');
  // Without a PIN there is `/pin remove`; with one, some amount wants it.
  if (never.has(word) && name !== 'pin_above') return ok(null);
  if (text === '') return refuse('amount_missing');
  const amount = unmistakable(parseAmount(text, context));
  if (!amount.ok) return amount;
  const { minor, asset } = amount.value;
  return asset.code === context.main.code
    ? ok(minor)
    : refuse('protection_currency', { asset: context.main.code });
}
