/** Drops: money for whoever comes first. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { proveBooks } from '../../core/audit/audit.ts';
import { ESCROW_CHECKS } from '../../core/audit/index.ts';
import type { Queryable } from '../../core/db/index.ts';
import { type Claimer, objection, usualRules } from '../../core/drop/rules.ts';
import { sharesOf } from '../../core/drop/shares.ts';
import type { Core, DropRequest, Identity, NoticeOf, Pressed, Result } from '../../core/index.ts';
import { LEDGER_CHECKS } from '../../core/ledger/index.ts';
import {
  directWith,
  discord,
  granted,
  group,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld();
const { core, sql, owner } = world;
const day_ms = 86_400_000;

let serial = 0;
/** Somebody new with money. */
const giverWith = (amount: bigint): Promise<Identity> => world.person(discord(`giver${++serial}`), amount);

const request = (giver: Identity, more: Partial<DropRequest> = {}): DropRequest => ({
  giver,
  amount: 20_00n,
  asset: 'GBP',
  shares: 10,
  mode: 'random',
  memo: null,
  lasts_ms: null,
  account_age_ms: 0,
  origin: { key: world.key(), conversation: group(giver.platform, giver.tenant) },
  ...more,
});

const cardOf = async (reference: string) =>
  (await world.context.noticeOf(sql, { kind: 'drop', id: reference })) as NoticeOf<'drop'>;

/** An open drop, with its buttons. */
const given = async (giver: Identity, more: Partial<DropRequest> = {}) => {
  const { reference } = granted(await core.drop.give(request(giver, more)));
  const { actions } = await cardOf(reference);
  const intents = Object.fromEntries(actions.map(({ action, intent }) => [action, intent]));
  return { reference, claim: intents.drop_claim!, cancel: intents.drop_cancel! };
};

const press = (
  intent: string,
  by: Identity,
  key = world.key(),
  where: Core = core,
): Promise<Result<Pressed>> =>
  where.intents.press(intent, by, { key, conversation: group(by.platform, by.tenant) });

/** What somebody is told at their press: how much is theirs, that they come too late, or why they may not. */
const toldAt = (result: Result<Pressed>): string => {
  if (!result.ok) return result.refusal.code;
  const { toast } = result.value;
  if (toast?.kind === 'drop_claimed') return `${toast.again ? 'had ' : ''}${shown(toast.amount)}`;
  return toast?.kind ?? 'nothing';
};
const tell = async (...args: Parameters<typeof press>): Promise<string> => toldAt(await press(...args));

const escrowed = async (): Promise<bigint> =>
  (await world.ledger.account(sql, { owner: 'system', asset: 'GBP', purpose: 'escrow_drop' }))?.balance ?? 0n;

const crowd = (count: number, name = `crowd${++serial}`): Identity[] =>
  Array.from({ length: count }, (_, number) => discord(`${name}-${number}`));

