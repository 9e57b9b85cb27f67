/** `/shop` that was understood: what is sold here, and what its reader sells. */
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { parseEventForm, parseShopForm, type ShopCommand, type ShopCommandOf } from './commands.ts';

/** Of an event, or of the form that it filled in: a form that is sent twice acts once. */
const originOf = ({ event }: Turn, key: string) => ({
  key,
  conversation: event.conversation,
  ...(event.reply && { reply: event.reply }),
});

export async function shop(turn: Turn, command: ShopCommand, key = turn.key): Promise<void> {
  const { parts, event } = turn;
  const service = parts.core.shop;
  const by = event.actor.identity;
  const origin = originOf(turn, key);
  switch (command.verb) {
    case 'list':
      return turn.answer(await service.catalogue(by, event.conversation, command.page));
    case 'mine':
      return turn.answer(await service.desk(by));
    case 'form':
      return openForm(turn, 'shop_add');
    case 'event_form':
      return openForm(turn, 'shop_event');
    case 'add':
      return add(turn, command, key);
    case 'show':
      return turn.told(await service.show({ by, item: command.item, origin }), turn.show);
    case 'buy': {
      const { item, quantity, whole } = command;
      const choice = await service.choose({ by, item, origin, quantity, whole });
      return turn.told(choice, (notice) => turn.answer(notice));
    }
    case 'cancel': {
      const cancelled = await service.askCancelEvent({ by, item: command.item, origin });
      return turn.told(cancelled, (now) => turn.answer('confirm' in now ? now.confirm : now.done));
    }
    case 'staff': {
      const { item, who } = command;
      return turn.told(await service.addStaff({ by, item, who, origin }), (notice) => turn.answer(notice));
    }
    case 'remove': {
      const removed = await service.remove({ by, item: command.item, origin });
      return turn.told(removed, (notice) => turn.answer(notice));
    }
    case 'stock': {
      const { item, to } = command;
      return turn.told(await service.stock({ by, item, to, origin }), (notice) => turn.answer(notice));
    }
    case 'edit': {
      const { item, name, price, isNamed, per_person, description } = command;
      const change = {
        ...(name !== undefined && { name }),
        ...(price !== undefined && { price: BigInt(price.minor) }),
        ...(price !== undefined && isNamed && { asset: price.asset.code }),
        ...(per_person !== undefined && { per_person }),
        ...(description !== undefined && { description }),
      };
      const edited = await service.edit({ by, item, origin, change });
      return turn.told(edited, (notice) => turn.answer(notice));
    }
  }
}

async function add(turn: Turn, command: ShopCommandOf<'add'>, key: string): Promise<void> {
  const { name, price, stock, per_person, description, event } = command;
  const added = await turn.parts.core.shop.add({
    seller: turn.event.actor.identity,
    ...{ name, description, stock, per_person },
    price: BigInt(price.minor),
    asset: price.asset.code,
    ...(event && { event }),
    origin: originOf(turn, key),
  });
  return turn.told(added, turn.show);
}

async function openForm(turn: Turn, form: 'shop_add' | 'shop_event'): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: form === 'shop_add' ? 'shop_form' : 'shop_event_form',
    payload: {},
  });
  await turn.open({ form, intent });
}

/** What was filled in. The form's intent is the item's key. */
export const answerShopForm = (turn: Turn<InboundEventOf<'form'>>): Promise<void> =>
  answerForm(turn, parseShopForm);
export const answerEventForm = (turn: Turn<InboundEventOf<'form'>>): Promise<void> =>
  answerForm(turn, parseEventForm);

async function answerForm(turn: Turn<InboundEventOf<'form'>>, parse: typeof parseShopForm): Promise<void> {
  const command = parse(turn.event.values, grammarContext(turn));
  if (!command.ok) return turn.refuse(command.refusal);
  await add(turn, command.value, `form:${turn.event.intent}`);
}
