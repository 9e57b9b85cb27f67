import { beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../bots/shared/card.ts';
import type { Argument, InboundEvent } from '../../../bots/shared/event.ts';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { looksLikePin, mayHavePin, pinIn, withoutSecrets } from '../../../bots/shared/secret.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type Identity, type Platform } from '../../../core/index.ts';
import { directOf, idOf, openStage, type RecordingPlatform } from './stage.ts';

const stage = await openStage();
const { slack, telegram, discord, handle, command, event, press, work, has } = stage;
const erased: unknown[] = [];
telegram.erase = async (reply) => {
  erased.push(reply.data);
  return { status: 'sent', ref: { platform: 'telegram', channel: 'c', message: 'm' } };
};

let crowd = 0;
const someone = (platform: Platform, pounds = 0): Promise<Identity> => {
  crowd += 1;
  return stage.person(platform, platform === 'telegram' ? `${crowd}` : `p${crowd}`, pounds);
};

beforeEach(() => {
  for (const platform of [slack, telegram, discord]) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
  }
  erased.length = 0;
});

const pin = '739154';
const textOf = (card: Card): string =>
  [
    card.title,
    ...card.lines.map(spansText),
    ...card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
  ].join('\n');
/** What somebody is told by themselves: everything here is, but for cards, and the notes of where to look. */
const told = ({ messages }: RecordingPlatform) => messages.filter(({ only }) => only !== null);
const last = (platform: RecordingPlatform) => told(platform).at(-1)!;
const titles = (platform: RecordingPlatform) => told(platform).map(({ card }) => card.title);
const said = (text: string): Argument[] => (text === '' ? [] : [{ type: 'text', text }]);

/** The newest form, filled in. */
const fill = (who: Identity, platform: RecordingPlatform, values: Record<string, string>) =>
  event(who, {
    kind: 'form',
    intent: platform.forms.at(-1)!.intent,
    values: Object.fromEntries(Object.entries(values).map(([name, text]) => [name, said(text)])),
  });
const says = (who: Identity, text: string) =>
  event(who, { kind: 'message', text, conversation: directOf(who.platform, who.user) });
const hasPin = async (who: Identity) => (await stage.core.protection.settings(who)).has_pin;

const withPin = async (platform: Platform, pounds = 500): Promise<Identity> => {
  const who = await someone(platform, pounds);
  const set = await stage.core.protection.setPin(who, pin, { pin: null });
  expect(set.ok).toBe(true);
  return who;
};

