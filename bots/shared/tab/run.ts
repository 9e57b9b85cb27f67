/** What `/tab` does, once it is understood. */
import { z } from 'zod';
import {
  type Json,
  type Money,
  type Notice,
  ok,
  parseAmount,
  type Result,
  refuse,
  type Shown,
  type TabIntent,
  type TabMatch,
  type TabRequest,
  type TabWhoIntent,
} from '../../../core/index.ts';
import type { FormLook } from '../capability.ts';
import type { Argument, InboundEventOf, InboundFile } from '../event.ts';
import { fileText, fileTextNow } from '../file.ts';
import { plainLine } from '../memo.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { whoOf } from '../who.ts';
import type { TabCommand, TabCommandOf } from './commands.ts';

export async function tab(turn: Turn<InboundEventOf<'command'>>, command: TabCommand): Promise<void> {
  const core = turn.parts.core.tab;
  const request = requestOf(turn);
  switch (command.verb) {
    case 'show':
    case 'join':
    case 'leave':
      return turn.told<Notice>(await core[command.verb](request), (notice) =>
        turn.answer(notice, { audience: 'conversation' }),
      );
    case 'settle':
      return turn.told(await core.settle(request), turn.show);
    case 'export':
      return turn.told(await core.export(request), (file) => turn.answer({ kind: 'tab_export', file }));
    case 'import':
      return importFrom(turn, request);
    case 'match': {
      const { name, who } = command;
      return turn.told(await core.match({ ...request, name, who }), (match) =>
        'asked' in match
          ? turn.show(match.asked)
          : turn.answer({ kind: 'tab_matched', matches: [match.matched] }, { audience: 'conversation' }),
      );
    }
    case 'delete':
      return turn.told(await core.remove({ ...request, number: command.number }), turn.show);
    case 'add': {
      const { amount, verb: _verb, ...parts } = command;
      const money = { amount: BigInt(amount.minor), asset: amount.asset.code };
      return turn.told(await core.add({ ...request, ...parts, ...money }), turn.show);
    }
    case 'add_which': {
      const { verb: _verb, text, readings, ...parts } = command;
      return askWhich(turn, text, readings, { number: null, ...parts });
    }
    case 'edit':
      return edit(turn, request, command);
  }
}

/** What was written behind `import`, line by line. A mention is nothing that a file has. */
const fileIn = (args: readonly Argument[]): string =>
  args
    .map((one) => (one.type === 'text' ? one.text : `@${one.name}`))
    .join('')
    .replace(/^\s*import\b/i, '')
    .trim();

async function importFrom(turn: Turn<InboundEventOf<'command'>>, request: TabRequest): Promise<void> {
  const { core } = turn.parts;
  const { file, replyToFile, args } = turn.event;
  const text = fileIn(args);
  const sent = file ?? (text === '' ? replyToFile : undefined);
  if (sent && text !== '')
    return turn.refuse({ code: 'input_unexpected', text: plainLine(text).slice(0, 80) });
  if (sent) return importFile(turn, sent);
  if (text !== '') return turn.told(await core.tab.import({ ...request, text }), turn.show);
  if (request.origin.conversation.kind !== 'group') return turn.refuse({ code: 'tab_needs_group' });
  const intent = await core.intents.create({
    person: request.by,
    kind: 'tab_import_form',
    payload: {},
  });
  return turn.open({ form: 'tab_import', intent });
}

/** Whoever is in no group is told so before anything is fetched. */
async function importFile(turn: Turn, file: InboundFile): Promise<void> {
  const request = requestOf(turn);
  if (request.origin.conversation.kind !== 'group') return turn.refuse({ code: 'tab_needs_group' });
  const text = await fileText(turn, file);
  if (!text.ok) return turn.refuse(text.refusal);
  return turn.told(await turn.parts.core.tab.import({ ...request, text: text.value }), turn.show);
}

