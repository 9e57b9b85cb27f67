/** What was understood: a question, whose Create sets it up; or something done about one that is there. */
import type { Money, StandingIntent, Who } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { parseScheduleForm, type StandingCommand, type StandingCommandOf } from './commands.ts';

/** Of an event, or of the form that it filled in: a form that is sent twice acts once. */
const originOf = ({ event }: Turn, key: string) => ({
  key,
  conversation: event.conversation,
  ...(event.reply && { reply: event.reply }),
});

export async function standing(turn: Turn, command: StandingCommand, key: string): Promise<void> {
  const { parts, event } = turn;
  const by = event.actor.identity;
  const service = parts.core.standing;
  switch (command.verb) {
    case 'schedule':
      return propose(turn, command, key);
    case 'schedule_which':
      return askWhich(turn, command, key);
    case 'schedule_form':
      return openScheduleForm(turn, command.payee);
    case 'list':
      return turn.answer(await service.list(by, { paged: true }));
    case 'show':
      return turn.told(await service.find(by, command.reference), (notice) => turn.answer(notice));
    case 'act': {
      const { act, reference } = command;
      const done = await service.act({ by, reference, act, origin: originOf(turn, key) });
      return turn.told(done, (now) => turn.answer('confirm' in now ? now.confirm : now));
    }
  }
}

async function propose(turn: Turn, command: StandingCommandOf<'schedule'>, key: string): Promise<void> {
  const { payee, amount, memo, plan } = command;
  const proposed = await turn.parts.core.standing.propose({
    payer: turn.event.actor.identity,
    payee,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    memo,
    plan,
    origin: originOf(turn, key),
  });
  return turn.told(proposed, (notice) => turn.answer(notice));
}

/** Buttons with one key between them: whichever is pressed, one order at most is made. */
function askWhich(turn: Turn, command: StandingCommandOf<'schedule_which'>, key: string): Promise<void> {
  const { verb: _, text, readings, ...rest } = command;
  const payloadOf = ({ minor: amount, asset }: Money): StandingIntent => ({
    ...rest,
    key,
    amount,
    asset: asset.code,
    conversation: turn.event.conversation,
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'standing_amount', payload: payloadOf(amount) })),
  );
}

export async function openScheduleForm(turn: Turn, payee: Who | null): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'schedule_form',
    payload: {},
  });
  await turn.open({ form: 'schedule', intent, payee });
}

/** What was filled in. The form's intent is the order's key. */
export async function answerScheduleForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event } = turn;
  const command = parseScheduleForm(event.values, grammarContext(turn));
  if (!command.ok) return turn.refuse(command.refusal);
  await standing(turn, command.value, `form:${event.intent}`);
}
