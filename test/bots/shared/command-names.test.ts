/** What people are told to type is what they see there: the command that they typed, by the name that their platform shows. */
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../../bots/shared/capabilities.ts';
import { inGermanNames } from '../../../bots/shared/command-names.ts';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import { germanNames } from '../../../bots/shared/messages/names.de.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Notice, Platform } from '../../../core/index.ts';
import { request } from './samples/request.ts';
import { directOf, idOf, openStage } from './stage.ts';

describe('a text in German', () => {
  const named = (text: string) => inGermanNames({ text }).text;

  test.each([
    ['Mit /pay sendest du Geld', 'Mit /zahlen sendest du Geld'],
    ['/requests', '/anfragen'],
    ['Zum Beispiel: /tab add 24 Benzin', 'Zum Beispiel: /deckel eintragen 24 Benzin'],
    ['/tab edit 7 30, oder /tab delete 7', '/deckel ändern 7 30, oder /deckel löschen 7'],
    ['So: /requests pay req_7KQ2M9XDA4 5', 'So: /anfragen bezahlen req_7KQ2M9XDA4 5'],
    ['/bank fund @bob 100 GBP', '/bank einzahlen @bob 100 GBP'],
    ['/bank exchange fund 1000 EUR', '/bank wechselstube einzahlen 1000 EUR'],
    ['/pin, und dann /confirm über 100', '/pin, und dann /rückfragen über 100'],
    ['/help pay', '/hilfe zahlen'],
    ['Mehr davon: /help tab add', 'Mehr davon: /hilfe deckel eintragen'],
    ['/help bank einzahlen', '/hilfe bank einzahlen'],
    ['Mit /help siehst du alle', 'Mit /hilfe siehst du alle'],
    ['https://example.org/pay', 'https://example.org/pay'],
    ['Europe/pay, und/pay', 'Europe/pay, und/pay'],
    ['/payments und /nothing', '/payments und /nothing'],
  ])('%s is told as %s', (text, expected) => expect(named(text)).toBe(expected));

  test('leaves what people wrote as it is, wherever it stands', () => {
    const words = inGermanNames({
      of: (memo: string) => `„${memo}“: /pay`,
      refusal: ({ text }: { text: string }) => ({ title: text, hint: 'Mit /split' }),
    });
    expect(words.of('sag /pay')).toBe('„sag /pay“: /zahlen');
    expect(words.refusal({ text: '/split' })).toEqual({ title: '/split', hint: 'Mit /teilen' });
  });

  test('names each command by the name that Discord shows', () => {
    for (const { messages } of capabilities)
      for (const [name, { example }] of Object.entries(inGermanNames(messages.de).commands)) {
        const { [name]: german = name } = germanNames.commands as Readonly<Record<string, string>>;
        expect(example.split(' ')[0]).toBe(`/${german}`);
      }
  });
});

describe('a card', () => {
  const shown = (notice: Notice, platform: Platform, locale: string) => {
    const translatesCommands = platform === 'discord';
    return viewOf(notice, locale, { platform, tenant: '', private: true, translatesCommands });
  };
  const textOf = (...args: Parameters<typeof shown>) => {
    const { title, lines, fields } = shown(...args);
    return [
      title,
      ...lines.map(spansText),
      ...fields.map(({ label, value }) => label + spansText(value)),
    ].join('\n');
  };

  test('keeps a memo, and tells help by the names of the place', () => {
    const memo = request({ memo: 'tipp /pay' });
    expect(textOf(memo, 'discord', 'de')).toContain('„tipp /pay“');
    const help: Notice = {
      kind: 'help',
      commands: COMMANDS.map(({ name }) => name),
      operator: true,
      about: null,
    };
    expect(textOf(help, 'discord', 'de')).toMatch(/\/zahlen @bob 5 für Kaffee.*\n.*\/zahlen /);
    expect(textOf(help, 'telegram', 'de')).toMatch(/\/pay @bob 5 für Kaffee.*\n.*\/pay /);
    const bank = { ...help, about: 'bank' };
    expect(textOf(bank, 'discord', 'de')).toContain('/bank einzahlen · Geld auf ein Konto einzahlen\n');
    const asked = { ...help, about: 'bank einzahlen' };
    expect(textOf(asked, 'discord', 'de')).toContain('/bank einzahlen @bob 100 GBP');
    expect(shown(bank, 'discord', 'de').context).toEqual([
      { type: 'text', text: 'Wie du einen davon schreibst: /hilfe bank einzahlen' },
    ]);
    expect(textOf(help, 'discord', 'en-GB')).toMatch(/\/pay @bob 5 for lunch.*\n.*\/pay /);
  });

  test.each(COMMANDS.map(({ name }) => name))('that refuses /%s shows how that is typed', (command) => {
    const refusal: Notice = { kind: 'refusal', refusal: { code: 'amount_missing' }, command };
    expect(textOf(refusal, 'slack', 'en-GB')).toMatch(
      new RegExp(`^How much\\?\nFor example: /${command}\\b`),
    );
    const { [command]: german = command } = germanNames.commands as Readonly<Record<string, string>>;
    expect(textOf(refusal, 'discord', 'de')).toMatch(
      new RegExp(`^Wie viel\\?\nZum Beispiel: /${german}( |$)`),
    );
  });

  test('that refuses a subcommand shows how that one is typed', () => {
    const refusal: Notice = { kind: 'refusal', refusal: { code: 'amount_missing' }, command: 'bank tip' };
    expect(textOf(refusal, 'slack', 'en-GB')).toContain('For example: /bank tip 🪙 0.10 | 🪙 off');
    expect(textOf({ ...refusal, command: 'tab add' }, 'discord', 'de')).toContain(
      '/deckel eintragen 24 Benzin',
    );
  });

  test('that refuses what nobody typed shows no command', () => {
    expect(textOf({ kind: 'refusal', refusal: { code: 'amount_missing' } }, 'slack', 'en-GB')).toBe(
      'How much?',
    );
  });
});