describe('the shares', () => {
  const totals = fc.bigInt({ min: 1n, max: 10n ** 30n });
  const drawn = fc.record({
    total: totals,
    parts: fc.integer({ min: 1, max: 100 }),
    mode: fc.constantFrom('random' as const, 'even' as const),
    seed: fc.string(),
  });

  test('row 25: add up to the total, each of one unit at least, in every mode', () => {
    fc.assert(
      fc.property(drawn, ({ total, parts, mode, seed }) => {
        fc.pre(total >= BigInt(parts));
        const shares = sharesOf(total, parts, mode, seed);
        expect(shares).toHaveLength(parts);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total);
        expect(shares.every((share) => share >= 1n)).toBe(true);
        if (mode === 'even') expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1n);
      }),
    );
    expect(sharesOf(3n, 3, 'random', 'any')).toEqual([1n, 1n, 1n]);
    expect(() => sharesOf(2n, 3, 'random', 'any')).toThrow(RangeError);
  });

  test('are the same from the same seed, so that they can be drawn again', () => {
    expect(sharesOf(20_00n, 5, 'random', 'a seed')).toEqual(sharesOf(20_00n, 5, 'random', 'a seed'));
    expect(sharesOf(20_00n, 5, 'random', 'a seed')).not.toEqual(sharesOf(20_00n, 5, 'random', 'another'));
    // From a program of ten lines in another language, written after what shares.ts says.
    expect(sharesOf(20_00n, 5, 'random', 'a seed')).toEqual([279n, 311n, 292n, 726n, 392n]);
  });

  test('favour nobody for coming first or last, and divide in every way as often as in any other', () => {
    const ways = new Map<string, number>();
    const runs = 6_000;
    const sums = [0n, 0n, 0n];
    for (let run = 0; run < runs; run += 1) {
      const shares = sharesOf(5n, 3, 'random', `run ${run}`);
      ways.set(shares.join(), (ways.get(shares.join()) ?? 0) + 1);
      for (const [place, share] of shares.entries()) sums[place]! += share;
    }
    // Three parts of five: 1+1+3 and 1+2+2 in three orders each. Seeds are fixed, so this is no matter of luck.
    expect([...ways.keys()].sort()).toEqual(['1,1,3', '1,2,2', '1,3,1', '2,1,2', '2,2,1', '3,1,1']);
    for (const times of ways.values()) expect(Math.abs(times - runs / 6)).toBeLessThan(runs / 60);
    for (const sum of sums) expect(Math.abs(Number(sum) / runs - 5 / 3)).toBeLessThan(0.03);
  });

  test('that are stored are those of the stored seed', async () => {
    const { reference } = await given(await giverWith(20_00n));
    const [drop] = await sql<{ seed: string; amounts: string[] }[]>`
      select seed, (select jsonb_agg(amount::text order by position) from drop_share where money_drop = d.id) as amounts
      from money_drop d where reference = ${reference}`;
    expect(drop!.amounts.map(BigInt)).toEqual(sharesOf(20_00n, 10, 'random', drop!.seed));
    expect(drop!.seed).toMatch(/^[\w-]{43}$/);
  });
});