describe('what is typed', () => {
  const context = {
    speaker: idOf('slack', 'U1'),
    locale: 'en-GB',
    assets: ASSETS,
    main: findAsset('GBP')!,
    repliedTo: null,
  };
  const parsed = (name: string, line: string, locale = 'en-GB') => {
    const result = parseCommand(name, said(line), { ...context, locale });
    return result.ok ? result.value : result.refusal.code;
  };

  test.each([
    ['', { verb: 'confirm_settings' }],
    ['above 100', { verb: 'confirm', change: { ask_above: '10000' } }],
    ['above £1,000.50', { verb: 'confirm', change: { ask_above: '100050' } }],
    ['above never', { verb: 'confirm', change: { ask_above: null } }],
    ['new always', { verb: 'confirm', change: { ask_new_above: '0' } }],
    ['neu nie', { verb: 'confirm', change: { ask_new_above: null } }],
    ['pin 50', { verb: 'confirm', change: { pin_above: '5000' } }],
    ['pin immer', { verb: 'confirm', change: { pin_above: '0' } }],
    // Without a PIN there is none to want: that is `/pin remove`.
    ['pin never', 'amount_invalid'],
    ['above', 'amount_missing'],
    ['above 1.000', 'amount_ambiguous'],
    ['above 50 EUR', 'protection_currency'],
    ['sometimes', 'input_unexpected'],
  ])('/confirm %s', (line, understood) => {
    expect(parsed('confirm', line)).toEqual(understood);
  });

  test.each(['-1', '0', '100abc', '1e3', 'NaN', 'Infinity', '0x10', '5.005', '--', '5 5'])(
    'rows 1 and 2: /confirm above %s is refused',
    (typed) => {
      expect(parsed('confirm', `above ${typed}`)).toEqual(expect.stringMatching(/^amount_|^input_/));
    },
  );

  test.each([
    ['', 'set'],
    ['remove', 'remove'],
    ['Entfernen', 'remove'],
    ['4711', 'typed'],
    ['remove 4711', 'typed'],
    ['anything else', 'typed'],
  ])('/pin %s', (line, act) => {
    expect(parsed('pin', line)).toEqual({ verb: 'pin', act });
  });

  test.each([
    ['739154', '739154'],
    [' 7391 54 ', '7391 54'],
    ['73-91-54', '73-91-54'],
    ['７３９１', '７３９１'],
    ['my PIN is 739154!', '739154'],
    ['pin: 7391', '7391'],
  ])('%s in a direct message is taken for a PIN', (text, found) => {
    expect(looksLikePin(text)).toBe(true);
    expect(pinIn(text)).toBe(found);
  });

  test.each(['739154?', '7 3  9 1 5 4', '739154\u200b', '7\u200b39154', '«٧٣٩١٥٤»', '7\n39154'])(
    '%j, oddly written, is taken for a PIN too',
    (text) => expect(looksLikePin(text)).toBe(true),
  );

  test.each(['739154 thanks', 'here: 739154', '12.50', 'call 020 7946 0000 please', 'well 7/3/9/1'])(
    '%s is one perhaps',
    (text) => expect([looksLikePin(text), mayHavePin(text)]).toEqual([false, true]),
  );

  test.each([
    'hello',
    '123',
    'I paid 5 for 2 of 3',
    'call 020 7946 0000 please',
    'pin it up',
    'spinning 1234',
  ])('%s is not', (text) => {
    expect(looksLikePin(text)).toBe(false);
  });
});

describe('what is stored of an event', () => {
  const stored = (one: InboundEvent) => JSON.stringify(withoutSecrets(one));
  const alice = idOf('telegram', '1');

  test('has no PIN in it, wherever it was typed, and what is left is still known for one', () => {
    const events = [
      says(alice, pin),
      says(alice, `my pin is ${pin}`),
      command(alice, `/pin ${pin}`),
      command(alice, `/pin remove ${pin}`),
      { ...command(alice, '/pin'), name: `pin@tuppence_bot ${pin}` },
      event(alice, { kind: 'form', intent: 'i', values: { secret_new: said(pin), secret_again: said(pin) } }),
    ];
    for (const one of events) expect(stored(one)).not.toContain(pin);
    expect(withoutSecrets(says(alice, pin))).toMatchObject({ kind: 'message', text: '••••' });
    expect(looksLikePin('••••')).toBe(true);
    expect(pinIn('••••')).toBe(null);
    expect(withoutSecrets(command(alice, `/pin ${pin}`))).toMatchObject({ args: said('••••') });
  });

  test.each([
    [`${pin} thanks`, '•••• thanks'],
    [`here: ${pin}`, 'here: ••••'],
    ['here: 7.3 (9)  1\u200b5 4, 12', 'here: ••••'],
    ['it is ७३९१, or 73 91 54 now', 'it is ••••, or •••• now'],
    [`${pin}?`, '••••'],
    ['7 3  9 1 5 4', '••••'],
    [`${pin}\u200b`, '••••'],
  ])('has no digits of %j', (text, left) => {
    expect(withoutSecrets(says(alice, text))).toMatchObject({ kind: 'message', text: left });
    expect(mayHavePin(left)).toBe(true);
  });

  test('is all the rest as it was', () => {
    const events = [
      says(alice, 'hello'),
      says(alice, 'I paid 5 for 2 of 345'),
      command(alice, '/pin remove'),
      command(alice, '/pay @bob 739154 for 1234'),
      event(alice, { kind: 'form', intent: 'i', values: { amount: said(pin) } }),
    ];
    for (const one of events) expect(withoutSecrets(one)).toEqual(one);
  });
});

