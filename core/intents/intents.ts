/** Buttons and forms: an opaque key in the chat, its meaning here, checked at every press. */
import { z } from 'zod';
import type { Core, IntentOutcome, Origin, PayIntent, Shown, Who } from '../api.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { linkAsked, type Person, personOf } from '../identity/index.ts';
import { derivedKey, opaqueKey } from '../ids.ts';
import { toJsonb } from '../outbox/json.ts';
import { pressClaim, pressTakeBack } from '../pay/index.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put.sql'),
  find: sqlFile(import.meta.url, './sql/find.sql'),
  use: sqlFile(import.meta.url, './sql/use.sql'),
  forget: sqlFile(import.meta.url, './sql/forget.sql'),
};

/** An expired button still says that it has expired, for so long. */
const keptAfterExpiry_ms = 30 * 86_400_000;

interface Intent {
  kind: 'claim' | 'take_back' | 'pay_amount' | 'pay_form' | 'link';
  person: bigint | null;
  payment_order: bigint | null;
  payload: Json;
  expires_at: Date | null;
  used_key: string | null;
  outcome: PaidJson | { linked: true } | null;
}

/** The payload was written by ourselves; what matters of it is read strictly all the same. */
const payIntentSchema = z.object({
  key: z.string().min(1),
  payees: z.array(z.custom<Who>((who) => typeof who === 'object' && who !== null)),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  mode: z.enum(['each', 'total']),
  memo: z.string().nullable(),
  conversation: z.custom<PayIntent['conversation']>((place) => typeof place === 'object' && place !== null),
});

/** Of the code; the code itself is kept nowhere. */
const linkIntentSchema = z.object({ hash: z.string().min(1) });

export const createIntents = (context: Context, pay: Core['pay']): Core['intents'] => ({
  async create({ person, kind, payload, expiresAt }) {
    const owner = await personOf(context, person);
    const key = opaqueKey();
    const now = context.clock.now();
    await run(context.sql, statement.put, [key, kind, owner.id, toJsonb(payload), expiresAt, now]);
    return key;
  },

  async press(key, by, origin) {
    const found = await find(context, key);
    if (!found) return refuse('intent_unknown');
    const presser = await personOf(context, by);
    const { kind, payment_order: order } = found;
    if (kind === 'claim') return pressClaim(context, { order: order!, by: presser, key: origin.key });
    if (found.person !== presser.id) return refuse('intent_not_yours');
    if (kind === 'take_back') return pressTakeBack(context, { order: order!, by: presser, key: origin.key });
    if (kind === 'pay_form') return refuse('intent_unknown');
    if (kind === 'link') return joinAsked(context, { key, intent: found, by, origin });
    return payAmount(context, pay, { key, intent: found, by, origin });
  },

  async read(key, by) {
    const found = await find(context, key);
    if (!found || found.payload === null) return refuse('intent_unknown');
    const reader: Person = await personOf(context, by);
    if (found.person !== reader.id) return refuse('intent_not_yours');
    if (found.expires_at! <= context.clock.now()) return refuse('intent_expired');
    return ok({ kind: found.kind, payload: found.payload });
  },
});

/** Deletes what nobody can press any more. */
export const forgetIntents = ({ sql, clock }: Context): Promise<unknown> =>
  run(sql, statement.forget, [new Date(clock.now().getTime() - keptAfterExpiry_ms)]);

async function find({ sql }: Context, key: string): Promise<Intent | undefined> {
  if (!/^[\w-]{1,32}$/.test(key)) return undefined;
  const [intent] = await run<Intent>(sql, statement.find, [key]);
  return intent;
}

interface Press {
  key: string;
  intent: Intent;
  by: Parameters<Core['intents']['press']>[1];
  origin: Origin;
}

/** Both buttons of a question share one payment key, so that only one of them ever pays, and only once. */
async function payAmount(
  context: Context,
  pay: Core['pay'],
  { key, intent, by, origin }: Press,
): Promise<Result<IntentOutcome>> {
  if (intent.used_key !== null) {
    return intent.used_key === origin.key
      ? ok(paid(fromJson(intent.outcome as PaidJson)))
      : refuse('intent_used');
  }
  if (intent.expires_at! <= context.clock.now()) return refuse('intent_expired');
  const request = payIntentSchema.parse(intent.payload);
  const { conversation } = request;
  // The answer to the press belongs to the card only where the press was made in the card's place.
  const here =
    conversation.channel === origin.conversation.channel &&
    conversation.platform === origin.conversation.platform;
  const result = await pay.authorize({
    ...request,
    payer: by,
    amount: BigInt(request.amount),
    origin: {
      key: derivedKey('intent', request.key),
      conversation,
      ...(here && origin.reply && { reply: origin.reply }),
    },
  });
  if (!result.ok) {
    return result.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : result;
  }
  const outcome = { reference: result.value.reference, delivery: result.value.delivery.toString() };
  await run(context.sql, statement.use, [key, origin.key, toJsonb(outcome), context.clock.now()]);
  return ok(paid(result.value));
}

/** Joined and used up in one database transaction. The same event again is told what it joined. */
function joinAsked(context: Context, { key, intent, by, origin }: Press): Promise<Result<IntentOutcome>> {
  const { hash } = linkIntentSchema.parse(intent.payload);
  return inTransaction(context.sql, async (sql): Promise<Result<IntentOutcome>> => {
    if (intent.used_key !== null && intent.used_key !== origin.key) return refuse('intent_used');
    const now = context.clock.now();
    if (intent.used_key === null && intent.expires_at! <= now) return refuse('intent_expired');
    const linked = await linkAsked(context, sql, { by, hash, key: origin.key });
    if (!linked.ok) return linked;
    await run(sql, statement.use, [key, origin.key, toJsonb({ linked: true }), now]);
    return ok({ did: 'linked', ...linked.value });
  });
}

/** The question whether a code's person is the redeemer, too. In the caller's database transaction. */
export async function putLinkQuestion(
  { clock }: Context,
  sql: Queryable,
  { person, hash, expiresAt }: { person: bigint; hash: string; expiresAt: Date },
): Promise<string> {
  const key = opaqueKey();
  await run(sql, statement.put, [key, 'link', person, toJsonb({ hash }), expiresAt, clock.now()]);
  return key;
}

const paid = (shown: Shown): IntentOutcome => ({ did: 'paid', shown });

interface PaidJson {
  reference: string;
  delivery: string;
}

const fromJson = ({ reference, delivery }: PaidJson): Shown => ({
  reference,
  delivery: BigInt(delivery),
});