describe('a drop', () => {
  test('takes the money at once, and shows a card with what is left', async () => {
    const giver = await giverWith(50_00n);
    const before = await escrowed();
    const { reference } = await given(giver, { memo: '  for\nthe <b>@everyone</b> ' });
    expect(await world.balance(giver)).toBe('30.00 GBP');
    expect((await escrowed()) - before).toBe(20_00n);
    expect(await cardOf(reference)).toMatchObject({
      state: 'open',
      shares: 10,
      mode: 'random',
      memo: 'for the <b>@everyone</b>',
      claims: [],
      left: { minor: '2000' },
    });
    await world.proven();
  });

  test('is taken share by share, and its card says who had how much, and at the end whose luck was best', async () => {
    const giver = await giverWith(20_00n);
    const { reference, claim } = await given(giver, { shares: 3, amount: 10_00n });
    const [one, two, three, late] = crowd(4);
    const amounts = [await tell(claim, one!), await tell(claim, two!)];
    const during = await cardOf(reference);
    expect(during.claims.map(({ amount }) => shown(amount))).toEqual(amounts);
    expect(during.claims.some(({ best }) => best)).toBe(false);
    await tell(claim, three!);
    expect(await tell(claim, late!)).toBe('drop_gone');
    const after = await cardOf(reference);
    expect(after).toMatchObject({ state: 'emptied', left: { minor: '0' }, actions: [] });
    const most = after.claims.reduce((best, one) =>
      BigInt(one.amount.minor) > BigInt(best.amount.minor) ? one : best,
    );
    expect(after.claims.filter(({ best }) => best)).toEqual([most]);
    expect(await world.balance(two!)).toBe(amounts[1]);
    expect((await core.account.history(two!, 5)).lines[0]).toMatchObject({
      reference,
      code: 'drop_claim',
      counterparty: { name: giver.user },
    });
    expect((await core.account.history(giver, 5)).lines[0]).toMatchObject({
      reference,
      code: 'drop',
      counterparty: null,
    });
    await world.proven();
  });

  test('is even where that is asked for, what does not divide going to those who come first', async () => {
    const { claim } = await given(await giverWith(10_00n), { amount: 10_00n, shares: 3, mode: 'even' });
    const told = [];
    for (const who of crowd(3)) told.push(await tell(claim, who));
    expect(told).toEqual(['3.34 GBP', '3.33 GBP', '3.33 GBP']);
  });

  test.each<[string, Partial<DropRequest>, string]>([
    ['row 1: nothing at all', { amount: 0n }, 'amount_not_positive'],
    ['row 1: less than nothing', { amount: -20_00n }, 'amount_not_positive'],
    ['row 1: no shares', { shares: 0 }, 'drop_shares_invalid'],
    ['row 1: less than no shares', { shares: -10 }, 'drop_shares_invalid'],
    ['row 2: half a share', { shares: 2.5 }, 'drop_shares_invalid'],
    ['row 2: no number of shares', { shares: Number.NaN }, 'drop_shares_invalid'],
    ['more shares than there may be', { shares: 101 }, 'drop_shares_invalid'],
    ['row 5: more than anything', { amount: 10n ** 30n }, 'amount_too_large'],
    ['less than a penny each', { amount: 9n }, 'drop_too_small'],
    ['a currency of nowhere', { asset: 'QQQ' }, 'currency_unknown'],
    ['a blink of an eye', { lasts_ms: 59_999 }, 'drop_duration_invalid'],
    ['a month', { lasts_ms: 30 * day_ms }, 'drop_duration_invalid'],
    ['a novel for a memo', { memo: 'x'.repeat(201) }, 'memo_too_long'],
    [
      'a conversation of two',
      { origin: { key: 'two', conversation: directWith(discord('x')) } },
      'drop_needs_group',
    ],
    ['row 6: more than there is', { amount: 20_01n }, 'insufficient_funds'],
  ])('is refused, and moves nothing: %s', async (_, more, refusal) => {
    const giver = await giverWith(20_00n);
    expect(refusalOf(await core.drop.give(request(giver, more)))).toBe(refusal);
    expect(await world.balance(giver)).toBe('20.00 GBP');
  });

  test('row 5: of yen, which have no decimals, is exact', async () => {
    const giver = await giverWith(0n);
    await world.fund(giver, 7n, 'JPY');
    const { claim } = await given(giver, { asset: 'JPY', amount: 7n, shares: 3, mode: 'even' });
    const told = [];
    for (const who of crowd(3)) told.push(await tell(claim, who));
    expect(told).toEqual(['3 JPY', '2 JPY', '2 JPY']);
  });

  test('row 6: of fifty drops of all that somebody has, at once, one is given', async () => {
    const giver = await giverWith(20_00n);
    const others = [core, world.another()];
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => others[n % 2]!.drop.give(request(giver))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(results.map(refusalOf))).toEqual(new Set(['ok', 'insufficient_funds']));
    await world.proven();
  });

  test('row 12: given by one event is one, however often and wherever that is handled', async () => {
    const giver = await giverWith(100_00n);
    const asked = request(giver);
    const others = [core, world.another()];
    const results = await Promise.all(Array.from({ length: 8 }, (_, n) => others[n % 2]!.drop.give(asked)));
    expect(new Set(results.map((result) => granted(result).reference)).size).toBe(1);
    expect(await world.balance(giver)).toBe('80.00 GBP');
    expect(refusalOf(await core.drop.give({ ...asked, shares: 9 }))).toBe('idempotency_key_reused');
  });

  test('of somebody who is frozen is refused; what was given before waits, and comes back at its time', async () => {
    const giver = await giverWith(40_00n);
    const { claim } = await given(giver, { shares: 2, mode: 'even', lasts_ms: 3_600_000 });
    granted(await core.bank.freeze(null, { by: 'identity', identity: giver }, true));
    expect(refusalOf(await core.drop.give(request(giver)))).toBe('account_frozen');
    const [one, two] = crowd(2);
    expect(await tell(claim, one!)).toBe('claim_paused');
    granted(await core.bank.freeze(null, { by: 'identity', identity: giver }, false));
    expect(await tell(claim, one!)).toBe('10.00 GBP');
    granted(await core.bank.freeze(null, { by: 'identity', identity: giver }, true));
    expect(await tell(claim, one!)).toBe('had 10.00 GBP');
    expect(await tell(claim, two!)).toBe('claim_paused');
    world.pass(3_600_000);
    expect(await core.drop.expireDue(100)).toBe(1);
    expect(await world.balance(giver)).toBe('30.00 GBP');
    await world.proven();
  });
});

