/** Subscriptions in the conversation. */

import { capability } from '../capability.ts';
import { command } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { clip } from '../memo.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';
import type { Turn } from '../turn.ts';
import {
  creatorSpec,
  parseCreator,
  parseSubscribe,
  parseSubscriptions,
  type SubscriptionCommand,
  subscribeSpec,
  subscriptionsSpec,
} from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import {
  creatorView,
  subscriptionDoneView,
  subscriptionEndedView,
  subscriptionFailedView,
  subscriptionReceiptView,
  subscriptionRenewsView,
  subscriptionsView,
  subscriptionView,
} from './views.ts';

async function run(turn: Turn<InboundEventOf<'command'>>, asked: SubscriptionCommand): Promise<void> {
  const { parts, event, key } = turn;
  const service = parts.core.subscription;
  const by = event.actor.identity;
  const origin = { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) };
  switch (asked.verb) {
    case 'own':
      return turn.answer(await service.own(by));
    case 'offer': {
      const { price, name } = asked;
      const tier = { creator: by, price: BigInt(price.minor), asset: price.asset.code, name, origin };
      return turn.told(await service.offer(tier), turn.show);
    }
    case 'stop':
      return turn.told(await service.close({ by, name: asked.name }), (notice) => turn.answer(notice));
    case 'subscribe':
      return turn.told(await service.find(by, asked.creator), (notice) => turn.answer(notice));
    case 'list':
      return turn.answer(await service.list(by));
    case 'cancel': {
      const cancelled = await service.cancel({ by, reference: asked.reference, origin });
      return turn.told(cancelled, (notice) => turn.answer(notice));
    }
  }
}

/** The codes of what somebody has subscribed to, with whose it is. */
async function completeReference(
  { actor }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const { items } = await core.subscription.list(actor.identity);
  return items.map(({ reference, creator }) => ({
    label: clip(`${reference} ${creator.name}`, 100),
    value: reference,
  }));
}

export const subscription = capability({
  messages: { en, de },
  commands: {
    creator: command({ spec: creatorSpec, parse: parseCreator, run }),
    subscribe: command({ spec: subscribeSpec, parse: parseSubscribe, run }),
    subscriptions: command({
      spec: subscriptionsSpec,
      parse: parseSubscriptions,
      run,
      complete: { reference: completeReference },
    }),
  },
  views: {
    creator: creatorView,
    subscription: subscriptionView,
    subscriptions: subscriptionsView,
    subscription_receipt: subscriptionReceiptView,
    subscription_failed: subscriptionFailedView,
    subscription_ended: subscriptionEndedView,
    subscription_renews: subscriptionRenewsView,
    subscription_done: subscriptionDoneView,
  },
});
