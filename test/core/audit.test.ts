/** Whatever is changed, removed or put in by hand, the audit names it. */
import { expect, test } from 'vitest';
import { sqlFolder } from '../../core/db/index.ts';
import { everything, foundIn, openBook, undone } from './audit-book.ts';

const { world, sql, after, the } = await openBook();

const wallet = (owner: string, asset = 'GBP') => `
  select a.id from account a
  join person p on p.public_id = a.owner
  join identity i on i.person = p.id
  where i.user_id = '${owner}' and a.asset = '${asset}' and a.purpose = 'wallet'`;

const [alice, bob] = [await the(wallet('alice')), await the(wallet('bob'))];
const escrow = await the(`select id from account where purpose = 'escrow' and asset = 'GBP'`);
/** Alice's payment to Bob, settled. */
const payment = await the(`
  select p.id from payment p join account a on a.id = ${bob} join person q on q.public_id = a.owner
  where p.payee = q.id and p.state = 'settled' order by p.id limit 1`);
const capture = await the(`select transfer from payment where id = ${payment}`);
const hold = await the(`select hold from payment where id = ${payment}`);
const key = `settle:${payment}`;
const open = await the(`select id from hold where state = 'open'`);
const reversal = await the(`select id from transfer where verb = 'reverse'`);
const reversed = await the(`select reverses from transfer where verb = 'reverse'`);
const at = (account: bigint) =>
  the(`select version from entry where transfer_id = ${capture} and account_id = ${account}`);
const last = (account: bigint) => the(`select version from account where id = ${account}`);
const listed = await the(`select id from journal where ${capture} = any(transfers)`);

const changed = `transfer ${capture} (${key}) was changed after journal row ${listed} had listed it`;

test('a book that nobody touched is right, read whole or piece by piece', async () => {
  expect(await foundIn(sql)).toEqual({});
  for (const piece_rows of [1, 2, 7]) expect(await foundIn(sql, { piece_rows })).toEqual({});
});

test('pieces find what the whole finds', async () => {
  await undone(sql, async (transaction) => {
    await transaction.script(`
      alter table entry disable trigger user; alter table transfer disable trigger user; alter table journal disable trigger user; alter table seal disable trigger user; alter table hold disable trigger user;
      update entry set amount = amount + 1 where amount > 0; delete from transfer where id = 1; delete from hold where state = 'open';
      update journal set created_at = now(); update seal set hash = sha256('x') where number = 2`);
    const whole = await foundIn(transaction);
    expect(Object.keys(whole).length).toBeGreaterThan(5);
    for (const piece_rows of [1, 3]) {
      const pieces = await foundIn(transaction, { piece_rows });
      expect(
        Object.fromEntries(Object.entries(pieces).map(([name, found]) => [name, found.toSorted()])),
      ).toEqual(Object.fromEntries(Object.entries(whole).map(([name, found]) => [name, found.toSorted()])));
    }
  });
});

test("an entry's amount that was changed is named by its account and version, and by its transfer", async () => {
  const version = await at(bob);
  expect(
    await after(
      `update entry set amount = amount + 100 where transfer_id = ${capture} and account_id = ${bob}`,
    ),
  ).toMatchObject({
    balances_follow_entries: expect.arrayContaining([
      expect.stringContaining(
        `account ${bob} version ${version} (transfer ${capture}): 600 and a balance of`,
      ),
    ]),
    transfers_balance: [`transfer ${capture} is off by 100 GBP`],
    transfers_resolve_holds: [
      `transfer ${capture} captures 600 on account ${bob}, of which hold ${hold} reserved 500`,
    ],
    journal_states_transfers: [changed],
  });
});

test('two entries that were changed so that all still adds up are seen by the chain', async () => {
  const found = await after(
    `update entry set amount = amount - 100, balance = balance - 100 where transfer_id = ${capture} and account_id = ${alice}`,
    `update entry set amount = amount + 100, balance = balance + 100 where transfer_id = ${capture} and account_id = ${bob}`,
    ...[
      [alice, -100],
      [bob, 100],
    ].flatMap(([account, more]) => [
      `update entry set balance = balance + ${more} where account_id = ${account} and version > (select version from entry where transfer_id = ${capture} and account_id = ${account})`,
      `update account set ${account === alice ? 'debits' : 'credits'}_posted = ${account === alice ? 'debits' : 'credits'}_posted + 100 where id = ${account}`,
    ]),
    `update hold_leg set amount = amount + sign(amount) * 100 where hold_id = ${hold}`,
    `update payment set amount = amount + 100 where id = ${payment}`,
    'update payment_order o set total = (select sum(amount) from payment p where p.payment_order = o.id)',
  );
  expect(Object.keys(found)).toEqual(['journal_states_transfers']);
  expect(found.journal_states_transfers).toContain(changed);
});

