/** What Tuppence can do in a conversation: one line for each capability, in the order of /help. */
import type { FormRequest, NoticeKind, RefusalCode } from '../../core/index.ts';
import { account } from './account/index.ts';
import { alerts } from './alerts/index.ts';
import { bank } from './bank/index.ts';
import type { BotCapability } from './capability.ts';
import { cheque } from './cheque/index.ts';
import { drop } from './drop/index.ts';
import { exchange } from './exchange/index.ts';
import { general } from './general/index.ts';
import { interest } from './interest/index.ts';
import { invest } from './invest/index.ts';
import { language } from './language/index.ts';
import { loan } from './loan/index.ts';
import type { Common } from './messages/catalogue.ts';
import { pay } from './pay/index.ts';
import { paywall } from './paywall/index.ts';
import { people } from './people/index.ts';
import { protection } from './protection/index.ts';
import { refund } from './refund/index.ts';
import { request } from './request/index.ts';
import { savings } from './savings/index.ts';
import { shop } from './shop/index.ts';
import { split } from './split/index.ts';
import { standing } from './standing/index.ts';
import { statement } from './statement/index.ts';
import { subscription } from './subscription/index.ts';
import { tab } from './tab/index.ts';
import { tip } from './tip/index.ts';

const listed = {
  pay,
  tip,
  tab,
  split,
  drop,
  request,
  standing,
  paywall,
  shop,
  subscription,
  refund,
  cheque,
  exchange,
  invest,
  account,
  statement,
  savings,
  loan,
  interest,
  alerts,
  protection,
  language,
  general,
  people,
  bank,
};

type Listed = (typeof listed)[keyof typeof listed];
type KeysOf<T> = T extends unknown ? keyof T : never;
type RefusalsOf<M> = M extends { refusals: infer R } ? keyof R : never;

/** What core may say and nobody here shows. */
type Missing =
  | Exclude<NoticeKind, KeysOf<Listed['views']>>
  | Exclude<FormRequest['form'], KeysOf<NonNullable<Listed['formViews']>>>
  | Exclude<RefusalCode, keyof Common['refusals'] | RefusalsOf<Listed['messages']['en']>>;

/** Does not compile while a notice has no view, a form no fields or a refusal no words: the error names what is missing. */
const nothing_missing: [Missing] extends [never] ? true : Missing = true;

export const capabilities: readonly BotCapability[] = nothing_missing
  ? (Object.values(listed) as unknown as BotCapability[])
  : [];
