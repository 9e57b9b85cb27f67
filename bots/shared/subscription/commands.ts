/** `/creator`, `/subscribe` and `/subscriptions`, as they are typed. */
import { z } from 'zod';
import { ok, type Result, readReference, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { cleanMemo, plainLine } from '../memo.ts';
import { readPrice } from '../price.ts';
import type { GrammarContext } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import { readWho, whoOf } from '../who.ts';

export const creatorSpec: CommandSpec = {
  name: 'creator',
  usage: '[5 [GBP] a month [Gold] | stop [Gold]]',
  audience: 'conversation',
  operator: false,
  options: [
    { name: 'action', type: 'choice', required: false, choices: ['stop'] },
    { ...option.amount, required: false },
    option.currency,
    { name: 'tier', type: 'text', required: false },
  ],
};

export const subscribeSpec: CommandSpec = {
  name: 'subscribe',
  usage: '@bob',
  audience: 'private',
  operator: false,
  options: [option.person],
};

export const subscriptionsSpec: CommandSpec = {
  name: 'subscriptions',
  usage: '[cancel CODE]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'action', type: 'choice', required: false, choices: ['cancel'] },
    { name: 'reference', type: 'text', required: false },
  ],
};

const name = z.string().max(1000).nullable();

const commandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('own') }),
  z.object({ verb: z.literal('offer'), price: moneySchema, name }),
  z.object({ verb: z.literal('stop'), name }),
  z.object({ verb: z.literal('subscribe'), creator: whoSchema }),
  z.object({ verb: z.literal('list') }),
  z.object({ verb: z.literal('cancel'), reference: z.string().regex(/^sub_[0-9A-Z]{10}$/) }),
]);

export type SubscriptionCommand = z.infer<typeof commandSchema>;

const understood = (result: Result<SubscriptionCommand>): Result<SubscriptionCommand> =>
  result.ok ? ok(commandSchema.parse(result.value)) : result;

const stops = /^(stop|close|beenden|schließen)$/i;
/** Every subscription is by the month; it may be said. */
const monthly =
  /^(?:(?:a|per|each|every|im|pro|je)\s+(?:month|monat)|monthly|monatlich|\/\s*(?:month|monat))(?:\s+|$)/i;

export function parseCreator(words: readonly Token[], context: GrammarContext): Result<SubscriptionCommand> {
  const [first] = words;
  if (!first) return ok({ verb: 'own' });
  if (first.type === 'person') return refuse('creator_how');
  if (stops.test(first.raw)) {
    const named = cleanMemo(textOf(words.slice(1)));
    return named.ok ? understood(ok({ verb: 'stop', name: named.value })) : named;
  }
  const price = readPrice(words, context);
  if (!price.ok) return price;
  const named = cleanMemo(textOf(words.slice(price.value.words)).replace(monthly, ''));
  if (!named.ok) return named;
  return understood(ok({ verb: 'offer', price: price.value.price, name: named.value }));
}

export function parseSubscribe(
  words: readonly Token[],
  { speaker, repliedTo }: GrammarContext,
): Result<SubscriptionCommand> {
  const [first, ...more] = words;
  if (!first) return repliedTo ? ok({ verb: 'subscribe', creator: repliedTo }) : refuse('subscribe_how');
  if (more.length > 0) return refuse('input_unexpected', { text: plainLine(textOf(more)).slice(0, 80) });
  if (first.type === 'person') return understood(ok({ verb: 'subscribe', creator: whoOf(first.person) }));
  const who = readWho(first.raw, speaker);
  if (who === null || who === 'nobody')
    return refuse('payee_unknown', { payee: plainLine(first.raw).slice(0, 80) });
  return understood(ok({ verb: 'subscribe', creator: who }));
}

const cancels = /^(cancel|kündigen)$/i;

export function parseSubscriptions(words: readonly Token[]): Result<SubscriptionCommand> {
  const [first, second, ...more] = words;
  if (!first || (!second && /^(list|liste)$/i.test(first.raw))) return ok({ verb: 'list' });
  const reference = readReference(second?.raw ?? '', ['sub']);
  if (!cancels.test(first.raw) || reference === null || more.length > 0)
    return refuse('subscription_unknown', { text: plainLine(textOf(words)).slice(0, 80) });
  return understood(ok({ verb: 'cancel', reference }));
}
