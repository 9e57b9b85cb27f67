import { expect, test } from 'vitest';
import { by, discord, granted, openWorld } from './world.ts';

const world = await openWorld();
const { owner, core } = world;

const changes: Record<string, string[]> = {
  operator_action: ["operator = 'discord::nobody'", 'amount = 1', 'created_at = now()'],
  payment_order: ['payer = payer', 'total = 1', "asset = 'EUR'", "memo = 'rewritten'", "key = 'another'"],
  payment: ['amount = 1', 'payee = 1', 'payment_order = payment_order', 'hold = 1', 'escrowed = true'],
  credit_tier: ["tier = 'another'", 'line = 1', "key = 'another'", 'created_at = now()'],
  person_tier: ["tier = 'another'", 'person = 1'],
  credit_grant: ['line = 1', 'person = 1', "reason = 'rewritten'"],
  interest_rate: ['rate_ppm = 1', "effective_from = '2026-01-01'"],
  interest_day: ["day = '2026-01-01'", 'ends_at = now()'],
  interest_month: ["month = '2026-01-01'"],
  interest_accrual: ['balance = 1', 'rate_ppm = 1', "day = '2026-01-01'"],
  interest_posting: ['amount = 1', 'carried = 1', 'accrued = 1', 'transfer = 1'],
  savings_move: ['amount = 1', "direction = 'unsave'", 'transfer = 1'],
  savings_goal: ['target = 1', "name = 'rewritten'"],
  standing_order: ['amount = 1', 'payee = 1', "asset = 'EUR'", "starts = '2026-01-01T09:00'", "zone = 'UTC'"],
  standing_run: ["date = '2026-01-01T09:00'", 'due_at = now()', 'standing_order = 1', 'missed = 0'],
  standing_act: ["act = 'end'", 'person = 1'],
  payment_exchange: ['sell_amount = 1', 'spread = 0', 'quote = 1'],
  loan_product: ['rate_ppm = 1', "tier = 'another'", 'amount_max = 1'],
  loan: ['amount = 1', 'fee = 0', 'rate_ppm = 1', 'months = 1', 'person = 1', "key = 'another'"],
  loan_repayment: ['principal = 1', 'interest = 0', 'transfer = 1', 'loan = 1'],
  loan_instalment: ['principal = 1', 'interest = 0', "due_on = '2026-01-01'", 'month = 1', 'revision = 1'],
  account_floor: ['floor = 1', 'floor_before = 1', 'version = 1', 'available = 1'],
};

test.each(Object.keys(changes))(
  'what is in %s cannot be rewritten or deleted, not even by the owner',
  async (table) => {
    const [alice, bob] = [await world.person(discord(`${table}-a`), 10_00n), discord(`${table}-b`)];
    await world.pay(alice, bob, 1_00n, { memo: 'for lunch' });
    granted(await core.bank.freeze(null, by(bob), true));
    const statements = [
      ...changes[table]!.map((change) => `update ${table} set ${change}`),
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ];
    for (const statement of statements)
      for (const role of ['origin', 'replica'])
        await expect(
          owner.begin(async (transaction) => {
            await transaction.script(`set local session_replication_role = ${role}`);
            await transaction.script(statement);
          }),
          statement,
        ).rejects.toThrow(/immutable/);
    await world.proven();
  },
);
