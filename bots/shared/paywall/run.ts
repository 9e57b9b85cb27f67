/** A paid post that was understood: offered, and its card shown; or what was said about one that is there. */
import { z } from 'zod';
import { type Json, type PaywallDraft, paywallLimits, type Refusal } from '../../../core/index.ts';
import type { FormLook } from '../capability.ts';
import type { InboundEventOf, InboundFile } from '../event.ts';
import { wholeFile } from '../file.ts';
import type { GrammarContext } from '../grammar.ts';
import { readTypedPrice } from '../price.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { type FilledIn, type PaywallCommand, type PaywallCommandOf, parsePaywallForm } from './commands.ts';

/** Of an event, or of the form that it filled in: a form that is sent twice acts once. */
const originOf = ({ event }: Turn, key: string) => ({
  key,
  conversation: event.conversation,
  ...(event.reply && { reply: event.reply }),
});

export async function paywall(turn: Turn<InboundEventOf<'command'>>, command: PaywallCommand): Promise<void> {
  const { core } = turn.parts;
  const by = turn.event.actor.identity;
  switch (command.verb) {
    case 'form':
      return fileFor(turn) ? turn.refuse({ code: 'paywall_how' }) : openForm(turn, null, null);
    case 'offer':
      return offerTyped(turn, command);
    case 'list':
      return turn.answer(await core.paywall.list(by));
    case 'open':
      return open(turn, command.reference);
    case 'edit':
      return editTyped(turn, command);
    case 'withdraw': {
      const origin = originOf(turn, turn.key);
      const done = await core.paywall.withdraw({ by, reference: command.reference, origin });
      return turn.told(done, () => turn.answer({ kind: 'paywall_done', did: 'withdrawn' }));
    }
  }
}

/** Where lines are messages, everybody in a group has read what came with them. */
const isPublic = ({ event, platform }: Turn): boolean =>
  event.conversation.kind === 'group' && platform?.capabilities.ephemeral === false;

/** Sent along, or answered: what a person has sent, and not what we have. */
function fileFor({
  event: { file, replyTo, replyToFile },
}: Turn<InboundEventOf<'command'>>): InboundFile | null {
  if (file) return file;
  const isOurs = replyTo?.type === 'person' && replyTo.isBot === true;
  return (!isOurs && replyToFile) || null;
}

async function offerTyped(
  turn: Turn<InboundEventOf<'command'>>,
  { price, title, text }: PaywallCommandOf<'offer'>,
): Promise<void> {
  const file = fileFor(turn);
  if (text === null && file === null) return openForm(turn, price, title);
  if (isPublic(turn)) return turn.refuse({ code: 'paywall_in_public' });
  return offer(turn, { price, title, teaser: null, text }, file, turn.key);
}

async function offer(
  turn: Turn,
  { price, title, teaser, text }: FilledIn,
  file: InboundFile | null,
  key: string,
): Promise<void> {
  const { paywall: service } = turn.parts.core;
  const before = await service.offered(key);
  if (before) return turn.show(before);
  const whole = file && (await wholeFile(turn, file));
  if (whole && !whole.ok) return turn.refuse(whole.refusal);
  const offered = await service.offer({
    seller: turn.event.actor.identity,
    price: BigInt(price.minor),
    asset: price.asset.code,
    title,
    teaser,
    text,
    file: whole?.value ?? null,
    origin: originOf(turn, key),
  });
  return turn.told(offered, turn.show);
}

async function openForm(turn: Turn, price: FilledIn['price'] | null, title: string | null): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'paywall_form',
    payload: {},
  });
  return turn.open({
    form: 'paywall',
    intent,
    price,
    title: title?.slice(0, paywallLimits.titleCharacters) ?? null,
  });
}

/** In a group its seller offers it there once more; everybody else sees by themselves what it is, or what is behind it. */
async function open(turn: Turn, reference: string): Promise<void> {
  const { paywall: service } = turn.parts.core;
  const by = turn.event.actor.identity;
  if (turn.event.conversation.kind === 'group') {
    const shared = await service.share({ by, reference, origin: originOf(turn, turn.key) });
    if (shared.ok) return turn.show(shared.value);
    const { code } = shared.refusal;
    if (code !== 'paywall_not_yours' && code !== 'paywall_withdrawn') return turn.refuse(shared.refusal);
  }
  return turn.told(await service.open(by, reference), (notice) => turn.answer(notice));
}

