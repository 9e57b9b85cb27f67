/** Paying what one owes with real money: by payments of the ordinary kind. What has settled of them counts on the tab, and nothing else. */
import { z } from 'zod';
import type { Services } from '../api.ts';
import type { Payable, PressedIntent } from '../capability.ts';
import type { Origin, Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { derivedKey } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { followDelivery } from '../outbox/index.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { type Parties, partiesOf } from './members.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statement = {
  dues: read('dues'),
  lock: read('lock_dues'),
  payable: read('payable_dues'),
  place: read('place_dues'),
  paid: read('paid'),
};

interface Due {
  id: bigint;
  debtor: bigint;
  creditor: bigint;
  asset: string;
  amount: string;
  payment: string | null;
  /** Of its payment. */
  state: string | null;
  tab: bigint;
}

const isUnderWay = ({ state }: Due): boolean =>
  state === 'authorized' || state === 'claimable' || state === 'settled';

const payloadSchema = z.object({ asset: z.string() });

/** Pays all that the presser owes in a round in one currency, one after another, until one is refused. The same press again gets the same answer. */
export async function pressPay(
  context: Context,
  pay: Services['pay'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const dues = await run<Due>(context.sql, statement.dues, [press.subject]);
  const parties = await partiesOf(context.sql, dues[0]!.tab);
  const { asset } = payloadSchema.parse(press.payload);
  const mine = dues.filter((due) => due.asset === asset && parties.of(due.debtor).person === press.by.id);
  if (mine.length === 0) return refuse('intent_not_yours');
  const payable = mine.filter(({ creditor }) => parties.of(creditor).person !== null);
  const question = await ask(context, press, payable, parties);
  if (question) return ok(question);
  const done: (Due & { shown: Shown })[] = [];
  let refused: Refusal | undefined;
  for (const due of payable) {
    if (isUnderWay(due)) {
      // Nobody was asked about it: what another press pays is not paid by this one, not even where that is voided by now.
      const shown = await pay.find(keyOf(due, press));
      if (shown) done.push({ ...due, shown });
      continue;
    }
    const result = await payDue(pay, due, { press, parties, isFirst: done.length === 0 });
    if (result.ok) done.push({ ...due, shown: result.value });
    else refused = result.refusal;
    if (refused) break;
  }
  if (done.length > 0) {
    return ok({
      show: done.at(-1)!.shown,
      toast: totalOf(context, done),
      ...(refused && { private: { kind: 'refusal', refusal: refused } }),
    });
  }
  return refused ? { ok: false, refusal: refused } : refuse('intent_used');
}

const sum = (dues: readonly Due[]): bigint => dues.reduce((total, { amount }) => total + BigInt(amount), 0n);

const totalOf = ({ assets }: Context, dues: readonly Due[]): NoticeOf<'tab_paid'> => ({
  kind: 'tab_paid',
  total: money(sum(dues), assets.find(dues[0]!.asset)!),
});

/** What the presser is asked before anything is paid: the card said whom and how much. */
async function ask(
  context: Context,
  press: PressedIntent,
  dues: readonly Due[],
  parties: Parties,
): Promise<Pressed | null> {
  const open = dues.filter((due) => !isUnderWay(due));
  if (open.length === 0) return null;
  // Whoever imported a name said who it is, and may have imported whatever they liked: a new payee of that kind is asked about.
  const vouched = open.every(({ creditor }) => !parties.of(creditor).wasName);
  return context.guard.press(press, {
    payees: open.map(({ creditor }) => parties.of(creditor).person!),
    amount: sum(open),
    asset: open[0]!.asset,
    ...(vouched && { seen: true }),
  });
}

interface Paying {
  press: PressedIntent;
  parties: Parties;
  /** The platform's answer to a press can be given once. */
  isFirst: boolean;
}

const keyOf = (due: Due, { origin }: PressedIntent): string => derivedKey(`tab-${due.id}`, origin.key);

/** The one place where a tab asks for a payment. */
async function payDue(
  pay: Services['pay'],
  due: Due,
  { press, parties, isFirst }: Paying,
): Promise<Result<Shown>> {
  const { identity, origin } = press;
  const { reply, ...place } = origin;
  const derived: Origin = { ...place, key: keyOf(due, press) };
  return pay.authorize({
    payer: identity,
    payees: [{ by: 'identity', identity: oldest(parties.of(due.creditor).view.identities) }],
    amount: BigInt(due.amount),
    asset: due.asset,
    mode: 'each',
    memo: null,
    origin: isFirst && reply ? { ...derived, reply } : derived,
    card: 'private',
    payable: { kind: 'tab_due', id: String(due.id) },
  });
}

/** Always the same one, so that the same payment is asked for in the same words. */
const oldest = (identities: readonly Identity[]): Identity => {
  const [first] = [...identities].sort((one, other) => (identityText(one) < identityText(other) ? -1 : 1));
  const { platform, tenant, user } = first!;
  return { platform, tenant, user };
};

/** A due is paid once, by its debtor, to its creditor, as it was proposed, and while that stands. */
export const payableDues: Payable = {
  paid: statement.paid,

  async admit(sql, payments) {
    const ids = payments.map(({ id }) => BigInt(id));
    await run(sql, statement.lock, [ids]);
    interface Row {
      id: bigint;
      asset: string;
      amount: string;
      is_closed: boolean;
      debtor: bigint | null;
      creditor: bigint | null;
      is_paid: boolean;
    }
    const rows = await run<Row>(sql, statement.payable, [ids]);
    const dues = new Map(rows.map((row) => [row.id, row]));
    const admitted = new Set<bigint>();
    return payments.map((payment, index) => {
      const due = dues.get(ids[index]!);
      if (!due || due.debtor !== payment.payer) return { code: 'intent_not_yours' };
      if (due.is_paid || admitted.has(due.id)) return { code: 'intent_used' };
      const isAsProposed =
        payment.payees.length === 1 &&
        payment.payees[0] === due.creditor &&
        payment.amount === BigInt(due.amount) &&
        payment.asset === due.asset;
      if (due.is_closed || !isAsProposed) return { code: 'intent_expired' };
      admitted.add(due.id);
      return null;
    });
  },

  async placed(sql: Queryable, payments) {
    const rows = await run<{ id: bigint; delivery: bigint }>(sql, statement.place, [
      payments.map(({ id }) => BigInt(id)),
      payments.map(({ reference }) => reference),
    ]);
    const cards = new Map(rows.map(({ id, delivery }) => [id, delivery]));
    // The card of the round shows what becomes of its payments.
    for (const { id, delivery } of payments)
      await followDelivery(sql, { follower: cards.get(BigInt(id))!, followed: delivery });
  },
};