describe('a large payment', () => {
  test.each([['slack'], ['discord'], ['telegram']] as const)(
    'on %s is asked about privately, with who, how much and why; Confirm pays in the conversation',
    async (platform) => {
      const here = { slack, discord, telegram }[platform];
      const [alice, bob] = [await someone(platform, 500), await someone(platform)];
      await handle(command(alice, `/pay <${bob.user}> 150 for rent`));
      const question = here.messages.find(({ card }) => card.title.startsWith('Pay '))!;
      expect(question.only).toBe(alice.user);
      expect(textOf(question.card)).toMatch(
        new RegExp(
          `^Pay ${bob.user} £150\\.00\\?\\n→ ${bob.user}\\n“rent”\\nI ask because it is a lot of money and you have never paid them before\\.\\nNothing has been paid yet\\.`,
        ),
      );
      expect(question.card.buttons.map(({ label }) => label)).toEqual(['Confirm', 'Cancel']);
      expect(here.messages.filter(({ only }) => only === null).map(({ card }) => card.title)).not.toContain(
        question.card.title,
      );
      await handle(press(alice, question, 'Confirm'));
      await work();
      expect(question.card).toMatchObject({ title: `Confirmed: £150.00 for ${bob.user}`, buttons: [] });
      expect(
        here.messages
          .filter(({ where, only }) => where === 'C1' && only === null)
          .map(({ card }) => card.title),
      ).toContain(`${alice.user} paid ${bob.user} £150.00`);
      expect([await has(alice), await has(bob)]).toEqual(['350.00', '150.00']);
    },
  );

  test.each([['slack'], ['discord'], ['telegram']] as const)(
    'row 12: on %s two taps, and the same one in two processes, pay once; Cancel leaves nothing',
    async (platform) => {
      const here = { slack, discord, telegram }[platform];
      const [alice, bob] = [await someone(platform, 500), await someone(platform)];
      await handle(command(alice, `/pay <${bob.user}> 150`));
      const first = last(here);
      const tap = press(alice, first, 'Confirm');
      const other = press(alice, first, 'Confirm');
      const cancel = press(alice, first, 'Cancel');
      await Promise.all([handle(tap), handle(tap)]);
      await handle(other);
      await handle(cancel);
      await work();
      expect([await has(alice), await has(bob)]).toEqual(['350.00', '150.00']);

      await handle(command(alice, `/pay <${bob.user}> 151`));
      const second = here.messages.findLast(({ card }) => card.title.startsWith('Pay '))!;
      const late = press(alice, second, 'Confirm');
      await handle(press(alice, second, 'Cancel'));
      expect(second.card).toMatchObject({ title: `Cancelled: ${bob.user} gets nothing`, buttons: [] });
      await handle(late);
      await work();
      expect(await has(alice)).toBe('350.00');
    },
  );

  test('row 4: which of two amounts was meant is asked for whoever bears the name then, and pays nobody else', async () => {
    const [alice, bob] = [await someone('telegram', 100), await someone('telegram')];
    const mallory = await someone('telegram');
    const named = (who: Identity, handle: string | null) =>
      stage.core.people.seen({ identity: who, name: who.user, handle }, directOf('telegram', who.user));
    await named(bob, 'bob_the_first');
    await handle(command(alice, '/pay @bob_the_first 1.000'));
    const question = telegram.messages.find(({ card }) => card.title === 'Which amount do you mean?')!;
    await named(bob, null);
    await named(mallory, 'bob_the_first');
    await handle(press(alice, question, '£1.00'));
    await work();
    expect([...titles(telegram), ...telegram.toasts].join('\n')).toContain(
      'This has changed in the meantime',
    );
    expect([await has(alice), await has(mallory)]).toEqual(['100.00', '0.00']);
    await named(mallory, null);
    await named(bob, 'bob_the_first');
    await handle(press(alice, question, '£1.00'));
    await work();
    expect([await has(alice), await has(bob)]).toEqual(['99.00', '1.00']);
  });

  test('rows 13 and 14: a bystander presses in vain, and so does whoever comes too late', async () => {
    const [alice, bob] = [await someone('slack', 500), await someone('slack')];
    await handle(command(alice, `/pay <${bob.user}> 150`));
    const question = last(slack);
    await handle(press(bob, question, 'Confirm'));
    expect(titles(slack).at(-1)).toBe('That button is for somebody else');
    stage.pass(15 * 60_000);
    await handle(press(alice, question, 'Confirm'));
    expect(titles(slack).at(-1)).toBe('That is no longer possible');
    await work();
    expect(await has(alice)).toBe('500.00');
  });

  test('reads kindly in German, too', async () => {
    const [alice, bob] = [await someone('slack', 500), await someone('slack')];
    const typed = command(alice, `/pay <${bob.user}> 150`);
    await handle({ ...typed, actor: { ...typed.actor, locale: 'de-DE' } });
    expect(textOf(last(slack).card)).toContain(
      'Ich frage nach, weil es viel Geld ist und weil du dieser Person noch nie etwas gesendet hast.',
    );
    expect(last(slack).card.buttons.map(({ label }) => label)).toEqual(['Bestätigen', 'Abbrechen']);
  });
});

