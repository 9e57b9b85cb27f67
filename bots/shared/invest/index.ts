/** Assets beside money: buying, selling and holding them. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import {
  buySpec,
  type InvestCommand,
  parseBuy,
  parsePortfolio,
  parseSell,
  portfolioSpec,
  sellSpec,
} from './commands.ts';
import { completeAsset } from './complete.ts';
import { dividendPaidView, dividendsView } from './dividend-views.ts';
import { priceDoubtedView } from './doubt-view.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { invest as run } from './run.ts';
import { listingsView, marketView, portfolioView, tradedView, tradeQuoteView } from './views.ts';

const complete = { asset: completeAsset, of: completeAsset };

export const invest = capability({
  messages: { en, de },
  commands: {
    buy: command({
      spec: buySpec,
      parse: parseBuy,
      run: (turn, said: InvestCommand) => run(turn, said),
      complete,
    }),
    sell: command({
      spec: sellSpec,
      parse: parseSell,
      run: (turn, said: InvestCommand) => run(turn, said),
      complete,
    }),
    portfolio: command({
      spec: portfolioSpec,
      parse: parsePortfolio,
      run: (turn, said: InvestCommand) => run(turn, said),
    }),
  },
  views: {
    price_doubted: priceDoubtedView,
    invest_market: marketView,
    invest_quote: tradeQuoteView,
    invest_traded: tradedView,
    portfolio: portfolioView,
    invest_listings: listingsView,
    dividend_paid: dividendPaidView,
    invest_dividends: dividendsView,
  },
});
