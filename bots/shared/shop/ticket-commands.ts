/** `/ticket` and `/checkin`, as they are typed. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, isNumeric } from '../reading.ts';
import { whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { readWho, whoOf } from '../who.ts';
import { CONNECTORS, wordList } from '../words.ts';

const actions = ['show', 'give', 'refund'] as const;

export const ticketSpec: CommandSpec = {
  name: 'ticket',
  usage: '[show|refund 123456789012 | give 123456789012 @bob]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'action', type: 'choice', required: false, choices: [...actions] },
    { name: 'number', type: 'text', required: false },
    { ...option.person, required: false },
  ],
};

export const checkinSpec: CommandSpec = {
  name: 'checkin',
  usage: 'CODE',
  audience: 'private',
  operator: false,
  options: [{ name: 'code', type: 'text', required: true }],
};

const number = z.string().min(1).max(80);
const ticketSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('list') }),
  z.object({ verb: z.enum(['show', 'refund']), number }),
  z.object({ verb: z.literal('give'), number, to: whoSchema }),
]);

type TicketCommand = z.infer<typeof ticketSchema>;

const verbs = wordList<(typeof actions)[number]>({
  show: 'show',
  zeigen: 'show',
  give: 'give',
  geben: 'give',
  weitergeben: 'give',
  refund: 'refund',
  erstatten: 'refund',
});

export function parseTicket(words: readonly Token[], context: GrammarContext): Result<TicketCommand> {
  const result = ticket(words, context);
  return result.ok ? ok(ticketSchema.parse(result.value)) : result;
}

function ticket(words: readonly Token[], context: GrammarContext): Result<TicketCommand> {
  const [first, ...others] = words;
  if (first === undefined) return ok({ verb: 'list' });
  const named = first.type === 'word' ? verbs[first.raw.toLowerCase()] : undefined;
  const rest = named === undefined ? words : others;
  const digits = rest.filter((word) => isNumeric(word));
  const more = rest.filter((word) => !digits.includes(word) && !CONNECTORS.has(word.raw.toLowerCase()));
  const text = plainLine(textOf(digits)).slice(0, 80);
  if (text === '') return refuse('ticket_unknown', { text: plainLine(textOf(rest)).slice(0, 40) });
  const [person, tooMuch] = more;
  if (named === 'give') {
    if (person === undefined) return refuse('payee_missing');
    const who = person.type === 'person' ? whoOf(person.person) : readWho(person.raw, context.speaker);
    if (who === null || who === 'nobody') return refuse('payee_unknown', { payee: plainLine(person.raw) });
    if (tooMuch === undefined) return ok({ verb: 'give', number: text, to: who });
  }
  const unread = named === 'give' ? tooMuch : person;
  return unread === undefined
    ? ok({ verb: named === 'refund' ? 'refund' : 'show', number: text })
    : refuse('input_unexpected', { text: plainLine(unread.raw).slice(0, 80) });
}

const checkinSchema = z.object({ code: z.string().max(80) });

type CheckinCommand = z.infer<typeof checkinSchema>;

export const parseCheckin = (words: readonly Token[]): Result<CheckinCommand> =>
  ok(checkinSchema.parse({ code: plainLine(textOf(words)).slice(0, 80) }));

export async function runTicket(turn: Turn, command: TicketCommand): Promise<void> {
  const { parts, event, key } = turn;
  const service = parts.core.shop;
  const by = event.actor.identity;
  if (command.verb === 'list') return turn.answer(await service.tickets(by));
  const act = { by, number: command.number, origin: { key, conversation: event.conversation } };
  if (command.verb === 'show')
    return turn.told(await service.showTicket(act), (notice) => turn.answer(notice));
  const asked =
    command.verb === 'give'
      ? await service.askGiveTicket({ ...act, to: command.to })
      : await service.askRefundTicket(act);
  return turn.told(asked, (now) => turn.answer('confirm' in now ? now.confirm : now.done));
}

export async function runCheckin(turn: Turn, { code }: CheckinCommand): Promise<void> {
  const { parts, event, key } = turn;
  const origin = { key, conversation: event.conversation };
  const let_in = await parts.core.shop.checkIn({ by: event.actor.identity, code, origin });
  return turn.told(let_in, (notice) => turn.answer(notice));
}

/** Where the code of a ticket leads (`/start checkin_CODE` on Telegram). */
export const followCheckin = (turn: Turn<InboundEventOf<'shortcut'>>): Promise<void> =>
  runCheckin(turn, { code: turn.event.parameter ?? '' });
