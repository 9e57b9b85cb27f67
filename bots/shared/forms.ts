/** The pay form, for platforms that have forms; where there is none, a hint at how it is typed. */
import type { FormRequest, Who } from '../../core/index.ts';
import type { Form } from './card.ts';
import type { InboundEventOf } from './event.ts';
import { parsePayForm } from './grammar.ts';
import { memoLimits } from './memo.ts';
import { messagesFor } from './messages/index.ts';
import { pay } from './pay.ts';
import type { Turn } from './turn.ts';
import { grammarContext } from './turn-grammar.ts';

/** How long a form may stay open. */
const formLife_ms = 60 * 60_000;

/** Within the limits of the narrowest platform: 24 characters of title, 5 fields. `payee`: who is chosen already. */
export function payForm({ intent, payee }: FormRequest, locale: string): Form {
  const { form } = messagesFor(locale).words;
  const chosen = payee?.by === 'identity' ? payee.identity.user : undefined;
  return {
    title: form.title,
    intent,
    submit: form.submit,
    fields: [
      {
        name: 'who',
        label: form.who,
        kind: 'people',
        required: true,
        peopleMax: 20,
        ...(chosen !== undefined && { values: [chosen] }),
      },
      {
        name: 'amount',
        label: form.amount,
        kind: 'text',
        placeholder: form.amountPlaceholder,
        required: true,
        charactersMax: 64,
      },
      {
        name: 'split',
        label: form.split,
        kind: 'text',
        placeholder: form.splitPlaceholder,
        required: false,
        charactersMax: 20,
      },
      {
        name: 'memo',
        label: form.memo,
        kind: 'text',
        placeholder: form.memoPlaceholder,
        required: false,
        charactersMax: memoLimits.graphemes,
      },
    ],
  };
}

/** Opens the form, or says how to type what it would have asked. */
export async function openForm(turn: Turn, request: FormRequest): Promise<void> {
  const { event, platform, parts } = turn;
  if (event.reply && platform?.capabilities.modal) {
    const result = await platform.open(event.reply, payForm(request, turn.locale));
    if (result.status !== 'sent') parts.log.warn({ result }, 'the form did not open');
    // An answer that was lost: the form may well be open, and a hint beside it would only confuse.
    if (result.status === 'sent' || result.status === 'unknown') return;
  }
  parts.log.debug({ event: turn.key }, 'no form: the usage instead');
  await turn.refuse({ code: request.payee === null ? 'payee_missing' : 'amount_missing' });
}

export async function openPayForm(turn: Turn<InboundEventOf<'command'>>, payee: Who | null): Promise<void> {
  const { parts, event } = turn;
  const intent = await parts.core.intents.create({
    person: event.actor.identity,
    kind: 'pay_form',
    payload: {},
    expiresAt: new Date(Date.now() + formLife_ms),
  });
  await openForm(turn, { form: 'pay', intent, payee });
}

/** What was filled in. The form's intent is the payment's key: a form that is sent twice pays once. */
export async function answerForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event, parts } = turn;
  const intent = await parts.core.intents.read(event.intent, event.actor.identity);
  if (!intent.ok) return turn.refuse(intent.refusal);
  if (intent.value.kind !== 'pay_form') return turn.refuse({ code: 'intent_unknown' });
  const command = parsePayForm(event.values, grammarContext(turn));
  if (!command.ok) return turn.refuse(command.refusal);
  await pay(turn, command.value, `form:${event.intent}`);
}