describe('/confirm', () => {
  test('opens a form that is filled in already; what is not touched stays', async () => {
    const alice = await someone('slack');
    await handle(command(alice, '/confirm'));
    const [form] = slack.forms;
    expect(form!.fields.map((field) => [field.name, 'value' in field && field.value])).toEqual([
      ['ask_above', '100.00'],
      ['ask_new_above', '25.00'],
    ]);
    await handle(fill(alice, slack, { ask_above: '100.00', ask_new_above: 'always' }));
    expect(textOf(last(slack).card)).toBe(
      'When I ask you first\nAny payment: above £100.00\nTo somebody new: always\nYour PIN: none yet, /pin sets one',
    );
    expect(last(slack).only).toBe(alice.user);
    await handle(command(alice, '/confirm'));
    await handle(fill(alice, slack, { ask_above: 'a lot', ask_new_above: 'always' }));
    expect(titles(slack).at(-1)).toContain('a lot');
  });

  test('is typed, or pressed, where there are no forms', async () => {
    const alice = await someone('telegram');
    await handle(command(alice, '/confirm'));
    expect(textOf(last(telegram).card)).toContain('/confirm above 100');
    await handle(press(alice, last(telegram), 'New people: always'));
    expect(textOf(last(telegram).card)).toContain('To somebody new: always');
    await handle(command(alice, '/confirm above 40'));
    expect(textOf(last(telegram).card)).toContain('Any payment: above £40.00');
  });

  test('asks for the PIN before it asks less: in the form, in a form of its own, or by message', async () => {
    const alice = await withPin('slack');
    await handle(command(alice, '/confirm'));
    expect(slack.forms.at(-1)!.fields.map(({ name }) => name)).toEqual([
      'ask_above',
      'ask_new_above',
      'pin_above',
      'secret_pin',
    ]);
    const lower = { ask_above: 'never', ask_new_above: '25.00', pin_above: '100.00' };
    await handle(fill(alice, slack, lower));
    expect(titles(slack).at(-1)).toBe('That needs your PIN');
    await handle(fill(alice, slack, { ...lower, secret_pin: pin }));
    expect(textOf(last(slack).card)).toContain('Any payment: never');

    await handle(command(alice, '/confirm pin 300'));
    await handle(fill(alice, slack, { secret_pin: pin }));
    expect(textOf(last(slack).card)).toContain('With your PIN: above £300.00');

    const bob = await withPin('telegram');
    await handle(command(bob, '/confirm new never'));
    expect(last(telegram)).toMatchObject({ where: `@${bob.user}`, card: { title: 'Your PIN, please' } });
    await handle(says(bob, '471100'));
    expect(textOf(last(telegram).card)).toContain('That PIN is not right');
    await handle(says(bob, pin));
    expect(textOf(last(telegram).card)).toContain('To somebody new: never');
    expect(erased).toHaveLength(2);
  });
});

