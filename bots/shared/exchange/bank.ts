/** `/bank exchange`: what the exchange has, and on which terms it deals. Without more it says how that stands. */
import type { Turn } from '../turn.ts';
import type { BankExchange } from './bank-commands.ts';

export async function exchangeByBank(turn: Turn, command: BankExchange): Promise<void> {
  const { exchange } = turn.parts.core;
  const me = turn.event.actor.identity;
  const done = await (() => {
    switch (command.verb) {
      case 'bank_exchange':
        return exchange.desk(me);
      case 'bank_exchange_stock': {
        const { minor, asset } = command.amount;
        const amount = command.out ? -BigInt(minor) : BigInt(minor);
        return exchange.stock(me, { amount, asset: asset.code }, turn.key);
      }
      case 'bank_exchange_spread':
        return exchange.setTerms(me, { spread_bps: command.bps }, turn.key);
      case 'bank_exchange_limit': {
        const { asset, person_a_day, house_a_day } = command;
        return exchange.setTerms(
          me,
          {
            asset,
            ...(person_a_day !== undefined && { person_a_day }),
            ...(house_a_day !== undefined && { house_a_day }),
          },
          turn.key,
        );
      }
    }
  })();
  return turn.told(done, (value) => turn.answer(value));
}
