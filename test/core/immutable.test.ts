import { expect, test } from 'vitest';
import { by, discord, granted, openWorld } from './world.ts';

const world = await openWorld();
const { owner, core } = world;

const changes: Record<string, string[]> = {
  operator_action: ["operator = 'discord::nobody'", 'amount = 1', 'created_at = now()'],
  payment_order: ['payer = payer', 'total = 1', "asset = 'EUR'", "memo = 'rewritten'", "key = 'another'"],
  payment: ['amount = 1', 'payee = 1', 'payment_order = payment_order', 'hold = 1', 'escrowed = true'],
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
