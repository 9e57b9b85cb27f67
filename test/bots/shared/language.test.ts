/** `/language`: what people may type, what they are answered, and that they are understood in it, too. */
import { afterEach, describe, expect, test } from 'vitest';
import { parseLanguage } from '../../../bots/shared/language/commands.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { directOf, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { core, handle, command, press, event, slack, telegram, discord, person, work, log } = stage;

afterEach(() => {
  for (const { messages } of [slack, telegram, discord]) messages.length = 0;
});

let count = 0;
const someone = (platform: 'slack' | 'telegram' | 'discord', pounds = 0) =>
  person(platform, `l${++count}`, pounds);

const shown = ({ card }: Seen): string[] => [
  card.title,
  ...card.lines.map(spansText),
  ...card.buttons.map(({ label }) => `[${label}]`),
];

describe('what is typed', () => {
  test.each([
    ['', { verb: 'show' }],
    ['de', { verb: 'choose', language: 'de' }],
    ['Deutsch', { verb: 'choose', language: 'de' }],
    ['GERMAN', { verb: 'choose', language: 'de' }],
    ['english', { verb: 'choose', language: 'en' }],
    ['Englisch', { verb: 'choose', language: 'en' }],
    ['auto', { verb: 'choose', language: null }],
    ['automatisch', { verb: 'choose', language: null }],
  ])('/language %s', (line, value) => {
    expect(parseLanguage(tokens([{ type: 'text', text: line }]))).toEqual({ ok: true, value });
  });

  test.each(['français', 'de en', 'constructor', '__proto__', '👋'])('/language %s is refused', (line) => {
    expect(parseLanguage(tokens([{ type: 'text', text: line }]))).toMatchObject({
      ok: false,
      refusal: { code: 'language_unknown' },
    });
  });
});

describe('/language', () => {
  test('says which it is and why, and its button answers in the new one, in place', async () => {
    const me = await someone('slack');
    await handle(command(me, '/language'));
    expect(shown(slack.messages[0]!)).toEqual([
      'I speak English with you',
      'That follows the settings of your chat.',
      'I write amounts like this, and read yours the same way: £1,234.50',
      '[English]',
      '[Deutsch]',
    ]);
    expect(slack.messages[0]!.only).toBe(me.user);
    await handle(press(me, slack.messages[0]!, 'Deutsch'));
    expect(slack.messages).toHaveLength(1);
    expect(shown(slack.messages[0]!)).toEqual([
      'Ich spreche Deutsch mit dir',
      'Das hast du so gewählt, und es gilt in allen deinen Chats.',
      'Beträge schreibe ich so, und deine lese ich auch so: 1.234,50\u00a0£',
      '[English]',
      '[Automatisch]',
    ]);
    await handle(press(me, slack.messages[0]!, 'Automatisch'));
    expect(slack.messages[0]!.card.title).toBe('I speak English with you');
  });

  test('with a language answers in it at once, and whatever the chat says from then on', async () => {
    const me = await someone('discord', 100);
    await handle(command(me, '/language de'));
    await handle(command(me, '/balance'));
    await handle(command(me, '/help'));
    expect(discord.messages.map(({ card }) => card.title)).toEqual([
      'Ich spreche Deutsch mit dir',
      'Du hast 100,00\u00a0£',
      'Was du tun kannst',
    ]);
    expect(spansText(discord.messages[2]!.card.context!)).toBe('In English: /language en');
  });

  test('decides how amounts are read: 1.000 is a thousand in German', async () => {
    const me = await someone('slack', 2000);
    const payee = await someone('slack');
    await handle(command(me, '/language de'));
    await handle(command(me, `/pay <${payee.user}> 1.000 für Kaffee`));
    const question = slack.messages.at(-1)!;
    expect(JSON.stringify(question.card)).toContain('1.000,00\u00a0£');
    await handle(press(me, question, question.card.buttons[0]!.label));
    await work();
    expect(await stage.has(payee)).toBe('1000.00');
  });

  test('of one that nobody speaks is refused in private, and nothing changes', async () => {
    const me = await someone('telegram');
    await handle(command(me, '/language klingon'));
    expect(telegram.messages[0]).toMatchObject({
      card: { tone: 'bad', title: 'I do not speak “klingon” yet' },
    });
    expect((await core.language.settings(me)).chosen).toBeNull();
  });

  test('handled twice, and once more after another choice, has the effect of one', async () => {
    const me = await someone('slack');
    const german = command(me, '/language de');
    await Promise.all([handle(german), handle(german)]);
    await handle(command(me, '/language en'));
    await handle(german, { number: 2, last: false });
    expect((await core.language.settings(me)).chosen).toBe('en');
  });

  test('on a person’s own page changes that page', async () => {
    const me = await someone('slack', 5);
    await handle(event(me, { kind: 'home', conversation: directOf('slack', me.user) }));
    const { sections } = await core.home(me);
    const section = sections.find(({ kind }) => kind === 'language');
    if (section?.kind !== 'language') throw new Error('no language on the page');
    const german = section.choices.find(({ language }) => language === 'de')!;
    slack.messages.length = 0;
    await handle(
      event(me, { kind: 'action', intent: german.intent, conversation: directOf('slack', me.user) }),
    );
    expect(slack.messages).toMatchObject([
      { where: `home@${me.user}`, card: { title: 'Du hast 5,00\u00a0£' } },
    ]);
  });

  test('is also that of what is suggested while they type', async () => {
    const me = await someone('telegram', 5);
    await core.language.choose(me, 'de', 'suggest');
    const questions = createQuestions({ core, log });
    const actor = { identity: me, name: 'L', locale: 'en-GB' };
    const ask = (text: string) => questions.inline({ kind: 'inline', platform: 'telegram', actor, text });
    const [drop] = await ask('drop 1.000 10');
    expect(drop!.title).toContain('1.000,00\u00a0£');
  });
});
