/** Notice in, card out: one pure view per kind, in the reader's language, for the place where it is read. */
import type { Notice } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { balanceView, historyView } from './account.ts';
import { linkCodeView, linkedView, linkJoinedView, linkQuestionView } from './link.ts';
import { type Scene, sceneOf, type ViewContext } from './parts.ts';
import {
  paymentClaimedView,
  paymentReceivedView,
  paymentReturnedView,
  paymentSentView,
  paymentTakenBackView,
  paymentView,
} from './payment.ts';
import { refusalView } from './refusal.ts';
import {
  answeredPrivatelyView,
  bankFrozenView,
  bankFundedView,
  chooseAmountView,
  helpView,
  homeView,
  missedView,
  welcomeView,
} from './words.ts';

export type { ViewContext } from './parts.ts';
export { explain } from './refusal.ts';

/** Throws for an amount or a date that is none: a bug. `locale` BCP 47. */
export const viewOf = (notice: Notice, locale: string, context: ViewContext): Card =>
  view(notice, sceneOf(locale, context));

function view(notice: Notice, scene: Scene): Card {
  switch (notice.kind) {
    case 'payment':
      return paymentView(notice, scene);
    case 'payment_sent':
      return paymentSentView(notice, scene);
    case 'payment_received':
      return paymentReceivedView(notice, scene);
    case 'payment_returned':
      return paymentReturnedView(notice, scene);
    case 'payment_claimed':
      return paymentClaimedView(notice, scene);
    case 'payment_taken_back':
      return paymentTakenBackView(notice, scene);
    case 'home':
      return homeView(notice, scene, (inner) => view(inner, scene));
    case 'balance':
      return balanceView(notice, scene);
    case 'history':
      return historyView(notice, scene);
    case 'help':
      return helpView(notice, scene);
    case 'welcome':
      return welcomeView(notice, scene);
    case 'link_code':
      return linkCodeView(notice, scene);
    case 'link_question':
      return linkQuestionView(notice, scene);
    case 'link_joined':
      return linkJoinedView(notice, scene);
    case 'linked':
      return linkedView(notice, scene);
    case 'choose_amount':
      return chooseAmountView(notice, scene);
    case 'bank_funded':
      return bankFundedView(notice, scene);
    case 'bank_frozen':
      return bankFrozenView(notice, scene);
    case 'answered_privately':
      return answeredPrivatelyView(notice, scene);
    case 'refusal':
      return refusalView(notice, scene);
    case 'missed':
      return missedView(notice, scene, (inner) => view(inner, scene));
  }
}
