import { describe, expect, it } from 'vitest';
import { createCore } from '../../../core/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { run } from './tuppence.ts';

/** A bank that has given three people money, audited once: its database, and the head that the audit told. */
async function openBank() {
  const { sql, owner, url } = await freshDatabase();
  const core = createCore({ sql, asset: 'GBP' });
  for (const user of ['U1', 'U2', 'U3']) {
    const identity = { platform: 'slack', tenant: 'T1', user } as const;
    await core.bank.fund(null, { by: 'identity', identity }, 10_00n, 'GBP', user);
    await core.audit.seal();
  }
  const audit = (...args: string[]) => run(['audit', ...args], { DATABASE_URL: url });
  const report = JSON.parse((await audit('--json')).stdout);
  /** What a superuser does, whom no trigger stops. */
  const tamper = (statements: string) =>
    owner.begin((transaction) =>
      transaction.script(`set local session_replication_role = replica;
        alter table transfer disable trigger user; alter table entry disable trigger user;
        alter table journal disable trigger user; alter table seal disable trigger user;
        alter table operator_action disable trigger user;
        ${statements};
        alter table transfer enable always trigger transfer_immutable; alter table entry enable always trigger entry_immutable;
        alter table journal enable always trigger journal_immutable; alter table journal enable always trigger journal_sealed_once;
        alter table seal enable always trigger seal_immutable;`),
    );
  return { audit, tamper, head: `${report.head.number}:${report.head.hash}` };
}

describe('tuppence audit', () => {
  it('ends with 0 for books that are right, names every check, and tells the head to keep', async () => {
    const { audit, head } = await openBank();
    const { code, stdout } = await audit('--head', head);
    expect(stdout).toMatch(/^The books as of \d{4}-\d\d-\d\dT.*\n\n(✓ \w+ +right\n){15,}/);
    expect(stdout).toContain('Read: 6 entries, ');
    expect(stdout).toContain(`Head of the chain, to be kept elsewhere: ${head}\n`);
    expect(stdout).toMatch(/entries per second\n(.*\n)*\nThe books are right\.\n$/);
    expect(code).toBe(0);
  });

  it('ends with 1 for books that are wrong, and names what was done to them', async () => {
    const { audit, tamper } = await openBank();
    await tamper("update transfer set code = 'gift' where id = 2");
    const { code, stdout } = await audit();
    expect(stdout).toMatch(
      /\n✗ journal_states_transfers +1 wrong\n {4}transfer 2 \(\S+\) was changed after journal row 2 had listed it\n/,
    );
    expect(stdout).toMatch(/THE BOOKS ARE WRONG: journal_states_transfers\n$/);
    expect(code).toBe(1);
  });

  it('says the same as JSON', async () => {
    const { audit, tamper } = await openBank();
    await tamper('delete from entry where transfer_id = 3; delete from transfer where id = 3');
    const { code, stdout, stderr } = await audit('--json');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      clean: false,
      entries: '6',
      head: { number: '3' },
      unsealed: { transfers: '0', oldest: null },
    });
    const wrong = Object.fromEntries(
      report.checks.flatMap((check: { name: string; violations: number; first: string[] }) =>
        check.violations > 0 ? [[check.name, check.first]] : [],
      ),
    );
    expect(wrong).toEqual({
      accounts_are_at_their_last_entry: [
        'account 2 is at version 3 with -3000, and its last entry at version 2 with -2000',
        'account 4 is at version 1 with 1000, and its last entry at version 0 with 0',
      ],
      balances_follow_entries: [
        'account 2: balance -3000, entries -2000, version 3 of 2',
        'account 4: balance 1000, entries 0, version 1 of 0',
      ],
      fundings_moved_their_money: [
        expect.stringMatching(/^bnk_\w+: transfer 3 does not move 1000 GBP from the cash desk /),
      ],
      journal_lists_transfers: ['transfer 3 is listed by journal row 3, and is not there'],
      journal_states_transfers: ['transfer 3 of journal row 3 was removed'],
    });
    expect(stderr).toBe('');
    expect(code).toBe(1);
  });

  it('sees by a head that was kept that the end was cut off, which nothing else shows', async () => {
    const { audit, tamper, head } = await openBank();
    await tamper(`
      delete from entry where transfer_id = 3; delete from transfer where id = 3; delete from journal where id = 3; delete from seal where number = 3;
      delete from operator_action where transfer = 3;
      update account set credits_posted = 0, version = 0 where id = (select max(id) from account);
      update account set debits_posted = 2000, version = 2 where purpose = 'cash_desk'`);
    expect(await audit()).toMatchObject({ code: 0 });
    const { code, stdout } = await audit('--head', head);
    expect(stdout).toMatch(/\n✗ head_is_in_the_chain +1 wrong\n {4}seal 3 is gone: the chain ends at 2\n/);
    expect(code).toBe(1);
  });

  it('ends with 2 where it could not look', async () => {
    const { audit } = await openBank();
    expect(await audit('--head', '12')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('64 hex digits'),
    });
    const away = await run(['audit'], { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/x' });
    expect(away).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^DATABASE_URL: .*ECONNREFUSED/),
    });
    expect(await run(['audit'], { DATABASE_URL: 'nonsense' })).toMatchObject({ code: 2 });
  });

  it('says how far it is, a line for each range where nobody looks at a terminal', async () => {
    const { audit } = await openBank();
    const lines = (await audit()).stderr.trim().split('\n');
    expect(lines).toEqual([...new Set(lines)]);
    expect(lines.at(-1)).toMatch(/^(\d+)\/\1 \w+: read$/);
  });
});