test('row 9: of a drop whose giver is frozen in the middle, nobody takes a share once the freeze is done', async () => {
  const giver = await giverWith(20_00n);
  const { reference, claim } = await given(giver, { mode: 'even' });
  const people = crowd(10);
  for (const one of people) await world.seen(one);
  // Whoever freezes has the giver's row; a claim has to wait for it.
  await sql
    .begin(async (freezing) => {
      await freezing`update person set frozen_at = now() from identity i where i.person = person.id and i.user_id = ${giver.user}`;
      const claims = people.map((who, n) => tell(claim, who, world.key(), [core, world.another()][n % 2]));
      const first = await Promise.race([...claims, new Promise((done) => setTimeout(done, 300, 'waits'))]);
      expect(first).toBe('waits');
      return { claims };
    })
    .then(async ({ claims }) => {
      expect(new Set(await Promise.all(claims))).toEqual(new Set(['claim_paused']));
    });
  expect((await cardOf(reference)).claims).toEqual([]);
  granted(await core.bank.freeze(null, { by: 'identity', identity: giver }, false));
});

describe('a claim', () => {
  test('is one for each person: a second press is told what they have, the same event gets the same answer', async () => {
    const { claim } = await given(await giverWith(20_00n), { mode: 'even' });
    const [one] = crowd(1);
    const key = world.key();
    expect(await tell(claim, one!, key)).toBe('2.00 GBP');
    expect(await tell(claim, one!, key, world.another())).toBe('2.00 GBP');
    expect(await tell(claim, one!)).toBe('had 2.00 GBP');
    expect(await world.balance(one!)).toBe('2.00 GBP');
  });

  test('row 12: of twenty double taps at once, in two processes, one takes', async () => {
    const { reference, claim } = await given(await giverWith(20_00n), { mode: 'even' });
    const [one] = crowd(1);
    await world.seen(one!);
    const others = [core, world.another()];
    const told = await Promise.all(
      Array.from({ length: 20 }, (_, n) => tell(claim, one!, world.key(), others[n % 2]!)),
    );
    expect(told.filter((words) => words === '2.00 GBP')).toHaveLength(1);
    expect(told.filter((words) => words === 'had 2.00 GBP')).toHaveLength(19);
    expect((await cardOf(reference)).claims).toHaveLength(1);
    await world.proven();
  });

  test('is one for each person also when their chats are linked, before or after', async () => {
    const { reference, claim } = await given(await giverWith(20_00n), { mode: 'even' });
    const [here, there] = [await world.person(discord('linked')), await world.person(slack('LINKED'))];
    expect(await tell(claim, here)).toBe('2.00 GBP');
    const { code } = granted(await core.people.linkCode(there));
    granted(await core.people.link(here, code, world.key()));
    expect(await tell(claim, there)).toBe('had 2.00 GBP');
    expect(await tell(claim, here)).toBe('had 2.00 GBP');
    expect((await cardOf(reference)).claims).toHaveLength(1);
    await world.proven();
  });

  test('row 9: is not for the giver, nor for a linked account of theirs', async () => {
    const giver = await giverWith(20_00n);
    const other = await world.person(telegram('7001'));
    const { code } = granted(await core.people.linkCode(other));
    granted(await core.people.link(giver, code, world.key()));
    const { reference, claim } = await given(giver);
    expect(await tell(claim, giver)).toBe('drop_own');
    expect(await tell(claim, other)).toBe('drop_own');
    expect((await cardOf(reference)).claims).toEqual([]);
  });

  test('is refused to somebody who is frozen', async () => {
    const { claim } = await given(await giverWith(20_00n));
    const frozen = await world.person(discord('frozen'));
    granted(await core.bank.freeze(null, { by: 'identity', identity: frozen }, true));
    expect(await tell(claim, frozen)).toBe('account_frozen');
    await world.proven();
  });

  test('is the first contact of somebody whom nobody knew, who then has a balance', async () => {
    const { claim } = await given(await giverWith(20_00n), { mode: 'even' });
    const stranger = telegram('424242');
    expect(await core.people.find(stranger)).toBeNull();
    await world.seen(stranger);
    expect(await tell(claim, stranger)).toBe('2.00 GBP');
    expect(await world.balance(stranger)).toBe('2.00 GBP');
  });

  test("row 13: a guessed button is nobody's", async () => {
    expect(await tell('AAAAAAAAAAAAAAAAAAAAAA', crowd(1)[0]!)).toBe('intent_unknown');
  });
});

