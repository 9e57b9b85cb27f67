/** Money that waits for somebody: what its payer is told, and what they are told themselves when they come. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../bots/shared/card.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Conversation, Identity } from '../../../core/index.ts';
import { directOf, groupOf, idOf, openStage, type Seen } from './stage.ts';

const { telegram, handle, command, event, work, has, person } = await openStage();

beforeEach(() => {
  telegram.messages.length = 0;
});

let crowd = 0;
const someone = (pounds = 0): Promise<Identity> => {
  crowd += 1;
  return person('telegram', `p${crowd}`, pounds);
};

const titles = () => telegram.messages.map(({ card }) => card.title);
const linesOf = (card: Card) => card.lines.map(spansText);
const intentOf = ({ card }: Seen, label: string): string => {
  const { press } = card.buttons.find((one) => one.label === label)!;
  return 'intent' in press ? press.intent : '';
};

test('the payer is told that it waits, all of it or some', async () => {
  const [alice, bob] = [await someone(100), await someone()];
  crowd += 1;
  await handle(command(alice, `/pay @late${crowd} 5`));
  await handle(command(alice, `/pay <${bob.user}> @late${crowd} 2 each`));
  await work();
  const [all, some] = telegram.messages
    .filter(({ where }) => where === `@${alice.user}`)
    .map(({ card }) => [card.title, ...linesOf(card)]);
  expect(all).toEqual([`Your £5.00 is waiting for @late${crowd}`, 'You have £95.00 now.']);
  expect(some).toEqual([
    `You sent ${bob.user} and @late${crowd} £4.00`,
    'Some of it is waiting to be claimed.',
    'You have £91.00 now.',
  ]);
});

describe('a payee who has never been here is told once, in private, who paid them what', () => {
  const group = groupOf('telegram');
  const first = {
    'presses Start': (direct) => ({ kind: 'reachable', conversation: direct }),
    'types /start': (direct) => ({ kind: 'command', name: 'start', args: [], conversation: direct }),
    'says something': (direct) => ({ kind: 'message', text: 'hello', conversation: direct }),
    'asks for the balance in the group': () => ({
      kind: 'command',
      name: 'balance',
      args: [],
      conversation: group,
    }),
    'presses Claim': (_direct, claim) => ({ kind: 'action', intent: claim, conversation: group }),
  } satisfies Record<string, (direct: Conversation, claim: string) => object>;

  const waitingFor = async (name: string) => {
    const alice = await someone(100);
    await handle(command(alice, `/pay @${name} 5 for cake`));
    await work();
    const card = telegram.messages.find(({ card }) => card.title.endsWith(`has £5.00 for @${name}`))!;
    const identity = idOf('telegram', `90${crowd}`);
    const actor = { identity, name: 'New', handle: name, locale: 'en-GB' };
    const come = (more: object) =>
      handle({ ...event(identity, more as { kind: 'message' }), actor } as InboundEvent);
    const told = () =>
      telegram.messages.filter(({ card }) => JSON.stringify(card).includes('It was waiting for you'));
    return { alice, identity, card, come, told, direct: directOf('telegram', identity.user) };
  };

  test.each(Object.entries(first))('who %s', async (_how, contact) => {
    crowd += 1;
    const { alice, identity, card, come, told, direct } = await waitingFor(`first${crowd}`);
    await come(contact(direct, intentOf(card, 'Claim')));
    await work();
    await come({ kind: 'message', text: 'thank you', conversation: direct });
    await work();
    expect(await has(identity)).toBe('5.00');
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatchObject({ where: direct.channel.replace('D', '@'), only: identity.user });
    expect([told()[0]!.card.title, ...linesOf(told()[0]!.card)]).toEqual([
      `${alice.user} paid you £5.00`,
      '“cake”',
      'It was waiting for you, and is yours now.',
      'You have £5.00 now.',
    ]);
  });

  test('who cannot be written to yet, as soon as they can', async () => {
    crowd += 1;
    const { alice, identity, come, told, direct } = await waitingFor(`shy${crowd}`);
    telegram.unreachable.add(identity.user);
    await come(first['asks for the balance in the group']());
    await work();
    expect(told()).toEqual([]);
    telegram.unreachable.delete(identity.user);
    await come(first['presses Start'](direct));
    await work();
    await come(first['types /start'](direct));
    await work();
    expect(
      telegram.messages.filter(({ card }) => JSON.stringify(card).includes(`${alice.user} paid you £5.00`)),
    ).toHaveLength(1);
    expect(titles()).toContain('Welcome, New');
  });
});