test('a transfer that was deleted with its entries is named by the journal row that lists it', async () => {
  const found = await after(
    `delete from entry where transfer_id = ${capture}`,
    `delete from transfer where id = ${capture}`,
  );
  expect(found.journal_states_transfers).toEqual([
    `transfer ${capture} of journal row ${listed} was removed`,
  ]);
  expect(found.balances_follow_entries).toHaveLength(4);
  expect(found.holds_have_one_end).toEqual([`hold ${hold} is captured, but its transfer is missing`]);
});

test('a transfer that was put in by hand, with entries that balance and follow, is in no journal row', async () => {
  const id = 1_000_000n;
  expect(
    await after(
      `insert into transfer (id, key, request_hash, verb, code, event_at, created_at) values (${id}, 'forged', 'x', 'post', 'fund', now(), now())`,
      `insert into entry select ${id}, id, -100, version + 1, credits_posted - debits_posted - 100 from account where id = ${alice}`,
      `insert into entry select ${id}, id, 100, version + 1, credits_posted - debits_posted + 100 from account where id = ${bob}`,
      `update account set version = version + 1, debits_posted = debits_posted + 100 where id = ${alice}`,
      `update account set version = version + 1, credits_posted = credits_posted + 100 where id = ${bob}`,
    ),
  ).toEqual({
    journal_lists_transfers: [`transfer ${id} (forged) is in no journal row: it was put in by hand`],
  });
});

test.each(['code', 'key', 'verb', 'request_hash', 'event_at', 'created_at'])(
  'the %s of a transfer that was changed is seen',
  async (column) => {
    const values: Record<string, string> = {
      code: "'gift'",
      key: "'another'",
      verb: "'post', hold_id = null",
      request_hash: "'x'",
    };
    const found = await after(
      `update transfer set ${column} = ${values[column] ?? `${column} + interval '1 microsecond'`} where id = ${capture}`,
    );
    expect(found.journal_states_transfers).toEqual([
      expect.stringMatching(new RegExp(`^transfer ${capture} .* was changed after journal row ${listed} `)),
    ]);
  },
);

test('the amount, the payee or the state of a payment cannot differ from what moved', async () => {
  expect(await after(`update payment set amount = amount + 1 where id = ${payment}`)).toMatchObject({
    payment_agrees_with_its_hold: [`payment ${payment} is of 501, and its hold ${hold} of 500`],
    payment_moved_its_money: [
      expect.stringContaining(`settled payment ${payment}: no transfer of 501 GBP from`),
      expect.stringContaining(' to '),
    ],
    shares_add_up: [expect.stringContaining(' is 1000 and its payments are 1001')],
  });
  expect(await after(`update account set owner = 'prs_mallory' where id = ${bob}`)).toMatchObject({
    payment_moved_its_money: expect.arrayContaining([
      expect.stringContaining(`settled payment ${payment}: no transfer of 500 GBP to`),
    ]),
  });
  expect(
    await after(
      `update payment set state = 'claimable', escrowed = true, claim_until = now() where id = ${payment}`,
    ),
  ).toMatchObject({
    escrow_owes_what_it_holds: ['escrow GBP: 500 against 1000'],
  });
});

test('a payment that was deleted leaves a capture that is of no payment', async () => {
  expect(await after(`delete from payment where id = ${payment}`)).toEqual({
    captures_are_of_payments: [`transfer ${capture} (${key}) captured hold ${hold} of no payment`],
    shares_add_up: [expect.stringContaining(' is 1000 and its payments are 500')],
  });
});

