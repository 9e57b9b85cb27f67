/** Subscriptions as they are typed, pressed and read. */
import { beforeEach, describe, expect, test } from 'vitest';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import type { SubscriptionCommand } from '../../../bots/shared/subscription/commands.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type Identity, type Result } from '../../../core/index.ts';
import { groupOf, idOf, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const context = {
  speaker: idOf('slack', 'U0'),
  locale: 'en-GB' as string | null,
  assets: [...ASSETS],
  main: findAsset('GBP')!,
  repliedTo: null,
};

const typed = (command: string, line: string, locale = 'en-GB'): string => {
  const args = line === '' ? [] : [{ type: 'text' as const, text: line }];
  const result = parseCommand(command, args, { ...context, locale }) as Result<SubscriptionCommand>;
  if (!result.ok) return result.refusal.code;
  const { value } = result;
  if (value.verb === 'offer') return `${value.price.minor} ${value.price.asset.code} ${value.name ?? '-'}`;
  if (value.verb === 'stop') return `stop ${value.name ?? '-'}`;
  if (value.verb === 'subscribe') return `to ${(value.creator as { handle: string }).handle}`;
  return value.verb === 'cancel' ? `cancel ${value.reference}` : value.verb;
};

const code = 'sub_7KQ2M9XDA4';

test.each([
  ['creator', '', 'own'],
  ['creator', '5', '500 GBP -'],
  ['creator', '5 a month', '500 GBP -'],
  ['creator', '5 per month Gold', '500 GBP Gold'],
  ['creator', '£4.50 monthly Gold fans', '450 GBP Gold fans'],
  ['creator', '5 EUR a month', '500 EUR -'],
  ['creator', '5 im Monat Gold', '500 GBP Gold'],
  ['creator', '5 Monthly', '500 GBP -'],
  ['creator', '5 Months of fun', '500 GBP Months of fun'],
  ['creator', 'stop', 'stop -'],
  ['creator', 'stop Gold fans', 'stop Gold fans'],
  ['creator', 'beenden Gold', 'stop Gold'],
  ['creator', '0 a month', 'amount_not_positive'],
  ['creator', '-5 a month', 'amount_not_positive'],
  ['creator', '5 6', 'amount_repeated'],
  ['creator', 'gold', 'amount_invalid'],
  ['subscribe', '', 'subscribe_how'],
  ['subscribe', '@bob', 'to bob'],
  ['subscribe', '@bob gold', 'input_unexpected'],
  ['subscribe', 'bob', 'payee_unknown'],
  ['subscribe', '@everyone', 'payee_unknown'],
  ['subscriptions', '', 'list'],
  ['subscriptions', 'list', 'list'],
  ['subscriptions', `cancel ${code}`, `cancel ${code}`],
  ['subscriptions', `kündigen ${code.toLowerCase()}`, `cancel ${code}`],
  ['subscriptions', 'cancel', 'subscription_unknown'],
  ['subscriptions', `cancel ${code} now`, 'subscription_unknown'],
])('/%s %s: %s', (command, line, expected) => {
  expect(typed(command, line)).toBe(expected);
});

describe.each(['discord', 'slack', 'telegram'] as const)('on %s', (platform) => {
  let stage: Awaited<ReturnType<typeof openStage>>;
  let here: RecordingPlatform;
  let messages: Seen[];
  let [alice, bob] = [] as unknown as [Identity, Identity];

  beforeEach(async () => {
    stage = await openStage();
    here = stage[platform];
    ({ messages } = here);
    alice = await stage.person(platform, 'alice');
    bob = await stage.person(platform, 'bob', 20);
  });

  const textOf = ({ card }: Seen) =>
    [
      card.title,
      ...card.lines.map(spansText),
      ...card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      spansText(card.context ?? []),
    ].join('\n');
  const newest = (only: string | null) => messages.findLast((message) => message.only === only)!;
  const say = async (who: Identity, line: string) => {
    await stage.handle(stage.command(who, line));
    await stage.work();
  };
  const pressed = async (who: Identity, message: Seen, label: string) => {
    await stage.handle(stage.press(who, message, label));
    await stage.work();
  };
  /** So long after; whatever is due is done. */
  const later = async (days: number) => {
    for (let left = days; left > 0; left -= 1) {
      stage.pass(86_400_000);
      await stage.core.subscription.runDue(100);
      await stage.work();
    }
  };

  test('offered in the room, subscribed by a press, shown and cancelled in private', async () => {
    await say(alice, '/creator 5 a month Gold');
    const card = newest(null);
    expect(textOf(card)).toContain('Subscribe to alice\nalice sells nothing with /paywall so far');
    const offered = await stage.core.paywall.offer({
      ...{ seller: alice, price: 200n, asset: 'GBP', title: 'x', teaser: null, text: 'secret', file: null },
      origin: { key: `offer-${platform}`, conversation: groupOf(platform) },
    });
    await stage.work();
    expect(textOf(card)).toContain('Subscribe to alice\nEverything that alice sells');
    const { reference } = (offered as { value: { reference: string } }).value;
    await stage.core.paywall.withdraw({
      by: alice,
      reference,
      origin: { key: `end-${platform}`, conversation: groupOf(platform) },
    });
    await stage.work();
    expect(textOf(card)).toContain('Subscribe to alice\nalice sells nothing');
    expect(card.card.buttons.map(({ label }) => label)).toEqual(['Gold: £5.00 a month']);
    await pressed(bob, card, 'Gold');
    expect(await stage.has(bob)).toBe('15.00');
    const receipt = /A subscription for £5\.00 a month: paid until .*, then it renews by itself\. .* sub_/;
    const lasting = messages.filter(
      ({ only, card }) => only === 'bob' && card.title === 'You subscribe to alice',
    );
    expect(lasting.map(textOf)).toEqual([
      expect.stringMatching(/^You subscribe to alice\nGold · £5\.00 a month, renews on .*\nsub_/),
    ]);
    expect(lasting[0]!.card.buttons.map(({ label }) => label)).toEqual(['Cancel subscription']);
    // Where numbers are people, nobody else can be written to.
    for (const who of platform === 'telegram' ? [bob] : [alice, bob])
      expect(
        messages
          .filter(({ only }) => only === who.user)
          .map(textOf)
          .join('\n'),
      ).toMatch(receipt);
    await say(bob, '/subscriptions');
    const list = newest('bob');
    expect(textOf(list)).toMatch(/alice: Gold · £5\.00 a month · renews on .* · sub_/);
    await pressed(bob, list, 'Cancel alice');
    expect(textOf(list.edits > 0 ? list : newest('bob'))).toContain('cancelled, runs until');
    await say(alice, '/creator');
    expect(textOf(newest('alice'))).toContain('one subscriber\nYou have earned £5.00 with subscriptions.');
    await pressed(alice, newest('alice'), 'Close Gold');
    expect(textOf(card)).toContain('Nobody can subscribe just now');
    await say(bob, '/subscribe <alice>');
    expect(textOf(newest('bob'))).toContain('alice offers no subscription');
    expect(await stage.core.audit.verify()).toEqual([]);
  });

  test('in German, and what time brings is told in private', async () => {
    // Where numbers are people, nobody else can be written to.
    const fan = platform === 'telegram' ? await stage.person(platform, '72', 20) : bob;
    await stage.handle(stage.command(fan, '/language de'));
    await say(alice, '/creator 12 a month');
    await say(fan, '/subscribe <alice>');
    const own = newest(fan.user);
    expect(own.card.buttons.map(({ label }) => label)).toEqual(['Für 12,00\u00a0£ im Monat abonnieren']);
    await pressed(fan, own, 'Für');
    await later(36);
    const told = messages
      .filter(({ only }) => only === fan.user)
      .map(textOf)
      .join('\n');
    expect(told).toMatch(/Dein Abo bei alice verlängert sich am .* für 12,00\s£/);
    expect(told).toMatch(/Dein Abo bei alice konnte nicht für 12,00\s£ verlängert werden/);
    expect(told).toContain('Dein Abo bei alice ist zu Ende: Zum Verlängern reichte es nicht');
    expect(await stage.has(fan)).toBe('8.00');
    expect(await stage.core.audit.verify()).toEqual([]);
  });
});
