/** Samples of every notice: one line for each capability. One without samples does not compile. */
import type { NoticeKind } from '../../../../core/index.ts';
import { account } from './account.ts';
import { alerts } from './alerts.ts';
import { bank } from './bank.ts';
import { cheques } from './cheque.ts';
import { drops } from './drop.ts';
import { exchange } from './exchange.ts';
import { general } from './general.ts';
import { interest } from './interest.ts';
import { investments } from './invest.ts';
import type { Samples } from './kit.ts';
import { language } from './language.ts';
import { loans } from './loan.ts';
import { pay } from './pay.ts';
import { paywalls } from './paywall.ts';
import { people } from './people.ts';
import { protection } from './protection.ts';
import { refund } from './refund.ts';
import { requestSamples } from './request.ts';
import { shopSamples } from './shop.ts';
import { splits } from './split.ts';
import { standings } from './standing.ts';
import { statements } from './statement.ts';
import { subscriptions } from './subscription.ts';
import { tab } from './tab.ts';
import { tip } from './tip.ts';

export const samples: Samples<NoticeKind> = {
  ...pay,
  ...tab,
  ...splits,
  ...requestSamples,
  ...standings,
  ...drops,
  ...paywalls,
  ...shopSamples,
  ...subscriptions,
  ...exchange,
  ...investments,
  ...account,
  ...statements,
  ...general,
  ...people,
  ...bank,
  ...protection,
  ...refund,
  ...cheques,
  ...alerts,
  ...tip,
  ...language,
  ...interest,
  ...loans,
};