test('what the bank put into a wallet is still there, and whose wallet it was', async () => {
  const euros = await the(wallet('alice', 'EUR'));
  const [funding] = await sql`
    select o.reference, o.transfer, p.public_id from operator_action o join person p on p.id = o.person where o.asset = 'EUR'`;
  const named = `${funding!.reference}: transfer ${funding!.transfer} does not move 7000 EUR from the cash desk to the wallet of ${funding!.public_id}`;
  for (const change of [
    `owner = (select owner from account where id = ${bob})`,
    "owner = 'system'",
    "purpose = 'savings'",
  ])
    expect(await after(`update account set ${change} where id = ${euros}`), change).toEqual({
      fundings_moved_their_money: [named],
    });
});

test('a balance that was edited is named by its account, and its asset does not sum to zero', async () => {
  const version = await last(alice);
  const found = await after(`update account set credits_posted = credits_posted + 5 where id = ${alice}`);
  expect(found).toEqual({
    accounts_are_at_their_last_entry: [
      expect.stringMatching(new RegExp(`^account ${alice} is at version ${version} with \\d+, and its last`)),
    ],
    assets_sum_to_zero: [expect.stringMatching(/^GBP: \d+ against \d+$/)],
    balances_follow_entries: [
      expect.stringMatching(
        new RegExp(`^account ${alice}: balance \\d+, entries \\d+, version ${version} of ${version}$`),
      ),
    ],
  });
});

test('a balance that was moved to an account whose hashes are the same is named by both last entries', async () => {
  const euros = await the(wallet('alice', 'EUR'));
  // PostgreSQL folds the halves of a bigint before it hashes them.
  const twin = await the(`select (256::bigint << 32) | (${euros} # 256)`);
  const found = await after(
    `insert into account (id, owner, asset, purpose, floor, version, credits_posted, debits_posted) overriding system value
      select ${twin}, b.owner, a.asset, a.purpose, 0, a.version, a.credits_posted, a.debits_posted
      from account a, account b where a.id = ${euros} and b.id = ${bob}`,
    `update account set version = 0, credits_posted = 0, debits_posted = 0 where id = ${euros}`,
  );
  expect(found).toEqual({
    accounts_are_at_their_last_entry: [
      `account ${euros} is at version 0 with 0, and its last entry at version 1 with 7000`,
      `account ${twin} is at version 1 with 7000, and its last entry at version 0 with 0`,
    ],
  });
});

test("a hold's state, or what is held, that was edited is named", async () => {
  expect(await after(`update hold set state = 'open', resolved_by = null where id = ${hold}`)).toEqual({
    held_equals_open_holds: [
      `account ${alice} holds 250 out and 0 in, its open holds say 750 and 0`,
      `account ${bob} holds 0 out and 250 in, its open holds say 0 and 750`,
    ],
    transfers_resolve_holds: [`transfer ${capture} (capture) is about hold ${hold}, which is open`],
    payment_agrees_with_its_hold: [`settled payment ${payment} has a hold that is open`],
  });
  const ended = await after(`update hold set state = 'voided', resolved_by = ${capture} where id = ${open}`);
  expect(ended.holds_have_one_end).toEqual([`hold ${open} is voided, but its transfer is missing`]);
  expect(ended.held_equals_open_holds).toHaveLength(2);
  expect(await after(`update account set debits_pending = 0 where id = ${alice}`)).toMatchObject({
    assets_sum_to_zero: ['GBP on hold: 250 against 0'],
    held_equals_open_holds: [`account ${alice} holds 0 out and 0 in, its open holds say 250 and 0`],
  });
  expect(
    (await after(`update hold set expires_at = now() where id = ${hold}`)).journal_states_transfers,
  ).toHaveLength(1);
  expect(await after(`delete from hold where id = ${hold}`)).toMatchObject({
    holds_have_one_end: [`the legs of hold ${hold} have no hold`],
  });
});

test('what is in escrow but owed to nobody, or owed but not there, is seen', async () => {
  expect(
    await after(`update payment set state = 'settled', escrow_transfer = -id where state = 'claimable'`),
  ).toMatchObject({
    escrow_owes_what_it_holds: ['escrow GBP: 500 against 0'],
  });
  expect(
    await after(`update account set debits_posted = debits_posted + 100 where id = ${escrow}`),
  ).toMatchObject({
    escrow_owes_what_it_holds: ['escrow GBP: 400 against 500'],
  });
});

