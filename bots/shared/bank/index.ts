/** What operators do in a conversation. Core asks again whether they are. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { setDropRules } from '../drop/bank.ts';
import { exchangeByBank } from '../exchange/bank.ts';
import { type BankInterest, runInterestOfBank } from '../interest/bank-commands.ts';
import type { BankAsset } from '../invest/bank-commands.ts';
import { completeAsset } from '../invest/complete.ts';
import type { BankDividend } from '../invest/dividend-commands.ts';
import { assetsByBank } from '../invest/run.ts';
import { type BankLoan, runLoanOfBank } from '../loan/bank-commands.ts';
import { completeDispute } from '../refund/complete.ts';
import { decideByBank, disputes } from '../refund/dispute-run.ts';
import { refundByBank } from '../refund/run.ts';
import { tipByBank } from '../tip/run.ts';
import type { Turn } from '../turn.ts';
import { type BankCommand, bankSpec, parseBank } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { bankFrozenView, bankFundedView } from './views.ts';

async function run(turn: Turn, understood: BankCommand): Promise<void> {
  if (understood.verb === 'bank_help') return turn.help('bank');
  if (understood.verb === 'refund') return refundByBank(turn, understood);
  if (understood.verb === 'bank_drop') return setDropRules(turn, understood);
  if (understood.verb === 'bank_disputes') return disputes(turn);
  if (understood.verb === 'bank_dispute') return decideByBank(turn, understood);
  if (understood.verb === 'bank_tip' || understood.verb === 'bank_tips') return tipByBank(turn, understood);
  if (
    understood.verb === 'bank_exchange' ||
    understood.verb === 'bank_exchange_stock' ||
    understood.verb === 'bank_exchange_spread' ||
    understood.verb === 'bank_exchange_limit'
  )
    return exchangeByBank(turn, understood);
  if (isOfInvesting(understood)) return assetsByBank(turn, understood);
  if (isOfLoans(understood)) return runLoanOfBank(turn, understood);
  if (isOfInterest(understood)) return runInterestOfBank(turn, understood);
  const { bank: service } = turn.parts.core;
  const me = turn.event.actor.identity;
  if (understood.verb === 'bank_freeze') {
    const frozen = await service.freeze(me, understood.who, understood.frozen);
    return turn.told(frozen, (value) => turn.answer({ kind: 'bank_frozen', ...value }));
  }
  if (understood.verb === 'bank_pin_reset') {
    const reset = await service.resetPin(me, understood.who);
    return turn.told(reset, (value) => turn.answer({ kind: 'pin_reset', ...value }));
  }
  const { minor, asset } = understood.amount;
  const funded = await service.fund(me, understood.who, BigInt(minor), asset.code, turn.key);
  return turn.told(funded, (value) => turn.answer({ kind: 'bank_funded', ...value }));
}

const ofInvesting: ReadonlySet<string> = new Set<(BankAsset | BankDividend)['verb']>([
  'bank_assets',
  'bank_asset_define',
  'bank_asset_price',
  'bank_asset_source',
  'bank_asset_issue',
  'bank_dividends',
  'bank_dividend_declare',
  'bank_dividend_cancel',
]);

const isOfInvesting = (understood: BankCommand): understood is BankAsset | BankDividend =>
  ofInvesting.has(understood.verb);

const ofInterest: ReadonlySet<string> = new Set<BankInterest['verb']>([
  'bank_rates',
  'bank_rate',
  'bank_credit',
  'bank_tier',
  'bank_tiers',
  'bank_tier_line',
]);

const ofLoans: ReadonlySet<string> = new Set<BankLoan['verb']>([
  'bank_loans',
  'bank_loan_product',
  'bank_writeoff',
]);

const isOfLoans = (understood: BankCommand): understood is BankLoan => ofLoans.has(understood.verb);

const isOfInterest = (understood: BankCommand): understood is BankInterest => ofInterest.has(understood.verb);

export const bank = capability({
  messages: { en, de },
  commands: {
    bank: command({
      spec: bankSpec,
      parse: parseBank,
      run,
      complete: { reference: completeDispute, asset: completeAsset },
    }),
  },
  views: { bank_funded: bankFundedView, bank_frozen: bankFrozenView },
});
