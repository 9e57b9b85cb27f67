/** What a payer says is wrong, as operators and the payer themselves see it. */
import { type DisputeStep, identityText, type NoticeOf } from '../../../core/index.ts';
import { type Button, type Card, cardLimits, type Field, type Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  nameOf,
  personSpan,
  quiet,
  text,
} from '../views/parts.ts';
import type { RefundMessages } from './messages.ts';

type Scene = AnyScene<RefundMessages>;
type Dispute = NoticeOf<'dispute'>;
type Mine = NoticeOf<'dispute_mine'>;

const wordsUnits = 400;
const listedUnits = 48;
/** Beside what was said first. */
const lastSteps = 2;

const tones = { open: 'pending', refunded: 'good', rejected: 'bad', withdrawn: 'neutral' } as const;

const namesOf = ({ payer, payee, paid }: Dispute | Mine, { language, context }: Scene) => ({
  payer: nameOf(payer, context),
  payee: nameOf(payee, context),
  paid: language.money(paid),
});

const quoted = (words: string | null, units = wordsUnits): string => clip(plainLine(words ?? ''), units);

export function disputeView(notice: Dispute, scene: Scene): Card {
  const { words, language, context } = scene;
  const names = namesOf(notice, scene);
  const decidedBy = notice.state === 'open' ? null : (notice.steps.at(-1)?.operator ?? null);
  const back = notice.refunded.minor === '0' ? [] : [refundedField(notice, scene)];
  return card({
    tone: tones[notice.state],
    title: words.dispute.title[notice.state](names),
    lines: [
      [personSpan(notice.payer, context), text(' → '), personSpan(notice.payee, context)],
      ...stepsOf(notice, words.dispute.steps, scene),
    ],
    fields: back,
    context: quiet(
      notice.reference,
      notice.payment,
      words.dispute.states[notice.state],
      language.day(notice.at),
      decidedBy && words.dispute.by(decidedBy),
      ...[notice.payer, notice.payee].map(
        (person) => `${nameOf(person, context)}: ${person.identities.map(identityText).join(' ')}`,
      ),
    ),
    buttons: notice.actions.map(({ action, intent, amount }): Button => {
      const label = amount
        ? words.buttons.refund(language.money(amount))
        : words.buttons[action as 'ask' | 'reject'];
      return { label, style: 'plain', press: { intent } };
    }),
  });
}

const refundedField = ({ refunded, paid }: Dispute, { words, language }: Scene): Field => ({
  label: words.codes.refund,
  value: [bold(language.money(refunded)), text(` / ${language.money(paid)}`)],
});

/** What was said first, and the last steps since. */
function stepsOf(
  { steps, payer }: Dispute | Mine,
  said: RefundMessages['dispute']['steps'],
  { context }: Scene,
): Span[][] {
  const [first, ...rest] = steps;
  const shown = [first, ...rest.slice(-lastSteps)].filter((step): step is DisputeStep => step !== undefined);
  return shown.map(({ step, words }) => [
    text(said[step]({ payer: nameOf(payer, context), words: quoted(words) })),
  ]);
}

/** In a line: the card of it says the rest. */
export const disputeDoneView = (
  { did, reference, payer }: NoticeOf<'dispute_done'>,
  { words, context }: Scene,
): Card =>
  card({ tone: 'good', title: words.dispute.done[did](nameOf(payer, context)), context: quiet(reference) });

/** In the place of a card that rings no more: all of it stands on the newer one. */
export const disputeMovedView = (
  { reference, payment, payer }: NoticeOf<'dispute_moved'>,
  { words, context }: Scene,
): Card =>
  card({
    tone: 'neutral',
    title: words.dispute.moved(nameOf(payer, context)),
    context: quiet(reference, payment),
  });

/** The payer's own: what they said, what came of it, and what they can do. */
export function disputeMineView(notice: Mine, scene: Scene): Card {
  const { words, language, context } = scene;
  const asked = notice.state === 'open' && notice.steps.at(-1)?.step === 'asked';
  const standing = asked ? 'asked' : notice.state;
  const hint = notice.state === 'open' ? words.mine.hints[asked ? 'asked' : 'open'] : null;
  return card({
    tone: tones[notice.state],
    title: words.mine.title[standing](namesOf(notice, scene)),
    lines: [
      ...stepsOf(notice, words.mine.steps, scene),
      ...(hint === null ? [] : [[text(hint(notice.payment))]]),
    ],
    context: quiet(
      notice.reference,
      notice.payment,
      words.dispute.states[notice.state],
      language.day(notice.at),
      idElsewhere(notice.payee, context),
    ),
    buttons: notice.actions.map(
      ({ action, intent }): Button => ({
        label: words.buttons[action],
        style: action === 'answer' ? 'primary' : 'plain',
        press: { intent },
      }),
    ),
  });
}

/** Those that have waited longest. */
export function disputesView({ open, total }: NoticeOf<'disputes'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const room = total <= cardLimits.fields ? cardLimits.fields : cardLimits.fields - 1;
  const shown = open.slice(0, room);
  const fields = shown.map(({ reference, payer, payee, paid, steps, at }): Field => {
    const parties = `${nameOf(payer, context)} → ${nameOf(payee, context)}`;
    const reason = quoted(steps[0]?.words ?? null, listedUnits);
    return {
      label: `${language.dayShort(at)} · ${reference}`,
      value: [bold(language.money(paid)), text(` · ${parties} · ${reason}`)],
    };
  });
  const rest = total - shown.length;
  const more = { label: common.more(rest, language), value: [text('…')] };
  return card({
    tone: total > 0 ? 'pending' : 'good',
    title: words.disputes.title(total, language),
    lines: total > 0 ? [[text(words.disputes.how)]] : [],
    fields: rest > 0 ? [...fields, more] : fields,
  });
}