test('whoever was merged into somebody and still has money is named', async () => {
  const person = `(select p.id from person p join account a on a.owner = p.public_id where a.id = ${alice})`;
  expect(
    await after(`update person set merged_into = (select max(id) from person) where id = ${person}`),
  ).toMatchObject({
    merged_person_has_nothing: [
      expect.stringMatching(/^prs_.* was merged and has an account with money$/),
      expect.stringMatching(/^prs_.* was merged/),
    ],
  });
});

test('below its floor is nothing, neither now nor at any version', async () => {
  const unguarded = 'alter table account drop constraint account_floor';
  const now = await after(unguarded, `update account set debits_pending = 20000 where id = ${alice}`);
  expect(now.floors_hold).toEqual([
    expect.stringMatching(new RegExp(`^account ${alice} has -\\d+ available, its floor is 0$`)),
  ]);
  const then = await after(
    `update entry set balance = -1 where account_id = ${alice} and version = ${await at(alice)}`,
  );
  expect(then.floors_held_at_every_version).toEqual([
    `account ${alice} was at -1 at version ${await at(alice)}, its floor is 0`,
  ]);
});

test('a floor that was changed is the one it was changed to', async () => {
  const change = `insert into account_floor (account_id, version, floor_before, floor, available, created_at)
    values (${alice}, 1, 0, -500, 0, now()), (${alice}, 1, -400, -300, 0, now())`;
  expect((await after(change)).floors_follow_their_changes).toEqual([
    `account ${alice} has the floor 0, and was given -300`,
    `the floor of account ${alice} was changed from -400, and had been -500`,
  ]);
});

test('a key has one outcome, and a transfer one reversal, its exact opposite', async () => {
  expect(
    await after(
      `insert into rejection select key, request_hash, 'insufficient_funds', null, now() from transfer where id = ${capture}`,
    ),
  ).toEqual({ keys_have_one_outcome: [`key ${key} was both refused and accepted with the same request`] });
  const twice = await after(
    'alter table transfer drop constraint transfer_key',
    'drop index transfer_reverses',
    `insert into transfer select 1000000, key, request_hash, verb, code, hold_id, reverses, event_at, created_at from transfer where id = ${reversal}`,
  );
  expect(twice).toMatchObject({
    keys_have_one_outcome: [expect.stringContaining(`transfers ${reversal} and 1000000 have the same key`)],
    reversals_are_opposite: expect.arrayContaining([
      `transfer ${reversed} was reversed by ${reversal} and by 1000000`,
    ]),
  });
  const other = await after(`update transfer set reverses = ${capture} where id = ${reversal}`);
  expect(other.reversals_are_opposite!.length).toBeGreaterThan(1);
});

test('a trigger that is off, a unique index that is gone and a floor that is not checked are named', async () => {
  await undone(sql, async (transaction) => {
    await transaction.script(
      `alter table entry disable trigger entry_immutable; alter table transfer drop constraint transfer_key;
      alter table account drop constraint account_floor`,
    );
    expect(await foundIn(transaction)).toEqual({
      guards_stand: [
        'table entry has no trigger that keeps its rows from being changed',
        'constraint transfer_key is missing or not valid',
        'constraint account_floor is missing or not valid',
      ],
    });
  });
});

test('a journal row that was changed, removed or put in is named', async () => {
  const seal = await the(`select seal from journal where id = ${listed}`);
  expect(
    await after(`update journal set created_at = created_at + interval '1 second' where id = ${listed}`),
  ).toEqual({
    seals_chain_the_journal: [`journal row ${listed} of seal ${seal} was changed`],
  });
  // As if the transfer had always been what it was changed into.
  const forged = await after(
    `update transfer set code = 'gift' where id = ${capture}`,
    `update journal set digests = overlay(digests placing sha256('x') from 1) where id = ${listed}`,
  );
  expect(forged.seals_chain_the_journal).toEqual([`journal row ${listed} of seal ${seal} was changed`]);
  const removed = await after(`delete from journal where id = ${listed}`);
  expect(removed.seals_chain_the_journal).toEqual([`journal row ${listed} of seal ${seal} was removed`]);
  expect(removed.journal_lists_transfers).toContain(
    `transfer ${capture} (${key}) is in no journal row: it was put in by hand`,
  );
  const added = await after(
    `insert into journal (id, transfers, digests, created_at, seal) overriding system value select 1000000, transfers, digests, created_at, seal from journal where id = ${listed}`,
  );
  expect(added.journal_is_in_its_seals).toEqual([
    `journal row 1000000 says that it is in seal ${seal}, which does not have it: it was put in by hand`,
  ]);
  expect(added.journal_lists_transfers).toContain(
    `transfer ${capture} is listed 2 times, also by journal row 1000000`,
  );
});