/** What was given in the form: a file, or its text. */
function importGiven({ values, files = {} }: InboundEventOf<'form'>): Result<InboundFile | string> {
  const text = fileIn(values.text ?? []);
  const { file } = files;
  if ((file === undefined) === (text === '')) return refuse('tab_import_one');
  return ok(file ?? text);
}

export async function answerImport(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const given = importGiven(turn.event);
  if (!given.ok) return turn.refuse(given.refusal);
  if (typeof given.value !== 'string') return importFile(turn, given.value);
  return turn.told(await turn.parts.core.tab.import({ ...requestOf(turn), text: given.value }), turn.show);
}

/** Whether what was given can be entered, as far as it can be had just now. */
export const lookAtImport: FormLook = async (form, _payload, { core, platform }) => {
  const given = importGiven(form);
  if (!given.ok) return { field: form.files?.file ? 'text' : 'file', refusal: given.refusal };
  const { value } = given;
  const field = typeof value === 'string' ? 'text' : 'file';
  const text = typeof value === 'string' ? ok(value) : await fileTextNow(platform, value);
  if (text === null) return null;
  const readable = text.ok ? core.tab.readable(text.value) : text;
  return readable.ok ? null : { field, refusal: readable.refusal };
};

const whoSchema = z.object({ names: z.array(z.string()) });

/** Who the names of an import are, as far as it was said. */
export async function answerWho(turn: Turn<InboundEventOf<'form'>>, payload: Json): Promise<void> {
  const { names } = whoSchema.parse(payload) satisfies TabWhoIntent;
  const matches: TabMatch[] = [];
  const asked: Shown[] = [];
  for (const [at, name] of names.entries()) {
    const [person] = turn.event.values[`name_${at}`] ?? [];
    if (person?.type !== 'person') continue;
    const match = await turn.parts.core.tab.match({ ...requestOf(turn), name, who: whoOf(person) });
    if (!match.ok) return turn.refuse(match.refusal);
    if ('asked' in match.value) asked.push(match.value.asked);
    else matches.push(match.value.matched);
  }
  for (const shown of asked) await turn.show(shown);
  if (asked.length > 0 && matches.length === 0) return;
  if (matches.length === 0) return turn.refuse({ code: 'tab_who_how', names });
  return turn.answer({ kind: 'tab_matched', matches }, { audience: 'conversation' });
}

const requestOf = ({ event, key }: Turn): TabRequest => ({
  by: event.actor.identity,
  origin: { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
});

/** Two buttons with one key between them: whichever is pressed first is the answer. */
function askWhich(
  turn: Turn,
  text: string,
  readings: readonly Money[],
  parts: Omit<TabIntent, 'key' | 'amount' | 'asset' | 'conversation'>,
): Promise<void> {
  const { conversation } = turn.event;
  const payloadOf = ({ minor: amount, asset }: Money): TabIntent => ({
    ...parts,
    key: turn.key,
    amount,
    asset: asset.code,
    conversation,
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'tab_amount', payload: payloadOf(amount) })),
  );
}

/** A bare number is in the currency that the expense was in. */
async function edit(turn: Turn, request: TabRequest, command: TabCommandOf<'edit'>): Promise<void> {
  const core = turn.parts.core.tab;
  const { verb: _verb, amount, ...parts } = command;
  if (amount === null) return turn.told(await core.edit({ ...request, ...parts, amount: null }), turn.show);
  const context = grammarContext(turn);
  const before = amount.isBare ? await core.currencyOf({ ...request, number: command.number }) : null;
  const read = parseAmount(amount.text, before ? { ...context, main: before } : context);
  if (read.status === 'refused') return turn.refuse(read.refusal);
  if (read.status === 'ambiguous') return askWhich(turn, read.text, read.readings, parts);
  const { minor, asset } = read.money;
  const money = { minor: BigInt(minor), asset: asset.code };
  return turn.told(await core.edit({ ...request, ...parts, amount: money }), turn.show);
}
