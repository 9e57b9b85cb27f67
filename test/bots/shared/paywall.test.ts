/** Paid posts as they are typed, filled in, pressed and read. */
import { beforeEach, describe, expect, test } from 'vitest';
import { cardLimits } from '../../../bots/shared/card.ts';
import type { InboundEventOf } from '../../../bots/shared/event.ts';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { type PaywallCommand, parsePaywallForm } from '../../../bots/shared/paywall/commands.ts';
import { cardLines } from '../../../bots/shared/paywall/lines.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type Identity, type Result } from '../../../core/index.ts';
import { directOf, idOf, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const context = {
  speaker: idOf('slack', 'U0'),
  locale: 'en-GB' as string | null,
  assets: [...ASSETS],
  main: findAsset('GBP')!,
  repliedTo: null,
};

/** A short form of what was understood, so that a table can hold it. */
function short(result: Result<PaywallCommand>): string {
  if (!result.ok) return result.refusal.code;
  const { value } = result;
  const said = 'title' in value ? ` “${value.title ?? ''}” ${JSON.stringify(value.text)}` : '';
  if (value.verb === 'offer') return `offer ${value.price.minor} ${value.price.asset.code}${said}`;
  if (value.verb === 'edit') return `edit ${value.reference} ${value.price}${said}`;
  return 'reference' in value ? `${value.verb} ${value.reference}` : value.verb;
}

const typed = (line: string, locale: string | null = 'en-GB') =>
  short(
    parseCommand('paywall', line === '' ? [] : [{ type: 'text', text: line }], {
      ...context,
      locale,
    }) as Result<PaywallCommand>,
  );

const code = 'pst_7KQ2M9XDA4';

describe('/paywall', () => {
  test.each([
    ['', 'form'],
    ['2', 'offer 200 GBP “” null'],
    ['2 Lasagne', 'offer 200 GBP “Lasagne” null'],
    ['£2.50 Grandma’s lasagne', 'offer 250 GBP “Grandma’s lasagne” null'],
    ['2 EUR Lasagne', 'offer 200 EUR “Lasagne” null'],
    ['EUR 2 Lasagne', 'offer 200 EUR “Lasagne” null'],
    ['2 euros Lasagne', 'offer 200 EUR “Lasagne” null'],
    ['2 "10 recipes"', 'offer 200 GBP “10 recipes” null'],
    ['2 NEW photos', 'offer 200 GBP “NEW photos” null'],
    [
      '2 Lasagne\nFry the onions.\n\nThen  wait.',
      'offer 200 GBP “Lasagne” "Fry the onions.\\n\\nThen wait."',
    ],
    ['2\nhttps://example.com', 'offer 200 GBP “” "https://example.com"'],
    ['2 Lasagne\r\n3 onions', 'offer 200 GBP “Lasagne” "3 onions"'],
    ['2\n500 g of flour', 'offer 200 GBP “” "500 g of flour"'],
    ['list', 'list'],
    ['takings', 'list'],
    ['Einnahmen', 'list'],
    [code, `open ${code}`],
    [code.toLowerCase(), `open ${code}`],
    [`withdraw ${code}`, `withdraw ${code}`],
    [`zurückziehen ${code}`, `withdraw ${code}`],
    [`edit ${code}`, `edit ${code} null “” null`],
    [`edit ${code} 3`, `edit ${code} 3 “” null`],
    [`edit ${code} 3 EUR New title`, `edit ${code} 3 EUR “New title” null`],
    [`bearbeiten ${code} New title\nnew text`, `edit ${code} null “New title” "new text"`],
    // Row 1 and 2: what is no amount is no price.
    ['-2 tea', 'amount_not_positive'],
    ['0 tea', 'amount_not_positive'],
    ['2k tea', 'amount_invalid'],
    ['2 k tea', 'amount_invalid'],
    ['50 cents', 'amount_invalid'],
    ['2 3', 'amount_repeated'],
    ['2 EUR 3', 'amount_repeated'],
    ['1e3 tea', 'amount_invalid'],
    ['NaN', 'amount_invalid'],
    ['lasagne', 'amount_invalid'],
    ['2.005 tea', 'amount_too_many_decimals'],
    ['2 x tea', 'amount_invalid'],
    ['2 BTC x', 'offer 200 GBP “BTC x” null'],
    ['2 KPW tea', 'currency_unknown'],
    ['list 2', 'input_unexpected'],
    [`${code} 2`, 'input_unexpected'],
    [`withdraw ${code} now`, 'input_unexpected'],
    ['withdraw', 'paywall_unknown'],
    ['edit everything', 'paywall_unknown'],
    ['constructor', 'amount_invalid'],
  ])('%j: %s', (line, expected) => {
    expect(typed(line)).toBe(expected);
  });

  test('row 4: a price is read by its writer’s language, and what stays open is asked for again', () => {
    expect(typed('2,50 Omas Lasagne', 'de')).toBe('offer 250 GBP “Omas Lasagne” null');
    expect(typed('1.000 Tee', 'de')).toBe('offer 100000 GBP “Tee” null');
    expect(typed('1.000 tea', null)).toBe('amount_ambiguous');
  });

  test('the form is read by the same rules', () => {
    const fields = (values: Record<string, string>) =>
      parsePaywallForm(
        Object.fromEntries(
          Object.entries(values).map(([name, text]) => [name, [{ type: 'text' as const, text }]]),
        ),
        context,
      );
    expect(fields({ price: '2.50 GBP', title: ' a ', teaser: '', text: 'x\ny' })).toEqual({
      ok: true,
      value: { price: { minor: '250', asset: findAsset('GBP') }, title: 'a', teaser: null, text: 'x\ny' },
    });
    const refused = (values: Record<string, string>) =>
      (fields(values) as { refusal: { code: string } }).refusal.code;
    expect(refused({ price: '' })).toBe('amount_missing');
    expect(refused({ price: '2 3' })).toBe('amount_repeated');
    expect(refused({ price: '2 and more' })).toBe('amount_invalid');
    expect(refused({ price: '-2' })).toBe('amount_not_positive');
    expect(refused({ price: '2', teaser: 'x'.repeat(1001) })).toBe('memo_too_long');
  });
});

describe('a long text on a card', () => {
  test.each([
    ['one word', 'x'.repeat(2000)],
    ['words', 'word '.repeat(400).trim()],
    ['lines', `${'x'.repeat(550)}\n`.repeat(3) + 'y'.repeat(300)],
    ['emoji', '👩‍👩‍👧‍👦'.repeat(180)],
    ['a short one', 'x'],
  ])('%s: nothing is lost, and it fits', (_, text) => {
    const lines = cardLines(text);
    expect(lines.length).toBeLessThanOrEqual(cardLimits.lines);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(cardLimits.lineCharacters);
    expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(lines.join('')).not.toMatch(/\p{Surrogate}/u);
  });
});

const platforms = ['discord', 'slack', 'telegram'] as const;

describe.each(platforms)('on %s', (platform) => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  let here: RecordingPlatform;
  let messages: Seen[];
  let [alice, bob] = [] as unknown as [Identity, Identity];
  const hasForms = platform !== 'telegram';

  beforeEach(async () => {
    stage = await openStage();
    here = stage[platform];
    ({ messages } = here);
    alice = await stage.person(platform, 'alice');
    bob = await stage.person(platform, 'bob', 10);
  });

  const textOf = ({ card }: Seen) =>
    [
      card.title,
      ...card.lines.map(spansText),
      ...card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      spansText(card.context ?? []),
    ].join('\n');
  const newest = (only: string | null) => messages.findLast((message) => message.only === only)!;
  const say = async (who: Identity, line: string, more: Partial<InboundEventOf<'command'>> = {}) => {
    await stage.handle(stage.command(who, line, more));
    await stage.work();
  };
  const pressed = async (who: Identity, message: Seen, label: string) => {
    await stage.handle(stage.press(who, message, label));
    await stage.work();
  };
  const fill = async (
    who: Identity,
    values: Record<string, string>,
    more: Partial<InboundEventOf<'form'>> = {},
  ) => {
    const form = here.forms.at(-1)!;
    const given = Object.entries(values).map(([name, text]) => [name, [{ type: 'text' as const, text }]]);
    await stage.handle(
      stage.event(who, { kind: 'form', intent: form.intent, values: Object.fromEntries(given), ...more }),
    );
    await stage.work();
  };
  /** Offers the secret in the room, in this platform's own way. */
  const offer = async (): Promise<Seen> => {
    if (hasForms) {
      await say(alice, '/paywall 2 Lasagne');
      await fill(alice, { price: '2', title: 'Lasagne', teaser: 'so good', text: 'the secret is nutmeg' });
    } else {
      await say(alice, '/paywall 2 Lasagne\nthe secret is nutmeg', {
        conversation: directOf(platform, 'alice'),
      });
      const own = messages.findLast(({ card }) => card.title.includes('Lasagne'))!;
      await say(alice, `/paywall ${/pst_\w+/.exec(textOf(own))![0]}`);
    }
    return messages.findLast(({ card, where }) => card.title.includes('Lasagne') && where === 'C1')!;
  };

  test('what is behind it is nowhere but with whoever has paid, and their press shows it again', async () => {
    const card = await offer();
    expect(card.only).toBeNull();
    expect(textOf(card)).toContain('🔒 Lasagne\nby alice');
    expect(textOf(card)).toContain(
      'Price: £2.00\nInside: a text\nMoney back: ask within 14 minutes; the seller decides',
    );
    expect(textOf(card)).toContain('nobody has unlocked it yet');
    await pressed(bob, card, 'Show');
    if (hasForms) expect(textOf(newest('bob'))).toContain('You have not unlocked it');
    else expect(here.toasts.at(-1)).toContain('You have not unlocked it');

    await pressed(bob, card, 'Unlock for £2.00');
    if (!hasForms) expect(here.toasts.at(-1)).toBe('Paid: it comes to you in private');
    const shown = messages.filter(({ card: { title } }) => title === '🔓 Lasagne').at(-1)!;
    expect(shown.only).toBe('bob');
    expect(textOf(shown)).toMatch(
      /the secret is nutmeg\nby alice · unlocked for £2\.00 · you can ask for your money back until \d\d:\d\d(\sUTC)? · again any time: \/paywall pst_/,
    );
    expect(textOf(card)).toContain('unlocked once');
    expect(await stage.has(bob)).toBe('8.00');
    expect(shown.card.buttons.map(({ label }) => label)).toEqual(['Ask for my money back']);

    const count = messages.length;
    await pressed(bob, card, 'Unlock');
    await pressed(bob, card, 'Show');
    const more = messages.slice(count).filter(({ only }) => only !== null);
    expect(more.map(({ only, card: { title } }) => [only, title])).toEqual([
      ['bob', '🔓 Lasagne'],
      ['bob', '🔓 Lasagne'],
    ]);
    expect(await stage.has(bob)).toBe('8.00');
    expect(JSON.stringify(messages.filter(({ only }) => only === null))).not.toContain('nutmeg');
    for (const { card: one } of messages) expect(JSON.stringify(one.buttons)).not.toContain('nutmeg');
    expect(await stage.core.audit.verify()).toEqual([]);
  });

  test('the list has what one sells and has, and opens it', async () => {
    const card = await offer();
    await pressed(bob, card, 'Unlock');
    await say(alice, '/paywall list');
    const list = newest('alice');
    expect(textOf(list)).toContain('You have earned £2.00 with them.');
    expect(textOf(list)).toMatch(/Lasagne: £2\.00 · unlocked once · earned £2\.00 · pst_/);
    await pressed(alice, list, 'Open Lasagne');
    const own = newest('alice');
    expect(textOf(own)).toContain('You have earned: £2.00\nUnlocked by: bob');
    await say(bob, '/paywall list');
    expect(textOf(newest('bob'))).toMatch(/Lasagne: unlocked, by alice · pst_/);
    await pressed(bob, newest('bob'), 'Open Lasagne');
    expect(textOf(newest('bob'))).toContain('nutmeg');
    await pressed(alice, own, 'Withdraw');
    expect(textOf(card)).toContain('No longer for sale');
    expect(card.card.buttons.map(({ label }) => label)).toEqual(['Show it to me']);
  });

  test('its seller changes it', async () => {
    const card = await offer();
    const reference = /pst_\w+/.exec(textOf(card))![0];
    if (hasForms) {
      await say(alice, `/paywall edit ${reference}`);
      const form = here.forms.at(-1)!;
      expect(form.fields.map((field) => ('value' in field ? field.value : null))).toEqual([
        '2 GBP',
        'Lasagne',
        'so good',
        'the secret is nutmeg',
        null,
      ]);
      await fill(alice, { price: '3', title: 'Better', teaser: '', text: 'it is miso' });
    } else {
      await say(alice, `/paywall edit ${reference}`);
      expect(textOf(newest('alice'))).toContain('What is to be different?');
      await say(alice, `/paywall edit ${reference} 3 Better\nit is miso`);
      expect(textOf(newest('alice'))).toContain('Everybody here has just read that');
      await say(alice, `/paywall edit ${reference} 3 Better\nit is miso`, {
        conversation: directOf(platform, 'alice'),
      });
    }
    expect(textOf(newest('alice'))).toContain('Changed');
    expect(textOf(card)).toContain('🔒 Better');
    await pressed(bob, card, 'Unlock for £3.00');
    expect(messages.some((one) => one.only === 'bob' && textOf(one).includes('it is miso'))).toBe(true);
    await say(bob, `/paywall edit ${reference} 1`);
    expect(textOf(newest('bob'))).toContain('Only whoever offered it can do that');
    await say(bob, `/paywall withdraw ${reference}`);
    expect(textOf(newest('bob'))).toContain('Only whoever offered it can do that');
    await say(alice, `/paywall withdraw ${reference}`);
    expect(textOf(newest('alice'))).toContain('Withdrawn');
    await say(alice, `/paywall edit ${reference} 1`);
    expect(textOf(newest('alice'))).toContain('no longer for sale');
  });

  test('a file is fetched once, kept, and sent to whoever has paid', async () => {
    const bytes = Buffer.from('%PDF-1.7 nutmeg');
    here.files.set('f1', { status: 'fetched', bytes });
    const file = {
      name: 'lasagne.pdf',
      media_type: 'application/pdf',
      size_bytes: bytes.length,
      reference: 'f1',
    };
    if (hasForms) {
      await say(alice, '/paywall 2 Lasagne');
      await fill(alice, { price: '2', title: 'Lasagne' }, { files: { file } });
    } else {
      await say(alice, '/paywall 2 Lasagne', { file });
      expect(textOf(newest('alice'))).toContain('Everybody here has just read that');
      await say(alice, '/paywall 2 Lasagne', { file, conversation: directOf(platform, 'alice') });
    }
    here.files.clear();
    const own = messages.findLast(({ card }) => card.title.includes('🔒 Lasagne'))!;
    expect(textOf(own)).toContain('Inside: lasagne.pdf (0.01 MB)');
    await pressed(bob, own, 'Unlock');
    const shown = messages.findLast(({ card }) => card.title === '🔓 Lasagne')!;
    expect(shown.only).toBe('bob');
    expect(shown.card.file).toEqual({ name: 'lasagne.pdf', media_type: 'application/pdf', bytes });
  });

  test('what cannot be offered is said in private, and nothing is offered', async () => {
    const big = { name: 'film.mov', media_type: '', size_bytes: 8_000_001, reference: 'f' };
    const gone = { ...big, size_bytes: 10 };
    if (hasForms) {
      const questions = createQuestions({ core: stage.core, log: stage.log, platforms: [here] });
      await say(alice, '/paywall');
      const look = (values: Record<string, string>, files = {}) =>
        questions.check!(
          stage.event(alice, {
            kind: 'form',
            intent: here.forms.at(-1)!.intent,
            values: Object.fromEntries(
              Object.entries(values).map(([name, text]) => [name, [{ type: 'text' as const, text }]]),
            ),
            files,
          }),
        );
      expect(await look({ price: 'x' })).toMatchObject({ price: expect.stringContaining('x') });
      expect(await look({ price: '2' })).toMatchObject({
        text: expect.stringContaining('nothing behind it'),
      });
      expect(await look({ price: '2', text: 'x'.repeat(601) }, { file: gone })).toHaveProperty('text');
      expect(await look({ price: '2' }, { file: big })).toHaveProperty('file');
      expect(await look({ price: '2', text: 'x' })).toEqual({});
      await fill(alice, { price: '2' });
      expect(textOf(newest('alice'))).toContain('There is nothing behind it yet');
      await fill(alice, { price: '2' }, { files: { file: big } });
      expect(textOf(newest('alice'))).toContain('too large');
      await fill(alice, { price: '2' }, { files: { file: gone } });
      expect(textOf(newest('alice'))).toContain('I could not get “film.mov”');
    } else {
      const conversation = directOf(platform, 'alice');
      await say(alice, '/paywall');
      expect(textOf(newest('alice'))).toContain('What is it, and what does it cost?');
      await say(alice, '/paywall 2 Title');
      expect(textOf(newest('alice'))).toContain('What is it, and what does it cost?');
      await say(alice, '/paywall 2 Title\nsecret');
      expect(textOf(newest('alice'))).toContain('Everybody here has just read that');
      await say(alice, '/paywall 2', { file: big, conversation });
      expect(textOf(newest('alice'))).toContain('too large');
      await say(alice, '/paywall 2', { file: gone, conversation });
      expect(textOf(newest('alice'))).toContain('I could not get “film.mov”');
      await say(alice, '/paywall 2', { file: { ...gone, ofSeveral: true }, conversation });
      expect(textOf(newest('alice'))).toContain('Those are several files');
      // What we sent is not theirs to sell.
      const replyTo = { type: 'person', identity: alice, name: 'Tuppence', isBot: true } as const;
      await say(alice, '/paywall 2', { replyToFile: gone, replyTo, conversation });
      expect(textOf(newest('alice'))).toContain('What is it, and what does it cost?');
    }
    expect((await stage.core.paywall.list(alice)).offers).toEqual([]);
  });

  test('somebody who cannot be written to gets what they paid for when they come', async () => {
    const card = await offer();
    here.unreachable.add('bob');
    await pressed(bob, card, 'Unlock');
    here.unreachable.clear();
    await say(bob, `/paywall ${/pst_\w+/.exec(textOf(card))![0]}`, {
      conversation: directOf(platform, 'bob'),
    });
    expect(
      messages
        .filter((one) => one.only === 'bob' || one.where === '@bob')
        .map(textOf)
        .join(),
    ).toContain('nutmeg');
    expect(await stage.has(bob)).toBe('8.00');
  });

  test('in German', async () => {
    await stage.handle(stage.command(bob, '/language de'));
    const card = await offer();
    await say(bob, `/paywall ${/pst_\w+/.exec(textOf(card))![0]}`);
    const own = newest('bob');
    expect(textOf(own)).toContain('von alice');
    expect(own.card.buttons.map(({ label }) => label)).toEqual(['Für 2,00\u00a0£ freischalten']);
    await pressed(bob, own, 'Für');
    expect(
      messages
        .filter(({ only }) => only === 'bob')
        .map(textOf)
        .join('\n'),
    ).toContain('für 2,00\u00a0£ freigeschaltet');
  });
});
