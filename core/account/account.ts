/** What a person has, and what happened to it. */

import type { InterestOf } from '../bearing.ts';
import type { Capability, HistoryDetails } from '../capability.ts';
import { type ChangeTold, exchangedIn } from '../changing.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { AccountService } from './types.ts';

const historyText = sqlFile(import.meta.url, './sql/history.sql');

const linesMax = 100;
const homeLines = 5;

interface Line {
  at: Date;
  amount: string;
  balance: string;
  asset: string;
  purpose: string;
  code: string;
  transfer: bigint;
}

/** Looking makes nobody: who was never seen and never paid has nothing, and no id. */
const strangerOf = (identity: Identity) => ({
  id: 0n,
  public_id: '',
  name: identity.user,
  identities: [identity],
  frozen: false,
  met: false,
});

export function createAccount(
  context: Context,
  interestOf: InterestOf,
  change: ChangeTold,
): Capability<AccountService> {
  const service = accountOf(context, interestOf, change);
  return {
    service,
    home: async (identity) => [await service.balance(identity), await service.history(identity, homeLines)],
  };
}

const accountOf = (context: Context, interestOf: InterestOf, change: ChangeTold): AccountService => ({
  /** Every wallet, and the main currency's even where there is none yet; the main currency first. */
  async balance(identity) {
    const { sql, ledger, assets } = context;
    const person = (await context.known(identity)) ?? strangerOf(identity);
    const accounts = await ledger.accountsOf(sql, person.public_id);
    const wallets = accounts.filter(({ purpose }) => purpose === 'wallet');
    const main = wallets.find(({ asset }) => asset === assets.main.code);
    const others = wallets.filter(
      (wallet) => wallet !== main && (wallet.balance !== 0n || wallet.held !== 0n),
    );
    const none = { balance: 0n, held: 0n, available: 0n, spendable: 0n, asset: assets.main.code };
    const balances = [main ?? none, ...others].map(({ balance, held, available, spendable, asset: code }) => {
      const asset = assets.find(code)!;
      return {
        balance: money(balance, asset),
        held: money(held, asset),
        available: money(available, asset),
        spendable: money(spendable, asset),
      };
    });
    const savings = accounts
      .filter(({ purpose, balance }) => purpose === 'savings' && balance !== 0n)
      .map(({ balance, asset }) => money(balance, assets.find(asset)!));
    const interest = await interestOf(context, sql, person);
    const all = [...balances.map(({ balance }) => balance), ...savings];
    const isOfOne = all.every(({ asset }) => asset.code === assets.main.code);
    const worth = isOfOne ? null : await change.worthOf(sql, all);
    const { frozen } = person;
    return {
      kind: 'balance',
      ...{ balances, savings, interest, frozen },
      ...(worth && { worth }),
      person: viewOf(person),
    };
  },

  async history(identity, limit) {
    const { sql, assets } = context;
    const person = (await context.known(identity)) ?? strangerOf(identity);
    const rows = await run<Line>(sql, historyText, [person.id, Math.min(Math.max(limit, 1), linesMax)]);
    const details = await detailsOf(context, rows);
    const people = await loadPeople(
      sql,
      [...details.values()].flatMap(({ counterparty = [] }) => counterparty),
    );
    const changed = await change.exchangedBy(
      sql,
      rows.map(({ transfer }) => transfer),
    );
    const lines = rows.map(({ at, amount, balance, asset, purpose, code, transfer }) => {
      const exchanged = exchangedIn({ asset, code }, changed.get(transfer));
      const { reference = `trn_${transfer}`, counterparty, memo = null } = details.get(transfer) ?? {};
      return {
        at: at.toISOString(),
        reference,
        amount: money(BigInt(amount), assets.find(asset)!),
        balance: money(BigInt(balance), assets.find(asset)!),
        counterparty: counterparty === undefined ? null : viewOf(people.get(counterparty)!),
        code,
        memo,
        ...(purpose === 'savings' && { savings: true as const }),
        ...(exchanged && { exchanged }),
      };
    });
    return { kind: 'history', lines, person: viewOf(person) };
  },
});

/** By transfer, from the capabilities whose they are. */
async function detailsOf(context: Context, rows: readonly Line[]): Promise<Map<bigint, HistoryDetails>> {
  const codes = [...new Set(rows.map(({ code }) => code))];
  const found = await Promise.all(
    codes.map((code) => {
      const lines = rows
        .filter((row) => row.code === code)
        .map(({ transfer, amount }) => ({ transfer, isOutgoing: amount.startsWith('-') }));
      return context.detailsOf(code)(context.sql, lines);
    }),
  );
  return new Map(found.flat().map((details) => [details.transfer, details]));
}