describe('/pin', () => {
  test('is set, changed and removed by forms', async () => {
    const alice = await someone('discord');
    await handle(command(alice, '/pin'));
    expect(discord.forms.at(-1)!.fields.map(({ name }) => name)).toEqual(['secret_new', 'secret_again']);
    await handle(fill(alice, discord, { secret_new: pin, secret_again: '739155' }));
    expect(titles(discord).at(-1)).toBe('Those were two different PINs');
    await handle(fill(alice, discord, { secret_new: pin, secret_again: pin }));
    expect(titles(discord).at(-1)).toBe('Your PIN is set');
    await handle(command(alice, '/pin'));
    await handle(fill(alice, discord, { secret_pin: pin, secret_new: '806142', secret_again: '806142' }));
    expect(titles(discord).at(-1)).toBe('Your PIN is changed');
    await handle(command(alice, '/pin remove'));
    await handle(fill(alice, discord, { secret_pin: '806142' }));
    expect(titles(discord).at(-1)).toBe('Your PIN is removed');
    expect(await hasPin(alice)).toBe(false);
    expect(discord.messages.every(({ only }) => only === alice.user)).toBe(true);
  });

  test('is set, changed and removed message by message where there are no forms; each is erased', async () => {
    const alice = await someone('telegram');
    await handle(command(alice, '/pin'));
    expect(titles(telegram).at(-1)).toBe('Your new PIN, please');
    await handle(says(alice, '1234'));
    expect(titles(telegram).at(-1)).toBe('That PIN is easy to guess');
    await handle(says(alice, pin));
    expect(titles(telegram).at(-1)).toBe('Your PIN is set');
    // What comes after that was not asked for.
    await handle(says(alice, '806142'));
    expect(titles(telegram).at(-1)).toBe('I was not waiting for a PIN');

    await handle(command(alice, '/pin'));
    await handle(says(alice, pin));
    expect(titles(telegram).at(-1)).toBe('Your new PIN, please');
    await handle(says(alice, '806142'));
    expect(titles(telegram).at(-1)).toBe('Your PIN is changed');
    await handle(command(alice, '/pin remove'));
    await handle(says(alice, '8061 42'));
    expect(titles(telegram).at(-1)).toBe('Your PIN is removed');
    expect(erased).toHaveLength(6);
    expect(await hasPin(alice)).toBe(false);
  });

  test.each([`${pin} thanks`, `here: ${pin}`])(
    'with a word beside it, %s, is erased where it was asked for, and asked for once more',
    async (text) => {
      const alice = await someone('telegram');
      await handle(says(alice, text));
      expect(erased).toHaveLength(0);
      await handle(command(alice, '/pin'));
      await handle(says(alice, text));
      expect(titles(telegram).at(-1)).toBe('I did not get your PIN');
      expect(erased).toHaveLength(1);
      await handle(withoutSecrets(says(alice, text)));
      expect(titles(telegram).at(-1)).toBe('I did not get your PIN');
      expect([erased.length, await hasPin(alice)]).toEqual([2, false]);
    },
  );

  /** Gives a PIN as the platform has it done: in the form that is open, or as a message. */
  const gives = (who: Identity, typed: string) =>
    who.platform === 'telegram'
      ? handle(says(who, typed))
      : handle(fill(who, { slack, discord, telegram }[who.platform], { secret_pin: typed }));

  test.each(['slack', 'discord', 'telegram'] as const)(
    'is asked for on %s before a code is given by which another chat becomes one with theirs, and locks out who guesses it',
    async (platform) => {
      const here = { slack, discord, telegram }[platform];
      const alice = await withPin(platform);
      await handle(command(alice, '/link'));
      if (platform === 'telegram') expect(titles(here).at(-1)).toBe('Your PIN, please');
      else
        expect(here.forms.at(-1)).toMatchObject({ submit: 'Get the code', fields: [{ name: 'secret_pin' }] });
      await gives(alice, '471193');
      expect(textOf(last(here).card)).toBe('That PIN is not right\nYou have 4 more tries.');
      await gives(alice, pin);
      expect(last(here).card.title).toContain('Your code is');
      expect(last(here).only).toBe(alice.user);

      await handle(command(alice, '/link'));
      for (let tries = 1; tries <= 5; tries += 1) await gives(alice, '471193');
      expect(titles(here).at(-1)).toBe('Too many wrong PINs');
      await handle(command(alice, '/link'));
      await gives(alice, pin);
      expect(titles(here).at(-1)).toBe('Too many wrong PINs');

      const other = await someone(platform);
      await handle(command(other, '/link'));
      expect(last(here).card.title).toContain('Your code is');
      const code = last(here).card.title.split(' ').at(-1)!;
      await handle(command(await withPin(platform), `/link ${code}`));
      expect(titles(here).at(-1)).toBe('An account with a PIN joins no other');
    },
  );

  test('that was wrong in a form can be given again by a button, of a form that did not stay open', async () => {
    const alice = await withPin('discord');
    await handle(command(alice, '/pin remove'));
    const first = discord.forms.at(-1)!;
    await gives(alice, '471193');
    expect(last(discord).card.buttons.map(({ label }) => label)).toEqual(['Try again']);
    await handle(press(alice, last(discord), 'Try again'));
    expect([discord.forms.length, discord.forms.at(-1)]).toEqual([2, first]);
    await gives(alice, pin);
    expect(titles(discord).at(-1)).toBe('Your PIN is removed');

    await handle(command(alice, '/pin'));
    await handle(fill(alice, discord, { secret_new: pin, secret_again: '806142' }));
    await handle(press(alice, last(discord), 'Try again'));
    await handle(fill(alice, discord, { secret_new: pin, secret_again: pin }));
    expect(titles(discord).at(-1)).toBe('Your PIN is set');
    await handle(command(alice, '/confirm above never'));
    await gives(alice, '471193');
    await handle(press(alice, last(discord), 'Try again'));
    await gives(alice, pin);
    expect(titles(discord).at(-1)).toBe('When I ask you first');
    // Whoever reads it in a log, or presses it for them, has nothing of it.
    await handle(command(alice, '/pin remove'));
    await gives(alice, '471193');
    await handle(press(await someone('discord'), last(discord), 'Try again'));
    expect(titles(discord).at(-1)).toBe('That button is for somebody else');
  });

  test('that is wrong for a question is said in its place, and the right one takes its buttons away', async () => {
    const [alice, bob] = [await withPin('discord'), await someone('discord')];
    await handle(command(alice, '/confirm pin 5'));
    await handle(command(alice, `/pay <${bob.user}> 6`));
    const question = last(discord);
    const message = { platform: 'discord', channel: 'c', message: question.id } as const;
    const answers = async (typed: string) => {
      await handle(press(alice, question, 'Confirm'));
      await handle({ ...fill(alice, discord, { secret_pin: typed }), message });
    };
    const before = discord.messages.length;
    await answers('471193');
    expect(textOf(question.card)).toContain('That PIN is not right. You have 4 more tries.');
    expect(question.card.buttons.map(({ label }) => label)).toEqual(['Confirm', 'Cancel']);
    expect(discord.messages).toHaveLength(before);
    await answers(pin);
    expect([question.card.title, question.card.buttons]).toEqual([`Confirmed: £6.00 for ${bob.user}`, []]);
  });

  test('that is wrong is said in the form that stays open, and is one try however often the sending comes', async () => {
    const { check } = createQuestions({ core: stage.core, log: stage.log });
    const alice = await withPin('slack');
    const sent = (values: Record<string, string>, submission: string) => ({
      ...fill(alice, slack, values),
      dedupeKey: `form-of-${alice.user}`,
      submission,
    });
    await handle(command(alice, '/pin remove'));
    const wrong = sent({ secret_pin: '471193' }, 's1');
    expect(await check(wrong)).toEqual({ secret_pin: 'That PIN is not right. You have 4 more tries.' });
    expect(await check(wrong)).toEqual({ secret_pin: 'That PIN is not right. You have 4 more tries.' });
    // It was not known in time, and so the form is handled.
    await handle(wrong);
    expect(textOf(last(slack).card)).toContain('You have 4 more tries.');
    const next = sent({ secret_pin: '471193' }, 's2');
    expect(await check(next)).toEqual({ secret_pin: 'That PIN is not right. You have 3 more tries.' });
    expect(await check(sent({}, 's3'))).toHaveProperty('secret_pin');
    const right = sent({ secret_pin: pin }, 's4');
    expect(await check(right)).toEqual({});
    await handle(right);
    expect(titles(slack).at(-1)).toBe('Your PIN is removed');

    await handle(command(alice, '/pin'));
    const fresh = (secret_new: string, secret_again: string) =>
      check(sent({ secret_new, secret_again }, `n${secret_new}`));
    expect(await fresh('1234', '1234')).toEqual({
      secret_new: 'That PIN is easy to guess. Please take another one.',
    });
    expect(await fresh('12a4', '12a4')).toHaveProperty('secret_new');
    expect(await fresh(pin, '806142')).toHaveProperty('secret_again');
    expect(await fresh(pin, pin)).toEqual({});
  });

  test('is wanted in the form of the settings only where they ask for less, and a threshold that cannot be read is said beside it', async () => {
    const { check } = createQuestions({ core: stage.core, log: stage.log });
    const alice = await withPin('slack');
    await handle(command(alice, '/confirm'));
    const before = { ask_above: '100.00', ask_new_above: '25.00', pin_above: '100.00' };
    const looked = (values: Record<string, string>) =>
      check(fill(alice, slack, { ...before, secret_pin: '', ...values }));
    expect(await looked({ ask_above: 'lots' })).toHaveProperty('ask_above');
    expect(await looked({ ask_new_above: '-5' })).toHaveProperty('ask_new_above');
    expect(await looked({ ask_above: '50' })).toEqual({});
    expect(await looked({ ask_above: '500' })).toEqual({
      secret_pin: expect.stringContaining('That needs your PIN'),
    });
    expect(await looked({ ask_above: '500', secret_pin: '471193' })).toHaveProperty('secret_pin');
    expect(await looked({ ask_above: '500', secret_pin: pin })).toEqual({});
    const settings = await stage.core.protection.settings(alice);
    expect(settings.ask_above).toMatchObject({ minor: '10000' });
  });

  test('oddly written is erased and taken for what it is', async () => {
    const alice = await someone('telegram');
    await handle(command(alice, '/pin'));
    await handle(says(alice, '7 3  9\u200b1 5 4?'));
    expect(titles(telegram).at(-1)).toBe('Your PIN is set');
    await handle(command(alice, '/pin remove'));
    await handle(says(alice, pin));
    expect([erased.length, await hasPin(alice)]).toEqual([2, false]);
  });

  test('of a message that is handled again, without the PIN that nothing keeps, is asked for once more', async () => {
    const alice = await someone('telegram');
    await handle(command(alice, '/pin'));
    await handle(withoutSecrets(says(alice, pin)));
    expect(titles(telegram).at(-1)).toBe('I did not get your PIN');
    await handle(says(alice, pin));
    expect(titles(telegram).at(-1)).toBe('Your PIN is set');
  });

  test.each([['slack'], ['discord'], ['telegram']] as const)(
    'typed in a group on %s is warned of privately, and moves nothing',
    async (platform) => {
      const here = { slack, discord, telegram }[platform];
      const alice = await someone(platform);
      await handle(command(alice, `/pin ${pin}`));
      const warning = here.messages.find(({ card }) => card.title === 'Please never type your PIN there')!;
      expect(warning.only).toBe(alice.user);
      expect(await hasPin(alice)).toBe(false);
      expect(erased).toHaveLength(platform === 'telegram' ? 1 : 0);
    },
  );

  test.each([['slack'], ['discord']] as const)(
    'as a direct message on %s, where nobody can erase it, is not taken',
    async (platform) => {
      const here = { slack, discord }[platform];
      const alice = await withPin(platform);
      await handle(command(alice, '/pin remove'));
      await handle(says(alice, pin));
      expect(textOf(last(here).card)).toContain('cannot delete your message: please do');
      expect(await hasPin(alice)).toBe(true);
    },
  );

  test('that cannot be erased is taken all the same, and its person asked to', async () => {
    const alice = await withPin('telegram');
    const erase = telegram.erase!;
    telegram.erase = async () => ({ status: 'forbidden', reason: 'too old' });
    await handle(command(alice, '/pin remove'));
    await handle(says(alice, pin));
    telegram.erase = erase;
    expect(await hasPin(alice)).toBe(false);
    expect(textOf(last(telegram).card)).toContain('please do');
  });

  test('is wanted for a large payment: by a form on the button’s message, by a message where there are none', async () => {
    const [alice, bob] = [await withPin('discord'), await someone('discord')];
    await handle(command(alice, `/pay <${bob.user}> 150`));
    const question = last(discord);
    expect(textOf(question.card)).toContain('It needs your PIN.');
    await handle(press(alice, question, 'Confirm'));
    expect(discord.forms.at(-1)).toMatchObject({ fields: [{ label: 'PIN, to pay £150.00' }] });
    await handle(fill(alice, discord, { secret_pin: '471100' }));
    expect(textOf(last(discord).card)).toContain('You have 4 more tries');
    const message = { platform: 'discord' as const, channel: 'c', message: question.id };
    await handle({ ...fill(alice, discord, { secret_pin: pin }), message });
    expect(question.card.title).toBe(`Confirmed: £150.00 for ${bob.user}`);

    const [carol, dave] = [await withPin('telegram'), await someone('telegram')];
    await handle(command(carol, `/pay <${dave.user}> 150`));
    await handle(
      press(carol, telegram.messages.find(({ card }) => card.title.startsWith('Pay '))!, 'Confirm'),
    );
    expect(textOf(last(telegram).card)).toContain(`To pay ${dave.user} £150.00.`);
    await handle(says(carol, pin));
    expect(titles(telegram)).toContain(`Confirmed: £150.00 for ${dave.user}`);
    await work();
    expect([await has(bob), await has(dave)]).toEqual(['150.00', '150.00']);
  });

  test('is reset by operators alone', async () => {
    const alice = await withPin('slack');
    await handle(command(await someone('slack'), `/bank pin reset <${alice.user}>`));
    expect(await hasPin(alice)).toBe(true);
    await handle(command(idOf('slack', 'BOSS'), `/bank pin reset <${alice.user}>`));
    expect(titles(slack).at(-1)).toBe(`${alice.user} has no PIN any more`);
    await work();
    expect(titles(slack).at(-1)).toBe('The operator has removed your PIN');
    expect(await hasPin(alice)).toBe(false);
  });
});
