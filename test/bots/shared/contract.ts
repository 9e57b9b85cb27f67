/**
 * What every platform adapter must do, stated once and run by all three (test/bots/<platform>/contract.test.ts):
 *
 *   adapterContract('Slack over socket mode', makeHarness);
 *
 * The suite drives the emulated platform as its people would, and looks at what people see there. It owns `receive`.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EmulatedChat } from '../../../bots/playground/emulator.ts';
import type { Adapter, OutgoingCard, PlatformMessenger, Receive } from '../../../bots/shared/adapter.ts';
import type { Form } from '../../../bots/shared/card.ts';
import { type InboundEvent, type InboundEventOf, inboundEventSchema } from '../../../bots/shared/event.ts';
import type { Conversation, Identity } from '../../../core/index.ts';
import { cardOf, hostileText, messageText, plainText, until } from './contract-support.ts';

/** One person of the emulated chat: its id there, and the identity that the adapter must decode. */
interface HarnessPerson {
  userId: string;
  handle: string;
  identity: Identity;
}

export interface AdapterHarness {
  chat: EmulatedChat;
  /** Not started: the suite starts it with its own `receive`. */
  adapter: Adapter;
  messenger: PlatformMessenger;
  alice: HarnessPerson;
  bob: HarnessPerson;
  /** A channel that both are in, as the adapter must decode it (`conversation.channel` is also its id in the emulated chat). */
  group: Conversation;
  /** The emulated chat's names of the calls that show a new message, for the fault hooks. */
  methods: { postInGroup: string };
  /** The platform lets us find out whether a message whose answer was lost has been posted. */
  reconciles: boolean;
  /** An emoji as `chat.react` takes it, and as the event must say it. */
  emoji: { typed: string; decoded: string };
  /** Another bot posts this text in the group (as a command, where the platform lets bots write one). */
  otherBotSays(text: string): Promise<void>;
  /** Alice edits a message of hers into this text. Absent where the platform has no such event for commands. */
  aliceEditsInto?(text: string): Promise<void>;
  /** Alice does what opens the pay form (Slack: `/pay` alone; Discord: the user menu). Required where `capabilities.modal`. */
  askForForm?(): Promise<void>;
  /** Stops adapter and emulator. */
  stop(): Promise<void>;
}

const form: Form = {
  title: 'Send money',
  intent: 'f_contract_1',
  submit: 'Send',
  fields: [
    { name: 'who', label: 'To', kind: 'people', required: true, peopleMax: 20 },
    { name: 'amount', label: 'Amount', kind: 'text', placeholder: '5.00', required: true, charactersMax: 40 },
    { name: 'memo', label: 'For', kind: 'text', required: false, charactersMax: 200 },
  ],
};