describe('row 15: a thousand who come at once for ten shares', () => {
  test('are ten who have one each, and all others are told kindly; escrow ends at zero', async () => {
    const before = await escrowed();
    const { reference, claim } = await given(await giverWith(20_00n));
    const people = crowd(1_000);
    await sql`
      with made as (
        insert into person (public_id, met_at, created_at)
        select 'prs_' || n, now(), now() from unnest(${people.map(({ user }) => user)}::text[]) as n returning id, public_id
      )
      insert into identity (platform, tenant, user_id, person, display_name, reachable, created_at)
      select 'discord', '', substr(public_id, 5), id, public_id, false, now() from made`;
    const others = [core, world.another()];
    const told = await Promise.all(people.map((who, n) => tell(claim, who, world.key(), others[n % 2]!)));
    const winners = told.filter((words) => words.endsWith(' GBP'));
    expect(winners).toHaveLength(10);
    expect(told.filter((words) => words === 'drop_gone')).toHaveLength(990);
    expect(await escrowed()).toBe(before);
    const card = await cardOf(reference);
    expect(card.claims.map(({ amount }) => shown(amount)).sort()).toEqual(winners.sort());
    expect(new Set(card.claims.map(({ person }) => person.id)).size).toBe(10);
    const [row] = await sql<{ wanted_revision: number }[]>`
      select wanted_revision from delivery where subject ->> 'id' = ${reference}`;
    // Together, not one by one: an edit for each batch at most.
    expect(row!.wanted_revision).toBeLessThanOrEqual(11);
    await world.proven();
  });
});

describe('the end', () => {
  test('by time returns the rest, once, and tells the giver', async () => {
    const giver = await giverWith(20_00n);
    const { reference, claim, cancel } = await given(giver, { shares: 4, mode: 'even', lasts_ms: 3_600_000 });
    await tell(claim, crowd(1)[0]!);
    world.pass(3_599_999);
    expect(await core.drop.expireDue(100)).toBe(0);
    world.pass(1);
    expect(await tell(claim, crowd(1)[0]!)).toBe('intent_expired');
    expect(await core.drop.expireDue(100)).toBe(1);
    expect(await core.drop.expireDue(100)).toBe(0);
    expect(await world.balance(giver)).toBe('15.00 GBP');
    expect(await cardOf(reference)).toMatchObject({ state: 'expired', actions: [] });
    const told = (await world.notices('drop_returned')).filter(({ lane }) => lane.endsWith(giver.user));
    expect(told).toMatchObject([
      { notice: { reference, amount: { minor: '1500' }, balance: { minor: '1500' }, taken: 1, shares: 4 } },
    ]);
    // Row 14.
    expect(await tell(claim, crowd(1)[0]!)).toBe('intent_expired');
    expect(await tell(cancel, giver)).toBe('intent_expired');
    await world.proven();
  });

  test('row 24: by the giver returns the rest, once, however often they press', async () => {
    const giver = await giverWith(20_00n);
    const { reference, claim, cancel } = await given(giver, { shares: 4, mode: 'even' });
    await tell(claim, crowd(1)[0]!);
    const key = world.key();
    expect(await tell(cancel, giver, key)).toBe('drop_taken_back');
    expect(await tell(cancel, giver, key, world.another())).toBe('drop_taken_back');
    expect(await tell(cancel, giver)).toBe('intent_used');
    expect(await world.balance(giver)).toBe('15.00 GBP');
    expect((await cardOf(reference)).state).toBe('cancelled');
    // Row 14.
    expect(await tell(claim, crowd(1)[0]!)).toBe('intent_expired');
    expect((await core.account.history(giver, 1)).lines[0]).toMatchObject({ reference, code: 'drop_return' });
    await world.proven();
  });

  test('row 24: by two presses at once returns the rest once, and one of them is told that it did', async () => {
    const giver = await giverWith(20_00n);
    const { cancel } = await given(giver);
    const others = [core, core, core, world.another()];
    const told = await Promise.all(others.map((where) => tell(cancel, giver, world.key(), where)));
    expect(told.sort()).toEqual(['drop_taken_back', 'intent_used', 'intent_used', 'intent_used']);
    expect(await world.balance(giver)).toBe('20.00 GBP');
  });

  test('row 13: is not for anybody else to bring about', async () => {
    const { reference, cancel } = await given(await giverWith(20_00n));
    expect(await tell(cancel, crowd(1)[0]!)).toBe('intent_not_yours');
    expect((await cardOf(reference)).state).toBe('open');
  });

  test('row 16: claims, cancel and expiry at the same instant: every share goes to exactly one, and what is left back once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const giver = await giverWith(20_00n);
      const { reference, claim, cancel } = await given(giver, { shares: 20, mode: 'even', lasts_ms: 60_000 });
      const people = crowd(20);
      for (const who of people) await world.seen(who);
      const before = await escrowed();
      const others = [core, world.another()];
      const claims = (from: number, to: number) =>
        people.slice(from, to).map((who, n) => tell(claim, who, world.key(), others[n % 2]!));
      // Time is over in the middle of it.
      const early = claims(0, 10);
      if (round % 2 === 1) world.pass(60_000);
      const told = await Promise.all([
        ...early,
        ...claims(10, 20),
        tell(cancel, giver),
        others[1]!.drop.expireDue(100).then(String),
      ]);
      await core.drop.expireDue(100);
      const { state, claims: taken } = await cardOf(reference);
      const winners = told.filter((words) => words === '1.00 GBP').length;
      expect(taken).toHaveLength(winners);
      expect(['cancelled', 'expired', 'emptied']).toContain(state);
      expect(await world.balance(giver)).toBe(
        shown({ minor: String(20_00 - winners * 100), asset: { code: 'GBP', exponent: 2 } }),
      );
      expect(before - (await escrowed())).toBe(20_00n);
    }
    await world.proven();
  });

  test('of one that fails is logged, and does not hold up the others', async () => {
    const giver = await giverWith(40_00n);
    const [broken, other] = [
      await given(giver, { lasts_ms: 60_000 }),
      await given(giver, { lasts_ms: 60_000 }),
    ];
    world.pass(60_000);
    await owner.script(`
      create function refuse_first() returns trigger language plpgsql as
        $$ begin if new.reference = '${broken.reference}' then raise exception 'this row is broken'; end if; return new; end $$;
      create trigger refuse_first before update on money_drop for each row execute function refuse_first()`);
    expect(await core.drop.expireDue(10)).toBe(1);
    expect((await cardOf(other.reference)).state).toBe('expired');
    await owner.script('drop trigger refuse_first on money_drop; drop function refuse_first()');
    expect(await core.drop.expireDue(10)).toBe(1);
    await world.proven();
  });
});