/** A bare price is in the currency in which the post was offered. */
const contextFor = (turn: Turn, { price }: PaywallDraft): GrammarContext => ({
  ...grammarContext(turn),
  main: price.asset,
});

async function editTyped(
  turn: Turn<InboundEventOf<'command'>>,
  { reference, price: typed, title, text }: PaywallCommandOf<'edit'>,
): Promise<void> {
  const { core } = turn.parts;
  const by = turn.event.actor.identity;
  const draft = await core.paywall.draft(by, reference);
  if (!draft.ok) return turn.refuse(draft.refusal);
  const file = fileFor(turn);
  if (typed === null && title === null && text === null && file === null) {
    const intent = await core.intents.create({
      person: by,
      kind: 'paywall_edit_form',
      payload: { reference },
    });
    return turn.open({ form: 'paywall_edit', intent, ...draft.value });
  }
  if ((text !== null || file !== null) && isPublic(turn)) return turn.refuse({ code: 'paywall_in_public' });
  const price = typed === null ? null : readTypedPrice(typed, contextFor(turn, draft.value));
  if (price && !price.ok) return turn.refuse(price.refusal);
  const { value } = draft;
  const changed = {
    price: price?.value ?? value.price,
    title: title ?? value.title,
    teaser: value.teaser,
    text: text ?? value.text,
  };
  return edit(turn, reference, changed, file, turn.key);
}

async function edit(
  turn: Turn,
  reference: string,
  { price, title, teaser, text }: FilledIn,
  file: InboundFile | null,
  key: string,
): Promise<void> {
  const whole = file && (await wholeFile(turn, file));
  if (whole && !whole.ok) return turn.refuse(whole.refusal);
  const edited = await turn.parts.core.paywall.edit({
    by: turn.event.actor.identity,
    reference,
    price: BigInt(price.minor),
    asset: price.asset.code,
    title,
    teaser,
    text,
    file: whole?.value ?? null,
    origin: originOf(turn, key),
  });
  return turn.told(edited, () => turn.answer({ kind: 'paywall_done', did: 'edited' }));
}

/** What was filled in. The form's intent is the post's key: a form that is sent twice offers once. */
export async function answerForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event } = turn;
  const filled = parsePaywallForm(event.values, grammarContext(turn));
  if (!filled.ok) return turn.refuse(filled.refusal);
  return offer(turn, filled.value, event.files?.file ?? null, `form:${event.intent}`);
}

const editSchema = z.object({ reference: z.string() });

export async function answerEditForm(turn: Turn<InboundEventOf<'form'>>, payload: Json): Promise<void> {
  const { reference } = editSchema.parse(payload);
  const { event } = turn;
  const draft = await turn.parts.core.paywall.draft(event.actor.identity, reference);
  if (!draft.ok) return turn.refuse(draft.refusal);
  const filled = parsePaywallForm(event.values, contextFor(turn, draft.value));
  if (!filled.ok) return turn.refuse(filled.refusal);
  return edit(turn, reference, filled.value, event.files?.file ?? null, `form:${event.intent}`);
}

/** What can be mended while the form is still open: a long text would be gone with it. */
export const lookAtForm: FormLook = async (form, payload, { context, core }) => {
  const about = editSchema.safeParse(payload);
  const draft = about.success ? await core.paywall.draft(form.actor.identity, about.data.reference) : null;
  if (draft && !draft.ok) return { field: 'price', refusal: draft.refusal };
  const main = draft?.value.price.asset ?? context.main;
  const filled = parsePaywallForm(form.values, { ...context, main });
  if (!filled.ok) return { field: fieldOf(filled.refusal), refusal: filled.refusal };
  const file = form.files?.file;
  const hasFile = file !== undefined || (draft?.value.file ?? null) !== null;
  const { text } = filled.value;
  if (text === null && !hasFile) return { field: 'text', refusal: { code: 'paywall_empty' } };
  const limit = hasFile ? paywallLimits.captionCharacters : paywallLimits.textCharacters;
  if ((text?.length ?? 0) > limit)
    return { field: 'text', refusal: { code: 'paywall_text_too_long', limit, file: hasFile } };
  if (file && file.size_bytes > paywallLimits.fileBytes) {
    const limit_megabytes = paywallLimits.fileBytes / 1_000_000;
    return { field: 'file', refusal: { code: 'file_too_large', name: file.name, limit_megabytes } };
  }
  return null;
};

const fieldOf = ({ code }: Refusal): string => (code === 'memo_too_long' ? 'teaser' : 'price');