/** The one suite. `makeHarness` is called once; the tests share the connection and clear every fault behind them. */
export function adapterContract(name: string, makeHarness: () => Promise<AdapterHarness>): void {
  describe(`${name} keeps the adapter contract`, () => {
    let harness: AdapterHarness;
    let events: InboundEvent[] = [];
    let storing: () => Promise<void> = async () => {};
    let onEvent: (event: InboundEvent) => void = () => {};
    let serial = 0;

    const receive: Receive = async (event) => {
      const fresh = !events.some((earlier) => earlier.dedupeKey === event.dedupeKey);
      events.push(event);
      await storing();
      onEvent(event);
      return { fresh };
    };

    beforeAll(async () => {
      harness = await makeHarness();
      await harness.adapter.start(receive);
      await until(() => harness.adapter.ready(), 'the adapter to be ready');
    });
    afterAll(async () => {
      await harness?.stop();
    });
    beforeEach(() => {
      events = [];
      storing = async () => {};
      onEvent = () => {};
      harness.chat.setReachable(harness.alice.userId, true);
      harness.chat.setReachable(harness.bob.userId, true);
    });
    afterEach(() => harness.chat.faults.clear());

    const say = (text: string) => harness.chat.say(harness.alice.userId, harness.group.channel, text);
    const eventOf = async <K extends InboundEvent['kind']>(
      kind: K,
      where: (event: InboundEventOf<K>) => boolean = () => true,
    ): Promise<InboundEventOf<K>> =>
      until(
        () =>
          events.find(
            (event) => event.kind === kind && where(event as InboundEventOf<K>),
          ) as InboundEventOf<K>,
        `an event of kind ${kind}`,
      );
    const payCommand = async () => {
      await say(`/pay @${harness.bob.handle} 5 for lunch`);
      return eventOf('command', (event) => event.name === 'pay');
    };
    const directOf = (person: HarnessPerson): string =>
      harness.chat.channels(person.userId).find((channel) => channel.kind === 'direct')!.id;
    const fresh = (words: string): string => {
      serial += 1;
      return `${words} ${serial}`;
    };
    const outgoing = (title: string, more: Partial<OutgoingCard> = {}): OutgoingCard => ({
      id: fresh('contract').replace(' ', '-'),
      audience: 'conversation',
      conversation: harness.group,
      person: harness.alice.identity,
      card: cardOf({ title }),
      ...more,
    });
    const seenBy = (person: HarnessPerson, text: string, channel = harness.group.channel) =>
      harness.chat.messages(person.userId, channel).filter((message) => messageText(message).includes(text));
    const showSent = async (message: OutgoingCard) => {
      const result = await harness.messenger.show(message);
      if (result.status !== 'sent') throw new Error(`expected sent, got ${JSON.stringify(result)}`);
      return result;
    };

    describe('the way in', () => {
      test('U1: a command arrives decoded, with stable ids, a locale and a way to answer', async () => {
        const event = await payCommand();
        expect(inboundEventSchema.parse(event)).toEqual(event);
        expect(event.actor.identity).toEqual(harness.alice.identity);
        expect(event.actor.name).not.toBe('');
        expect(event.conversation).toEqual(harness.group);
        expect(event.reply?.platform).toBe(harness.adapter.platform);
        expect(JSON.parse(JSON.stringify(event))).toEqual(event);
      });

      test('U1: a mention becomes a person with a stable id, and the rest stays text in its order', async () => {
        const event = await payCommand();
        const person = event.args.find((argument) => argument.type === 'person');
        expect(person?.identity).toEqual(harness.bob.identity);
        const text = event.args.map((argument) => (argument.type === 'text' ? argument.text : '@')).join(' ');
        expect(text.replace(/\s+/g, ' ').trim()).toMatch(/^@ 5 .*for lunch$/);
      });

      test('a command in a direct conversation says that it is direct, and belongs to no community', async () => {
        await harness.chat.say(harness.alice.userId, directOf(harness.alice), '/balance');
        const event = await eventOf('command', ({ name }) => name === 'balance');
        expect(event.conversation.kind).toBe('direct');
        expect(event.conversation.community).toBe('');
        expect(event.actor.identity).toEqual(harness.alice.identity);
      });

      test('a direct message that is no command arrives as a message', async () => {
        await harness.chat.say(harness.alice.userId, directOf(harness.alice), 'hello there');
        const event = await eventOf('message');
        expect(event.text).toBe('hello there');
        expect(event.conversation.kind).toBe('direct');
      });

      test('two commands of the same words are two events', async () => {
        await say('/help');
        await eventOf('command');
        await say('/help');
        await until(() => events.length >= 2, 'a second event');
        expect(new Set(events.map((event) => event.dedupeKey)).size).toBe(2);
      });

      test('I1, row 12: the same event delivered three times has one dedupe key', async () => {
        harness.chat.faults.duplicateEvents(1, 3);
        await say('/help');
        await until(() => events.length >= 3, 'three deliveries');
        expect(new Set(events.map((event) => event.dedupeKey)).size).toBe(1);
      });

      test('I1: an event that could not be stored is not acknowledged: it comes again, or the person is told', async () => {
        let told = false;
        const unsubscribe = harness.chat.onFlash((flash) => {
          told ||= flash.userId === harness.alice.userId;
        });
        let failures = 1;
        storing = async () => {
          if (failures-- > 0) throw new Error('the inbox is not there');
        };
        await say('/help').catch(() => {
          told = true;
        });
        await until(
          () =>
            told ||
            events.some((event, at) => events.findIndex((other) => other.dedupeKey === event.dedupeKey) < at),
          'a redelivery or a word to the person',
          60_000,
        );
        unsubscribe();
        storing = async () => {};
        await say('/balance');
        await eventOf('command', ({ name }) => name === 'balance');
      }, 90_000);

      test('B1, row 19: what bots write does nothing', async () => {
        await showSent(outgoing('/pay a card of our own'));
        await harness.otherBotSays(`/pay @${harness.bob.handle} 5`);
        await say('/help');
        await eventOf('command', ({ name }) => name === 'help');
        expect(events.map((event) => event.kind === 'command' && event.name)).toEqual(['help']);
      });

      test('E1, row 19: an edited message does nothing', async ({ skip }) => {
        if (!harness.aliceEditsInto) return skip('this platform has no edit event for commands');
        await harness.aliceEditsInto(`/pay @${harness.bob.handle} 5`);
        await say('/help');
        await eventOf('command', ({ name }) => name === 'help');
        expect(events.filter((event) => event.kind === 'command' && event.name === 'pay')).toEqual([]);
      });

      test('row 19: a command that is quoted is no command', async () => {
        await harness.chat.say(
          harness.alice.userId,
          directOf(harness.alice),
          `> /pay @${harness.bob.handle} 5`,
        );
        await say('/help');
        await eventOf('command', ({ name }) => name === 'help');
        expect(events.filter((event) => event.kind === 'command' && event.name === 'pay')).toEqual([]);
      });

      test('a reaction says who, what, on which message, and whether it was added or removed', async () => {
        const title = fresh('Reacted');
        const { ref } = await showSent(outgoing(title));
        const message = await until(() => seenBy(harness.alice, title)[0], 'the card');
        const react = (on: boolean) =>
          harness.chat.react(
            harness.alice.userId,
            harness.group.channel,
            message.id,
            harness.emoji.typed,
            on,
          );
        await react(true);
        const added = await eventOf('reaction', (event) => event.added);
        expect(added.actor.identity).toEqual(harness.alice.identity);
        expect(added.emoji).toBe(harness.emoji.decoded);
        expect([added.message.channel, added.message.message]).toEqual([ref.channel, ref.message]);
        await react(false);
        await eventOf('reaction', (event) => !event.added);
      });
    });

    describe('the way out', () => {
      test('a card is seen by everybody in the conversation, with its lines, fields and context', async () => {
        const title = fresh('Everybody');
        const card = cardOf({
          title,
          lines: [[{ type: 'text', text: 'for lunch' }]],
          fields: [{ label: 'Carol', value: [{ type: 'text', text: '£2.50' }] }],
          context: [{ type: 'text', text: 'ABC123 · settled' }],
        });
        await showSent(outgoing(title, { card }));
        for (const person of [harness.alice, harness.bob]) {
          const message = await until(() => seenBy(person, title)[0], 'the card');
          for (const part of ['for lunch', 'Carol', '£2.50', 'ABC123 · settled']) {
            expect(messageText(message)).toContain(part);
          }
        }
      });

      test('the answer to a public command is seen by everybody, once', async () => {
        const event = await payCommand();
        const title = fresh('Answer');
        await showSent(outgoing(title, { reply: event.reply! }));
        await until(() => seenBy(harness.bob, title)[0], 'the answer');
        expect(seenBy(harness.alice, title)).toHaveLength(1);
      });

      test('a private answer is seen by one person only, or goes to the direct conversation and says so', async () => {
        for (const command of ['/balance', `/pay @${harness.bob.handle} 5`]) {
          events = [];
          await say(command);
          const event = await eventOf('command');
          const title = fresh('Private');
          const result = await showSent(outgoing(title, { audience: 'private', reply: event.reply! }));
          const where = harness.messenger.capabilities.ephemeral
            ? harness.group.channel
            : directOf(harness.alice);
          const message = await until(() => seenBy(harness.alice, title, where)[0], 'the private answer');
          if (harness.messenger.capabilities.ephemeral) expect(message.ephemeral).toBe(true);
          else expect(result.degraded).toBe('direct');
          expect(seenBy(harness.bob, title)).toEqual([]);
        }
      });

      test('a direct message reaches one person', async () => {
        const title = fresh('Direct');
        await showSent(outgoing(title, { audience: 'direct', person: harness.bob.identity }));
        await until(() => seenBy(harness.bob, title, directOf(harness.bob))[0], 'the direct message');
        expect(seenBy(harness.alice, title)).toEqual([]);
      });

      test('X1, row 20: hostile text arrives as the plain text that it is, and pings nobody', async () => {
        const title = fresh('Hostile');
        for (const hostile of hostileText) {
          const card = cardOf({
            title,
            lines: [[{ type: 'text', text: hostile }]],
            fallback: `${title} ${hostile}`,
          });
          const { ref } = await showSent(outgoing(title, { card }));
          const message = await until(
            () =>
              seenBy(harness.bob, title).find(({ id }) => id === ref.message) ??
              seenBy(harness.bob, title).at(-1),
            'the card',
          );
          expect(plainText(messageText(message))).toContain(plainText(hostile));
          const pieces = [
            message.text,
            ...message.frames.flatMap(({ body, footer }) => [body, footer]),
          ].flat();
          expect(pieces.filter(({ type }) => type === 'mention')).toEqual([]);
          // A client may make a bare address clickable; it may never hide one behind other words.
          const links = pieces.filter((piece) => piece.type === 'link');
          expect(links.filter(({ text, url }) => text !== url)).toEqual([]);
          expect(pieces.filter((piece) => piece.type === 'text' && piece.code)).toEqual([]);
        }
      });

      test("a person is mentioned in the platform's own way, and a person of elsewhere by name", async () => {
        const title = fresh('Mention');
        const elsewhere: Identity = {
          ...harness.bob.identity,
          platform: otherPlatform(harness),
          user: '4711',
        };
        const card = cardOf({
          title,
          lines: [
            [
              { type: 'person', name: 'Bob', identities: [harness.bob.identity], notify: true },
              { type: 'text', text: ' and ' },
              { type: 'person', name: 'Wanderer', identities: [elsewhere] },
            ],
          ],
        });
        await showSent(outgoing(title, { card }));
        const message = await until(() => seenBy(harness.bob, title)[0], 'the card');
        const pieces = [message.text, ...message.frames.map(({ body }) => body)].flat();
        expect(pieces.filter((piece) => piece.type === 'mention').map(({ userId }) => userId)).toEqual([
          harness.bob.userId,
        ]);
        expect(messageText(message)).toContain('Wanderer');
      });

      test('an edit replaces the message, and an unchanged edit is a success', async () => {
        const title = fresh('Pending');
        const { ref } = await showSent(outgoing(title));
        await until(() => seenBy(harness.bob, title)[0], 'the card');
        const settled = cardOf({ title: fresh('Settled') });
        const edited = await showSent(outgoing('', { card: settled, previous: ref }));
        await until(() => seenBy(harness.bob, settled.title)[0], 'the edited card');
        expect(seenBy(harness.bob, title)).toEqual([]);
        const again = await showSent(outgoing('', { card: settled, previous: edited.ref }));
        expect(again.ref.message).toBe(ref.message);
        expect(seenBy(harness.bob, settled.title)).toHaveLength(1);
      });

      test('the answer to a command is edited like any message', async () => {
        const event = await payCommand();
        const title = fresh('Ack');
        const { ref } = await showSent(outgoing(title, { reply: event.reply! }));
        await until(() => seenBy(harness.bob, title)[0], 'the ack');
        const receipt = cardOf({ title: fresh('Receipt') });
        await showSent(outgoing('', { card: receipt, previous: ref, reply: event.reply! }));
        await until(() => seenBy(harness.bob, receipt.title)[0], 'the receipt');
        expect(seenBy(harness.bob, title)).toEqual([]);
      });

      test("a person's page of the app is shown, where the platform has one", async ({ skip }) => {
        if (!harness.messenger.capabilities.home) return skip('this platform has no home');
        await harness.chat.openHome(harness.alice.userId);
        const event = await eventOf('home');
        const title = fresh('Home');
        await showSent(outgoing(title, { audience: 'home', ...(event.reply && { reply: event.reply }) }));
        await until(() => {
          const home = harness.chat.home(harness.alice.userId);
          return home && messageText(home).includes(title);
        }, 'the home page');
        expect(harness.chat.home(harness.bob.userId)?.frames.length ?? 0).toBe(0);
      });
    });

    describe('buttons and forms', () => {
      test('a button delivers its intent, and the press is answered', async () => {
        const title = fresh('Buttons');
        const buttons = [
          {
            label: 'Claim',
            style: 'primary' as const,
            press: { intent: 'i_0123456789abcdef0123456789abcd' },
          },
          { label: 'Take back', style: 'danger' as const, press: { intent: 'i_2' } },
        ];
        const { ref } = await showSent(outgoing(title, { card: cardOf({ title, buttons }) }));
        const message = await until(() => seenBy(harness.bob, title)[0], 'the card');
        const button = message.buttons.flat().find(({ label }) => label === 'Claim')!;
        await harness.chat.press(harness.bob.userId, harness.group.channel, message.id, button.id);
        const event = await eventOf('action');
        expect(event.intent).toBe('i_0123456789abcdef0123456789abcd');
        expect(event.actor.identity).toEqual(harness.bob.identity);
        expect([event.message?.channel, event.message?.message]).toEqual([ref.channel, ref.message]);
        expect(await harness.messenger.settle(event.reply!)).toMatchObject({ status: 'sent' });
      });

      test('pressing twice is two events', async () => {
        const title = fresh('Twice');
        const buttons = [{ label: 'Claim', style: 'primary' as const, press: { intent: 'i_twice' } }];
        await showSent(outgoing(title, { card: cardOf({ title, buttons }) }));
        const message = await until(() => seenBy(harness.bob, title)[0], 'the card');
        const press = () =>
          harness.chat.press(
            harness.bob.userId,
            harness.group.channel,
            message.id,
            message.buttons[0]![0]!.id,
          );
        await press();
        await press();
        await until(() => events.length >= 2, 'two presses');
        expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
        for (const event of events) await harness.messenger.settle(event.reply!);
      });

      test('a private answer to a press is seen by the presser only', async () => {
        const title = fresh('Pressed');
        const buttons = [{ label: 'Claim', style: 'primary' as const, press: { intent: 'i_private' } }];
        await showSent(outgoing(title, { card: cardOf({ title, buttons }) }));
        const message = await until(() => seenBy(harness.bob, title)[0], 'the card');
        await harness.chat.press(
          harness.bob.userId,
          harness.group.channel,
          message.id,
          message.buttons[0]![0]!.id,
        );
        const event = await eventOf('action');
        const refused = fresh('Not yours');
        await showSent(
          outgoing(refused, { audience: 'private', person: harness.bob.identity, reply: event.reply! }),
        );
        const where = harness.messenger.capabilities.ephemeral
          ? harness.group.channel
          : directOf(harness.bob);
        await until(() => seenBy(harness.bob, refused, where)[0], 'the answer');
        expect(seenBy(harness.alice, refused)).toEqual([]);
        expect(seenBy(harness.alice, title)).toHaveLength(1);
        await harness.messenger.settle(event.reply!);
      });

      test('a public answer to a press is a message of its own, and the pressed card stays', async () => {
        const title = fresh('Asked');
        const buttons = [{ label: 'Pay', style: 'primary' as const, press: { intent: 'i_public' } }];
        await showSent(outgoing(title, { card: cardOf({ title, buttons }) }));
        const message = await until(() => seenBy(harness.bob, title)[0], 'the card');
        const button = message.buttons[0]![0]!;
        await harness.chat.press(harness.bob.userId, harness.group.channel, message.id, button.id);
        const event = await eventOf('action');
        const paid = fresh('Paid');
        await showSent(outgoing(paid, { person: harness.bob.identity, reply: event.reply! }));
        await until(() => seenBy(harness.alice, paid)[0], 'the answer');
        expect(seenBy(harness.alice, title)).toHaveLength(1);
        await harness.messenger.settle(event.reply!);
      });

      test('a private card that was pressed is replaced, and stays private', async () => {
        await say('/balance');
        const asked = await eventOf('command');
        const title = fresh('Question');
        const buttons = [{ label: 'Yes', style: 'primary' as const, press: { intent: 'i_replaced' } }];
        const card = cardOf({ title, buttons });
        await showSent(outgoing(title, { audience: 'private', reply: asked.reply!, card }));
        const { ephemeral } = harness.messenger.capabilities;
        const where = ephemeral ? harness.group.channel : directOf(harness.alice);
        const message = await until(() => seenBy(harness.alice, title, where)[0], 'the question');
        await harness.chat.press(harness.alice.userId, where, message.id, message.buttons[0]![0]!.id);
        const pressed = await eventOf('action');
        await harness.messenger.settle(pressed.reply!);
        const answered = cardOf({ title: fresh('Answered') });
        await showSent(
          outgoing('', {
            audience: 'private',
            conversation: pressed.conversation,
            reply: pressed.reply!,
            previous: pressed.message!,
            card: answered,
          }),
        );
        await until(() => seenBy(harness.alice, answered.title, where)[0], 'the answer');
        expect(seenBy(harness.alice, title, where)).toEqual([]);
        expect(seenBy(harness.bob, answered.title)).toEqual([]);
      });

      test('a form opens, and is answered by one event with its intent and values', async ({ skip }) => {
        if (!harness.messenger.capabilities.modal) {
          const event = await payCommand();
          expect((await harness.messenger.open(event.reply!, form)).status).toBe('invalid');
          return skip('this platform has no modals');
        }
        let opened: Promise<{ status: string }> | undefined;
        onEvent = (event) => {
          if (event.kind === 'command') opened = harness.messenger.open(event.reply!, form);
        };
        await harness.askForForm!();
        await until(() => opened, 'the command that asks for the form');
        expect(await opened).toMatchObject({ status: 'sent' });
        const shown = await until(() => harness.chat.form(harness.alice.userId), 'the form');
        expect(shown.title).toBe('Send money');
        expect(shown.fields.map(({ label }) => label)).toEqual(['To', 'Amount', 'For']);
        const named = (label: string) => shown.fields.find((field) => field.label === label)!.name;
        const who = shown.fields[0]!.kind === 'people' ? [harness.bob.userId] : `@${harness.bob.handle}`;
        await harness.chat.submitForm(harness.alice.userId, shown.id, {
          [named('To')]: who,
          [named('Amount')]: '5.00',
          [named('For')]: 'lunch',
        });
        const event = await eventOf('form');
        expect(event.intent).toBe('f_contract_1');
        expect(event.actor.identity).toEqual(harness.alice.identity);
        expect(event.values.amount).toEqual([{ type: 'text', text: '5.00' }]);
        expect(event.values.memo).toEqual([{ type: 'text', text: 'lunch' }]);
        if (shown.fields[0]!.kind === 'people') {
          expect(event.values.who).toMatchObject([{ type: 'person', identity: harness.bob.identity }]);
        }
        await until(() => harness.chat.form(harness.alice.userId) === null, 'the form to close');
      });
    });

    describe('when the platform misbehaves', () => {
      test("L1: a rate limit is told with the platform's own wait, and nothing is sent", async () => {
        const title = fresh('Limited');
        harness.chat.faults.rateLimit(harness.methods.postInGroup, 1, 2000);
        const result = await harness.messenger.show(outgoing(title));
        expect(result).toMatchObject({ status: 'rate_limited' });
        if (result.status !== 'rate_limited') return;
        expect(result.retry_after_ms).toBeGreaterThanOrEqual(1900);
        expect(result.retry_after_ms).toBeLessThanOrEqual(3500);
        expect(seenBy(harness.bob, title)).toEqual([]);
      });

      test('O1: a server error is an unknown outcome, not a second try of our own', async () => {
        const title = fresh('Failed');
        harness.chat.faults.fail(harness.methods.postInGroup, 1, 503);
        expect(await harness.messenger.show(outgoing(title))).toMatchObject({ status: 'unknown' });
        expect(seenBy(harness.bob, title)).toEqual([]);
      });

      test('O1: a lost response is unknown, and reconciling does not post twice where the platform can tell', async () => {
        const title = fresh('Lost');
        const message = outgoing(title);
        harness.chat.faults.loseResponse(harness.methods.postInGroup, 1);
        expect(await harness.messenger.show(message)).toMatchObject({ status: 'unknown' });
        const result = await showSent({ ...message, reconcile: true });
        await until(() => seenBy(harness.bob, title)[0], 'the card');
        if (harness.reconciles) expect(seenBy(harness.bob, title)).toHaveLength(1);
        const found = cardOf({ title: fresh('Found') });
        await showSent(outgoing('', { card: found, previous: result.ref }));
        await until(() => seenBy(harness.bob, found.title)[0], 'the edit of the message that was found');
      });

      test('D1: a person who takes no direct messages is unreachable, and nobody else sees the message', async () => {
        harness.chat.setReachable(harness.bob.userId, false);
        const title = fresh('Closed');
        const result = await harness.messenger.show(
          outgoing(title, { audience: 'direct', person: harness.bob.identity }),
        );
        expect(result).toMatchObject({ status: 'unreachable' });
        expect(seenBy(harness.alice, title)).toEqual([]);
      });

      test('after the connection dropped, commands arrive again', async () => {
        harness.chat.faults.dropSocket();
        await until(() => harness.adapter.ready(), 'the adapter to be ready again', 30_000);
        await until(
          async () => {
            await say('/help').catch(() => {});
            return events.some((event) => event.kind === 'command');
          },
          'a command after the reconnection',
          30_000,
        );
      }, 60_000);
    });
  });
}

const otherPlatform = (harness: AdapterHarness): 'slack' | 'telegram' =>
  harness.adapter.platform === 'slack' ? 'telegram' : 'slack';