describe('row 23: who farms drops with fresh accounts', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const old: Claimer = {
    isGiver: false,
    frozen: false,
    giverFrozen: false,
    accountSince: ago(365 * day_ms),
    memberSince: ago(365 * day_ms),
    claimsLately: 0,
  };
  const rules = { account_age_ms: 7 * day_ms, member_age_ms: day_ms, claims_a_day: 3 };

  test.each<[string, Partial<Claimer>, { account_age_ms: number }, string]>([
    ['everybody whose accounts are old enough may', {}, { account_age_ms: 0 }, 'ok'],
    ['an account of a week may', { accountSince: ago(7 * day_ms) }, { account_age_ms: 0 }, 'ok'],
    [
      'one that is a moment younger may not',
      { accountSince: ago(7 * day_ms - 1) },
      { account_age_ms: 0 },
      'drop_account_too_new',
    ],
    ['one whose age nobody tells may', { accountSince: null }, { account_age_ms: 0 }, 'ok'],
    ['a drop may ask for more', {}, { account_age_ms: 366 * day_ms }, 'drop_account_too_new'],
    [
      'a drop may not ask for less',
      { accountSince: ago(day_ms) },
      { account_age_ms: 1 },
      'drop_account_too_new',
    ],
    [
      'who came today may not',
      { memberSince: ago(day_ms - 1) },
      { account_age_ms: 0 },
      'drop_member_too_new',
    ],
    [
      'who never came may not, where an age is asked for',
      { memberSince: null },
      { account_age_ms: 0 },
      'drop_member_too_new',
    ],
    ['two drops a day are fine', { claimsLately: 2 }, { account_age_ms: 0 }, 'ok'],
    ['three are enough', { claimsLately: 3 }, { account_age_ms: 0 }, 'drop_claims_exhausted'],
    ['the giver may not', { isGiver: true }, { account_age_ms: 0 }, 'drop_own'],
    ['who is frozen may not', { frozen: true }, { account_age_ms: 0 }, 'account_frozen'],
    ['nobody may while the giver is frozen', { giverFrozen: true }, { account_age_ms: 0 }, 'claim_paused'],
  ])('%s', (_, more, drop, expected) => {
    expect(objection({ ...old, ...more }, drop, rules, now)?.code ?? 'ok').toBe(expected);
  });

  test('clocks that differ keep nobody out', () => {
    const ahead = { ...old, memberSince: ago(-5_000), accountSince: ago(-5_000) };
    expect(
      objection(ahead, { account_age_ms: 0 }, { ...rules, account_age_ms: 0, member_age_ms: 0 }, now),
    ).toBeNull();
  });

  test('is kept out by the age that the platform tells, unless a linked account of theirs is older', async () => {
    const { claim } = await given(await giverWith(20_00n), { mode: 'even' });
    const fresh = discord('fresh');
    const since = (ms: number) => new Date(world.clock.now().getTime() - ms).toISOString();
    const speak = (who: Identity, accountSince: string) =>
      core.people.seen({ identity: who, name: 'Fresh', accountSince }, group('discord'));
    await speak(fresh, since(day_ms));
    expect(await tell(claim, fresh)).toBe('drop_account_too_new');
    // An account does not grow older by saying so.
    await speak(fresh, since(900 * day_ms));
    expect(await tell(claim, fresh)).toBe('drop_account_too_new');
    const aged = discord('aged');
    await speak(aged, since(900 * day_ms));
    const { code } = granted(await core.people.linkCode(aged));
    granted(await core.people.link(fresh, code, world.key()));
    expect(await tell(claim, fresh)).toBe('2.00 GBP');
  });

  test('is stopped by what the bank has set: the age of the person here, and how many a day', async () => {
    const set = async (change: object, key = world.key()) =>
      granted(await core.drop.setRules(operator, change, key));
    const key = world.key();
    expect(await set({ member_age_ms: 2 * day_ms, claims_a_day: 2 }, key)).toEqual({
      ...usualRules,
      member_age_ms: 2 * day_ms,
      claims_a_day: 2,
    });
    const giver = await giverWith(100_00n);
    const drops = [await given(giver), await given(giver), await given(giver)];
    const who = await world.person(discord('eager'));
    expect(await tell(drops[0]!.claim, who)).toBe('drop_member_too_new');
    await set({ member_age_ms: 0 });
    // The older event again: what was set since stays.
    await set({ member_age_ms: 2 * day_ms, claims_a_day: 2 }, key);
    const others = [core, world.another()];
    const told = await Promise.all(
      drops.map(({ claim }, n) => tell(claim, who, world.key(), others[n % 2]!)),
    );
    expect(told.filter((words) => words === 'drop_claims_exhausted')).toHaveLength(1);
    expect(refusalOf(await core.drop.setRules(who, { claims_a_day: null }, world.key()))).toBe(
      'not_operator',
    );
    expect(refusalOf(await core.drop.rules(who))).toBe('not_operator');
    world.pass(day_ms + 1);
    const late = await given(giver);
    expect(await tell(late.claim, who)).toMatch(/ GBP$/);
    expect(await set({ claims_a_day: null })).toMatchObject({ claims_a_day: null, member_age_ms: 0 });
  });
});

