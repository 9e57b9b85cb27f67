/** What balances earn and cost. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { type InterestCommand, interestSpec, parseInterest } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import {
  bankCreditView,
  bankRatesView,
  bankTiersView,
  bankTierView,
  creditLineView,
  interestPostedView,
  interestView,
} from './views.ts';

export const interest = capability({
  messages: { en, de },
  commands: {
    interest: command({
      spec: interestSpec,
      parse: parseInterest,
      run: async (turn, { month }: InterestCommand) =>
        turn.answer(await turn.parts.core.interest.statement(turn.event.actor.identity, month)),
    }),
  },
  views: {
    interest: interestView,
    interest_posted: interestPostedView,
    credit_line: creditLineView,
    bank_rates: bankRatesView,
    bank_credit: bankCreditView,
    bank_tier: bankTierView,
    bank_tiers: bankTiersView,
  },
});
