/** Changing money, and paying in what one does not have. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { completeCurrency } from '../completions.ts';
import { type ConvertCommand, convertSpec, parseConvert, parseRates, ratesSpec } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { convert, rates } from './run.ts';
import {
  exchangeDeskView,
  exchangedView,
  exchangeReceiptView,
  quoteView,
  ratesDoubtedView,
  ratesView,
} from './views.ts';

export const exchange = capability({
  messages: { en, de },
  commands: {
    convert: command({
      spec: convertSpec,
      parse: parseConvert,
      run: (turn, understood: ConvertCommand) => convert(turn, understood),
      complete: { to: completeCurrency },
    }),
    rates: command({ spec: ratesSpec, parse: parseRates, run: (turn) => rates(turn) }),
  },
  views: {
    rates_doubted: ratesDoubtedView,
    exchange_quote: quoteView,
    exchanged: exchangedView,
    exchange_receipt: exchangeReceiptView,
    exchange_rates: ratesView,
    exchange_desk: exchangeDeskView,
  },
});