describe('row 25: whatever givers and crowds do at once', () => {
  test("shares add up, escrow owes what it holds, and every penny is somebody's", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          shares: fc.integer({ min: 1, max: 8 }),
          amount: fc.bigInt({ min: 8n, max: 500n }),
          mode: fc.constantFrom('random' as const, 'even' as const),
          presses: fc.array(fc.nat(9), { maxLength: 16 }),
          cancels: fc.boolean(),
          waits: fc.boolean(),
        }),
        async ({ shares, amount, mode, presses, cancels, waits }) => {
          const giver = await giverWith(5_00n);
          const people = crowd(10);
          const { reference, claim, cancel } = await given(giver, { shares, amount, mode, lasts_ms: 60_000 });
          const work = presses.map((who) => press(claim, people[who]!));
          if (cancels) work.splice(work.length / 2, 0, press(cancel, giver));
          await Promise.all(work);
          if (waits) world.pass(60_000);
          await core.drop.expireDue(100);
          const card = await cardOf(reference);
          const taken = card.claims.reduce((sum, one) => sum + BigInt(one.amount.minor), 0n);
          expect(taken + BigInt(card.left.minor)).toBe(amount);
          const kept = card.state === 'open' ? BigInt(card.left.minor) : 0n;
          const [has, all] = [await world.balance(giver), 5_00n - taken - kept];
          expect(has).toBe(shown({ minor: String(all), asset: { code: 'GBP', exponent: 2 } }));
          expect(card.claims.length).toBe(Math.min(card.claims.length, shares, new Set(presses).size));
        },
      ),
      { numRuns: 25 },
    );
    await world.proven();
  }, 20_000);
});

