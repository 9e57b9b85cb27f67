/** Choosing what one is told of: by a line, by a form, or by the buttons beside the settings. */
import { type AlertChange, findZones, type Json, type Result } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { AutocompleteQuestion, Choice } from '../question.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { type AlertsCommand, parseAlertsForm, parseTimesForm } from './commands.ts';

export async function alerts(turn: Turn, command: AlertsCommand): Promise<void> {
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  if (command.verb === 'change') {
    await core.alerts.change(me, command.change, turn.key);
    return showSettings(turn);
  }
  if (!turn.platform?.capabilities.modal) return showSettings(turn);
  return turn.open(await core.alerts.form(me, command.form));
}

/** In words; with what changes them in this chat. */
const settingsOf = ({ parts, event, platform }: Turn) =>
  parts.core.alerts.settings(event.actor.identity, platform?.capabilities.modal ? 'forms' : 'toggles');

const showSettings = async (turn: Turn): Promise<void> => turn.answer(await settingsOf(turn));

type FormTurn = Turn<InboundEventOf<'form'>>;

export const answerAlertsForm = (turn: FormTurn, payload: Json): Promise<void> =>
  answerForm(turn, payload, parseAlertsForm(turn.event.values, grammarContext(turn)));

export const answerTimesForm = (turn: FormTurn, payload: Json): Promise<void> =>
  answerForm(turn, payload, parseTimesForm(turn.event.values, grammarContext(turn)));

/** Where the form was opened shows what is set now: the person's own page, or the message with the button. */
async function answerForm(turn: FormTurn, payload: Json, read: Result<AlertChange>): Promise<void> {
  if (!read.ok) return turn.refuse(read.refusal);
  const { core } = turn.parts;
  const { actor, message } = turn.event;
  await core.alerts.change(actor.identity, read.value, turn.key);
  if (isOnPage(payload)) return turn.show(await core.pages.open(actor.identity, turn.locale));
  return message ? turn.pressed({ in_place: await settingsOf(turn) }) : showSettings(turn);
}

const isOnPage = (payload: Json): boolean =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload) && payload.home === true;

/** Time zones, as soon as there are two letters of one. */
export const completeZone = async ({ typed }: AutocompleteQuestion): Promise<Choice[]> =>
  /^[a-z][\w/ +-]+$/i.test(typed.trim())
    ? findZones(typed).map((zone) => ({ label: zone, value: zone }))
    : [];
