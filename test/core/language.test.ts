/** In which language people are spoken to: what they chose, or what their chat says; in all their chats, and later, too. */
import { describe, expect, test } from 'vitest';
import type { Identity, Messenger, Outgoing } from '../../core/index.ts';
import { localeOf } from '../../core/languages.ts';
import { directWith, discord, granted, openWorld, slack, telegram } from './world.ts';

const world = await openWorld();
const { core } = world;

let count = 0;
const user = (): string => `u${++count}`;

const spokenTo = async (identity: Identity): Promise<string | null> => core.language.localeOf(identity);

test.each([
  [null, null, null],
  [null, 'en-US', 'en-US'],
  [null, 'fr', 'fr'],
  ['de', null, 'de'],
  ['de', 'en-US', 'de'],
  ['de', 'de-AT', 'de-AT'],
  ['de', 'DE_ch', 'DE_ch'],
  ['en', 'en-IN', 'en-IN'],
  ['de', 'den-CA', 'de'],
  ['en', '', 'en'],
])('chosen %s, where the chat says %s, is %s', (chosen, told, locale) => {
  expect(localeOf(chosen, told)).toBe(locale);
});

describe('somebody’s language', () => {
  test('is the chat’s until they choose, and again once they give it back', async () => {
    const me = discord(user());
    expect(await spokenTo(me)).toBeNull();
    await world.seen(me, { locale: 'en-US' });
    expect(await core.language.choose(me, 'de', world.key())).toBe('de');
    expect(await spokenTo(me)).toBe('de');
    expect((await world.seen(me, { locale: 'en-US' })).locale).toBe('de');
    expect(await core.language.choose(me, null, world.key())).toBe('en-US');
    expect((await world.seen(me, { locale: 'fr' })).locale).toBe('fr');
  });

  test('once chosen is no assumption, also where no platform ever told one', async () => {
    const me = slack(user());
    expect(await world.seen(me)).toMatchObject({ locale: 'en', localeAssumed: true });
    await core.language.choose(me, 'de', world.key());
    const seen = await world.seen(me);
    expect(seen.locale).toBe('de');
    expect(seen).not.toHaveProperty('localeAssumed');
  });

  test('is chosen once by an event, in however many processes; a later choice stands', async () => {
    const me = discord(user());
    await world.seen(me, { locale: 'en-US' });
    const first = world.key();
    const processes = [core, world.another(), core];
    await Promise.all(processes.map((one) => one.language.choose(me, 'de', first)));
    await core.language.choose(me, 'en', world.key());
    expect(await core.language.choose(me, 'de', first)).toBe('en-US');
  });

  test('holds in all their chats, whichever of them they chose it in, also when they link later', async () => {
    for (const chooser of ['owner', 'redeemer'] as const) {
      const [owner, redeemer] = [discord(user()), slack(user())];
      await world.seen(owner, { locale: 'en-US' });
      await world.seen(redeemer, { locale: 'en-GB' });
      await core.language.choose(chooser === 'owner' ? owner : redeemer, 'de', world.key());
      const { code } = granted(await core.people.linkCode(owner));
      granted(await core.people.link(redeemer, code, world.key()));
      expect([await spokenTo(owner), await spokenTo(redeemer)]).toEqual(['de', 'de']);
    }
  });

  test('of two who link is the one of whose code it was, where both chose', async () => {
    const [owner, redeemer] = [discord(user()), slack(user())];
    for (const one of [owner, redeemer]) await world.seen(one, { locale: 'fr' });
    await core.language.choose(owner, 'en', world.key());
    await core.language.choose(redeemer, 'de', world.key());
    const { code } = granted(await core.people.linkCode(owner));
    granted(await core.people.link(redeemer, code, world.key()));
    expect(await spokenTo(redeemer)).toBe('en');
  });

  test('is that of every word to them, also of what was written before they chose, and of no card of a group', async () => {
    const me = telegram('700001');
    const payer = await world.person(discord(user()), 10_00n);
    await world.seen(me, { locale: 'en' }, directWith(me));
    await world.pay(payer, me, 1_00n);
    await core.language.choose(me, 'de', world.key());
    await world.pay(payer, me, 2_00n);
    const shown: Outgoing[] = [];
    const messenger: Messenger = {
      async show(message) {
        shown.push(message);
        return { status: 'sent', ref: { platform: 'telegram', channel: 'c', message: message.id } };
      },
    };
    const lanes = new Set((await world.deliveries()).map(({ lane }) => lane));
    for (const lane of lanes) await core.deliveries.drain(messenger, lane);
    const mine = shown.filter(({ audience, person }) => audience === 'direct' && person?.user === me.user);
    expect(mine.map(({ locale }) => locale)).toEqual(['de', 'de']);
    const cards = shown.filter(({ audience }) => audience === 'conversation');
    expect(cards.length).toBeGreaterThan(0);
    expect(cards.filter(({ locale }) => locale === 'de')).toEqual([]);
  });

  test('is offered with everything but what it is, and chosen by a button of their own', async () => {
    const me = discord(user());
    await world.seen(me, { locale: 'en-US' });
    const before = await core.language.settings(me);
    expect(before).toMatchObject({ chosen: null, example: { minor: '123450' } });
    expect(before.choices.map(({ language }) => language)).toEqual(['en', 'de']);
    const german = before.choices[1]!.intent;
    const origin = { key: world.key(), conversation: directWith(me) };
    const pressed = granted(await core.intents.press(german, me, origin));
    expect(pressed).toMatchObject({ locale: 'de', in_place: { kind: 'language', chosen: 'de' } });
    const after = await core.language.settings(me);
    expect(after.choices.map(({ language }) => language)).toEqual(['en', null]);
    const other = discord(user());
    const refused = await core.intents.press(german, other, { ...origin, key: world.key() });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'intent_not_yours' } });
  });

  test('is on their own page, whose button changes the page', async () => {
    const me = slack(user());
    await world.seen(me, { locale: 'en-GB' });
    const { sections } = await core.home(me);
    const section = sections.find(({ kind }) => kind === 'language');
    if (section?.kind !== 'language') throw new Error('no language on the page');
    const origin = { key: world.key(), conversation: directWith(me) };
    const pressed = granted(await core.intents.press(section.choices[1]!.intent, me, origin));
    expect(pressed).toEqual({ page: true, locale: 'de' });
  });

  test('is in the trace of the event that chose it, and forgotten there after thirty days', async () => {
    const me = discord(user());
    await world.seen(me, { locale: 'en-US' });
    const key = world.key();
    await core.language.choose(me, 'de', key);
    const rows = () => world.sql`select key from language_choice where key = ${key}`;
    expect(await rows()).toHaveLength(1);
    world.pass(31 * 86_400_000);
    await core.schedules.run('forget_language_choices');
    expect(await rows()).toHaveLength(0);
    expect(await spokenTo(me)).toBe('de');
  });
});