describe('where a chat is set to another language than the one that was chosen', async () => {
  const stage = await openStage();
  const textsOf = ({ card }: (typeof stage.discord.messages)[number]) =>
    [card.title, ...[...card.lines, card.context ?? []].map(spansText)].join('\n');
  const say = async (user: string, line: string, locale: string) => {
    const event = stage.command(idOf('discord', user), line, { conversation: directOf('discord', user) });
    await stage.handle({ ...event, actor: { ...event.actor, locale } });
    return textsOf(stage.discord.messages.at(-1)!);
  };

  test('commands have the names that its menus show', async () => {
    await say('INEN', '/language de', 'en-GB');
    const help = await say('INEN', '/help', 'en-GB');
    expect(help).toContain('Was du tun kannst');
    expect(help).toContain('In English: /language en');
    expect(help).toContain('Zum Beispiel: /pay @bob 5 für Kaffee. Mehr über jeden davon: /help pay');
    expect(await say('INEN', '/request <BOB> -1', 'en-GB')).toContain('Zum Beispiel: /request @bob');
    // The client is switched over: from then on.
    expect(await say('INEN', '/help', 'de')).toContain('/hilfe zahlen');
  });

  test('in English, too', async () => {
    await say('INDE', '/language en', 'de');
    const help = await say('INDE', '/help', 'de');
    expect(help).toContain('What you can do');
    expect(help).toContain('For example: /zahlen @bob 5 for lunch. More about any of these: /hilfe zahlen');
    expect(await say('INDE', '/request <BOB> -1', 'de')).toContain('For example: /anfordern @bob');
  });
});

describe('whoever types what cannot be read', async () => {
  const stage = await openStage();

  test.each<[Platform, string, string, string]>([
    ['slack', 'en-GB', '/request <BOB> 5 6', '/request @bob 5 for 2 coffees'],
    ['slack', 'en-GB', '/save 5 6', 'at a time, please. For example: /save 20 goal 500 for a holiday'],
    ['telegram', 'de', '/tip <BOB> 1 2', 'nur ein Betrag. Zum Beispiel: /tip @bob 1'],
    ['discord', 'de', '/request <BOB> 5 6', 'gehört „für“: /anfordern @bob 5 für 2 Kaffee'],
    ['telegram', 'de', '/request <BOB> -1', 'Zum Beispiel: /request @bob 12 für Taxi'],
    ['discord', 'de', '/request <BOB> -1', 'Zum Beispiel: /anfordern @bob 12 für Taxi'],
    ['discord', 'en-GB', '/request <BOB> -1', 'For example: /request @bob 12 for taxi'],
    ['discord', 'de', '/bank fund <BOB> -1', 'Zum Beispiel: /bank einzahlen @bob 100 GBP'],
    ['slack', 'de', '/tip <BOB> 0', 'Zum Beispiel: /tip @bob 1'],
    ['discord', 'de', '/pay <BOB> <BOB2> 5', 'dazu: /zahlen @bob @carol 10 zusammen für Kaffee'],
    ['slack', 'en-GB', '/request <BOB> <BOB2> 5', '“total”: /request @bob @carol 10 total for lunch'],
  ])('on %s in %s by %s is shown %s', async (platform, locale, line, expected) => {
    const boss = platform === 'slack' ? 'ANN' : 'BOSS';
    const who = idOf(platform, boss);
    const event = stage.command(who, line, { conversation: directOf(platform, boss) });
    await stage.handle({ ...event, actor: { ...event.actor, locale } });
    const { card } = stage[platform].messages.at(-1)!;
    expect(card.lines.map(spansText).join()).toContain(expected);
  });
});