test('a transfer that is listed twice does not make up for one that is not listed', async () => {
  const found = await after(
    `insert into transfer (id, key, request_hash, verb, code, event_at, created_at) values (99999, 'forged', 'x', 'post', 'fund', now(), now())`,
    `insert into entry select 99999, id, -100, version + 1, credits_posted - debits_posted - 100 from account where id = ${alice}`,
    `insert into entry select 99999, id, 100, version + 1, credits_posted - debits_posted + 100 from account where id = ${bob}`,
    `update account set version = version + 1, debits_posted = debits_posted + 100 where id = ${alice}`,
    `update account set version = version + 1, credits_posted = credits_posted + 100 where id = ${bob}`,
    `insert into journal (id, transfers, digests, created_at) overriding system value
      select 1000000, transfers[1:1], substr(digests, 1, 32), now() from journal where id = ${listed}`,
  );
  expect(found.journal_lists_transfers).toEqual([
    expect.stringMatching(/ is listed 2 times, also by journal row /),
    expect.stringMatching(/ is listed 2 times, also by journal row /),
    'transfer 99999 (forged) is in no journal row: it was put in by hand',
  ]);
});

test('what was put in at the lowest number, below every piece that is read, is named', async () => {
  const lowest = -(2n ** 63n);
  const found = await after(
    `insert into account (id, owner, asset, purpose, floor, credits_posted) overriding system value
      select ${lowest}, owner, 'JPY', 'wallet', 0, 1000000 from account where id = ${bob}`,
    `insert into transfer (id, key, request_hash, verb, code, event_at, created_at) values (${lowest}, 'forged', 'x', 'post', 'fund', now(), now())`,
  );
  expect(found).toEqual({
    ids_are_positive: ['account', 'transfer'].map(
      (kind) => `${kind} ${lowest} was put in by hand: ids begin at 1`,
    ),
  });
});

test('a seal that was changed or removed is named, the first first', async () => {
  for (const change of [
    'hash = sha256(hash)',
    "sealed_at = sealed_at + interval '1 second'",
    'journals = (select array_agg(x order by x desc) from unnest(journals) x)',
  ])
    expect(
      (await after(`update seal set ${change} where number = 2`)).seals_chain_the_journal?.[0],
      change,
    ).toBe('seal 2 was changed, or the one before it');
  expect((await after('delete from seal where number = 2')).seals_chain_the_journal).toEqual([
    'seal 2 is missing',
  ]);
});

test('the tail that was cut off without a trace is seen by whoever kept the head', async () => {
  const head = (await world.core.audit.run()).head!;
  const kept = { ...head };
  expect(await foundIn(sql, { head: kept })).toEqual({});
  expect(await foundIn(sql, { head: { ...kept, hash: 'f'.repeat(64) } })).toEqual({
    head_is_in_the_chain: [`seal ${kept.number} has the hash ${kept.hash}, not ${'f'.repeat(64)}`],
  });
  await undone(sql, async (transaction) => {
    await transaction.script(`alter table seal disable trigger user; alter table journal disable trigger user;
      update journal set seal = null where seal = ${kept.number}; delete from seal where number = ${kept.number};
      alter table seal enable always trigger seal_immutable; alter table journal enable always trigger journal_immutable`);
    expect(await foundIn(transaction)).toEqual({});
    expect(await foundIn(transaction, { head: kept })).toEqual({
      head_is_in_the_chain: [`seal ${kept.number} is gone: the chain ends at ${kept.number - 1n}`],
    });
  });
});

test('every check has a test here that sees it fail', async () => {
  const { readFileSync } = await import('node:fs');
  const tests = readFileSync(new URL(import.meta.url), 'utf8');
  const names = everything.flatMap(sqlFolder).flatMap(({ name, text }) => {
    if (/^-- (Bounds|Names):/m.test(text)) return [];
    return /^-- Tally: (\w+)/m.exec(text)?.[1] ?? name;
  });
  expect(names.filter((name) => !tests.includes(`${name}:`) && !tests.includes(`.${name}`))).toEqual([]);
});