describe('the books', () => {
  class Undone extends Error {}

  /** What an audit says after statements of a superuser, whom no trigger stops; they are undone. */
  const after = async (statement: (id: string) => string): Promise<string[]> => {
    const giver = await giverWith(20_00n);
    const { reference, claim } = await given(giver, { shares: 4, mode: 'even' });
    await tell(claim, crowd(1)[0]!);
    const [drop] = await owner<{ id: bigint }[]>`select id from money_drop where reference = ${reference}`;
    let found: string[] = [];
    const work = async (transaction: Queryable): Promise<never> => {
      await transaction.script(
        'alter table money_drop disable trigger user; alter table drop_share disable trigger user',
      );
      await transaction.script(statement(String(drop!.id)));
      const checks = [
        LEDGER_CHECKS,
        ESCROW_CHECKS,
        new URL('../../core/pay/verify/', import.meta.url),
        dropChecks,
      ];
      const { checks: proven } = await proveBooks(transaction, checks, {});
      found = proven.filter(({ violations }) => violations > 0).map(({ name }) => name);
      throw new Undone();
    };
    await owner.begin(work).catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
    return found.filter((name) => name !== 'guards_stand').sort();
  };
  const dropChecks = new URL('../../core/drop/verify/', import.meta.url);

  test.each<[string, (id: string) => string, string[]]>([
    [
      'a share that grew by another hand',
      (id) => `update drop_share set amount = amount + 1 where money_drop = ${id} and position = 3`,
      ['drop_shares_add_up', 'escrow_owes_what_it_holds'],
    ],
    [
      'a share that was taken by somebody else than who has the money',
      (id) =>
        `update drop_share set person = (select giver from money_drop where id = ${id}) where money_drop = ${id} and position = 0`,
      ['drop_moved_its_money'],
    ],
    [
      'a drop that ended without giving anything back',
      (id) => `update money_drop set state = 'emptied', ended_at = now() where id = ${id}`,
      ['drop_shares_add_up', 'escrow_owes_what_it_holds'],
    ],
    [
      'a drop whose money went elsewhere',
      (id) => `update money_drop set transfer = (select min(id) from transfer) where id = ${id}`,
      ['drop_moved_its_money'],
    ],
    ['nothing', () => 'select 1', []],
  ])('show %s', async (_, statement, checks) => {
    expect(await after(statement)).toEqual(checks);
  });

  test.each(['total = 1', "seed = 'mine'", 'giver = 1', 'shares = 1', 'expires_at = now()'])(
    'are not rewritten, not even by the owner: %s',
    async (change) => {
      await expect(owner.script(`update money_drop set ${change}`)).rejects.toThrow(/immutable/);
      await expect(sql.script(`update money_drop set ${change}`)).rejects.toThrow(/permission denied/);
      await expect(owner.script('update drop_share set amount = 1')).rejects.toThrow(/immutable/);
    },
  );
});

describe('the trace', () => {
  let reference = '';
  beforeAll(async () => {
    const giver = await giverWith(20_00n);
    const drop = await given(giver, { shares: 2, mode: 'even', amount: 4_00n });
    reference = drop.reference;
    await tell(drop.claim, crowd(1)[0]!);
    await tell(drop.cancel, giver);
  });

  test('tells a drop from the gift to its end, and what it was drawn from once it is over', async () => {
    const trace = (await core.trace.find({ reference }))!;
    const states = trace.steps.filter((step) => step.step === 'state');
    expect(states.map(({ state }) => state)).toEqual(['given', 'taken', 'cancelled']);
    expect(states[2]!.facts.map(({ name }) => name)).toEqual(['drawn from', 'back']);
    expect(trace.steps.filter(({ step }) => step === 'transfer')).toHaveLength(3);
    expect(trace.steps.some(({ step }) => step === 'delivery')).toBe(true);
  });

  test('does not tell what an open drop was drawn from', async () => {
    const open = await given(await giverWith(20_00n));
    expect(JSON.stringify(await core.trace.find({ reference: open.reference }))).not.toContain('drawn from');
  });
});
