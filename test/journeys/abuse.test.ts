/**
 * What somebody who means harm, or is only clumsy, can do in a chat, tried in each of the three through the real client libraries.
 * The rows are those of test/ABUSE.md.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { COMMON_ROOM } from '../../bots/playground/people.ts';
import type { Platform } from '../../core/index.ts';
import { until } from '../bots/shared/contract-support.ts';
import { refusalOf } from '../core/world.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, type Place, read, type Stage } from './stage.ts';

// Much is tried in each of these.
vi.setConfig({ testTimeout: 90_000 });

const database = await freshDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database);
});
afterAll(() => stage.stop());

/** Who acts, who stands by in the same room, and who is in another chat. Whoever acts is an operator. */
const casts = [
  { platform: 'discord', who: 'alice', beside: 'bob', far: '@carol@slack', alias: '@bob@slack' },
  { platform: 'slack', who: 'carol', beside: 'bob', far: '@alice@discord', alias: '@bob@discord' },
  { platform: 'telegram', who: 'dave', beside: 'erin', far: '@alice@discord', alias: '@alice@discord' },
] as const;

const NO_AMOUNTS = [
  '-1k',
  '-$5',
  '0',
  '-0',
  '-50x',
  '100abc',
  '1e3',
  '0x10',
  'Infinity',
  'NaN',
  '5.001',
  '5\u200b0',
];

/** A line of each command that takes an amount, as people of the platform write it. */
const linesWith = (platform: Platform, amount: string, beside: string, reference: string): string[] =>
  platform === 'discord'
    ? [
        `/pay person:@${beside} amount:${amount}`,
        `/request person:@${beside} amount:${amount}`,
        `/drop amount:${amount} people:2`,
        `/paywall amount:${amount} title:tea`,
        `/split amount:${amount} people:@${beside}`,
        `/split amount:items memo:${amount} pizza @${beside}`,
        `/tab add amount:${amount} with:@${beside}`,
        `/refund reference:${reference} amount:${amount}`,
        `/shop add name:Pen price:${amount}`,
      ]
    : [
        `/pay @${beside} ${amount}`,
        `/request @${beside} ${amount}`,
        `/drop ${amount} for 2`,
        `/paywall ${amount} tea`,
        `/split ${amount} tea @${beside}`,
        `/split items ${amount} pizza @${beside}`,
        `/tab add ${amount} tea @${beside}`,
        `/refund ${reference} ${amount}`,
        `/shop add Pen ${amount}`,
      ];

/** What only this person sees, oldest first in each place: beside their command, or in their own chat, where that came too late or cannot be. */
const toldAlone = (person: Person): { place: Place; message: ChatMessage }[] =>
  (['direct', 'room'] as const).flatMap((place) =>
    person
      .messages(place)
      .filter(({ ephemeral }) => ephemeral || place === 'direct')
      .map((message) => ({ place, message })),
  );

/** What was said to this person alone, as soon as it is there, and how they press a button of it. */
async function hears(person: Person, words: string | RegExp) {
  const says = ({ message }: { message: ChatMessage }) =>
    typeof words === 'string' ? read(message).includes(words) : words.test(read(message));
  const find = () => toldAlone(person).findLast(says);
  const { place, message } = await until(find, `${person.user.name} to hear ${words}`, 30_000);
  return { message, press: (label: string) => person.press(place, message, label) };
}

type Snapshot = Record<string, unknown> & { has: number };

/** Every balance, every movement, and all that people made. */
async function books(): Promise<Record<string, unknown>> {
  const counted = [
    'transfer',
    'hold',
    'payment_order',
    'request',
    'money_drop',
    'split',
    'split_share',
    'tab_entry',
    'paywall_post',
    'shop_item',
    'shop_purchase',
  ];
  const tables = [...counted, 'tab_round', 'refund', 'dispute', 'person_link'];
  const counts = tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
  const [rows] = await database.owner.query(`
    select ${counts}, (select json_agg(a order by a.id) from (
      select id, debits_posted, debits_pending, credits_posted, credits_pending from account) a) as accounts`);
  return rows as Record<string, unknown>;
}

/** Everything that was said is handled, and it changed nothing. */
async function changesNothing(work: () => Promise<unknown>): Promise<void> {
  await stage.proven();
  const before = await books();
  await work();
  await stage.proven();
  expect(await books()).toEqual(before);
}

const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);

/** What a platform shows one person in passing, from now on. */
function flashesOf(person: Person) {
  const flashes: string[] = [];
  const stop = person.chat.onFlash(
    ({ userId, text }) => void (userId === person.user.id && flashes.push(text)),
  );
  return { flashes, stop };
}

const MARKUP = '<!channel> **b** <b>i</b> `c` [x](http://evil.example) 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦';
const HOSTILE = `@everyone <@U0BOB> ${MARKUP}`;

/** Buttons that are there for whoever comes by. */
const FOR_ANYBODY = new Set(['Take a share', 'Join', 'Buy']);
const OTHERS_BUTTONS = [
  ...['Options', 'Claim', 'Take back', 'Remind', 'Cancel request', 'Take back'],
  ...['Pay my share', 'Leave', 'Lock', 'Call off', 'Pay my part'],
];

let presses = 0;
/** A press of this key, as a client may send it that does as it likes; and why it did nothing. */
async function pressedBy({ identity, chat }: Person, key: string): Promise<string> {
  presses += 1;
  const origin = { key: `forged-${presses}`, conversation: COMMON_ROOM[chat.platform] };
  return refusalOf(await stage.core.intents.press(key, identity, origin));
}

describe.each(casts)('on $platform', ({ platform, far, ...cast }) => {
  let who: Person;
  let beside: Person;
  /** Of a payment that `who` received. */
  let received: string;
  /** The cards of `who`, by what made them. */
  const cards: Record<string, ChatMessage> = {};

  beforeAll(async () => {
    who = stage.person(platform, cast.who);
    beside = stage.person(platform, cast.beside);
    if (platform === 'telegram') {
      await who.type('/bank fund @erin 20 GBP', 'direct');
      await beside.type('/start', 'direct');
      await beside.sees('direct', 'Welcome, Erin');
    }
    await beside.type(`/pay @${cast.who} 3 for a beginning`);
    received = /pay_\w+/.exec(read(await who.sees('room', /“a beginning”\npay_\w+ · paid/)))![0];
  });

  it('rows 1, 2 and 3: what is no amount moves nothing by any command, and nobody else hears of it', async () => {
    const others = beside.reads('room');
    const before = toldAlone(who).length;
    const lines = NO_AMOUNTS.flatMap((amount) => linesWith(platform, amount, cast.beside, received));
    await changesNothing(async () => {
      for (const line of lines) await who.type(line);
      await expect.poll(() => toldAlone(who).length, { timeout: 60_000 }).toBe(before + lines.length);
    });
    // Where nothing in a group is for one alone, the group reads no more than that there was an answer.
    const after = beside.reads('room').filter((text) => text !== 'I have answered you in private');
    expect(after).toEqual(others);
  });

  it('rows 1 and 2: nor does it in a form or in an inline question', async () => {
    const { chat, user } = who;
    const few = ['-5', '1e3', '5.001'];
    await changesNothing(async () => {
      if (platform === 'telegram') {
        const offers = (line: string) =>
          chat.suggest(user.id, chat.channels(user.id)[0]!.id, `${chat.inlineName()} ${line}`);
        await expect.poll(() => offers('request 5')).toHaveLength(1);
        for (const amount of few)
          for (const line of [`request ${amount}`, `drop ${amount} 2`, `split ${amount}`])
            expect(await offers(line)).toEqual([]);
        return;
      }
      const people = { who: [beside.user.id] };
      const forms: [string, Record<string, string | string[]>][] = [
        ['/request', { ...people, split: '', memo: '' }],
        ['/drop', { people: '2', shares: 'even', duration: '', memo: '' }],
        ['/split', { ...people, parts: '', memo: '' }],
      ];
      if (platform === 'slack') forms.push(['/pay', { ...people, split: '', memo: '' }]);
      for (const [command, values] of forms) {
        for (const amount of few) {
          const before = toldAlone(who).length;
          await who.type(command);
          const form = await until(() => chat.form(user.id), `the form of ${command}`, 30_000);
          await chat.submitForm(user.id, form.id, { ...values, amount });
          const answered = () =>
            toldAlone(who).length > before || Object.keys(chat.form(user.id)?.errors ?? {}).length > 0;
          await until(answered, `an answer to ${command}`, 30_000);
          if (chat.form(user.id)) chat.closeForm(user.id, form.id);
        }
      }
    });
  });

  it('rows 3 and 4: digits of another script are echoed, and what can be read in two ways asks', async () => {
    await who.type(`/pay ${far} ١٫٥٠ for digits`);
    await who.sees('room', / £1\.50\n[\s\S]*“digits”/);
    await changesNothing(async () => {
      await who.type(`/pay ${far} 1.000 for two ways`);
      const question = await hears(who, 'Which amount do you mean?');
      expect(labels(question.message)).toEqual(['£1.00', '£1,000.00']);
      await who.type(`/pay ${far} 1,000`);
      await hears(who, /You need £1,000\.00/);
    });
  });

  it('row 5: currencies of no and of three decimals are exact, also beyond what a float can hold', async () => {
    const fund = (minor: bigint, asset: string) =>
      stage.core.bank.fund(
        null,
        { by: 'identity', identity: who.identity },
        minor,
        asset,
        `${platform} ${asset}`,
      );
    await fund(12_345n, 'JPY');
    await fund(90_071_992_547_409_931n, 'KWD');
    for (const [line, shown] of [
      ['12345 JPY', '(?:JP)?¥12,345'],
      ['0.931 KWD', 'KWD.0\\.931'],
      ['90071992547409.000 KWD', 'KWD.90,071,992,547,409\\.000'],
    ] as const) {
      await who.type(`/pay ${far} ${line} for money of another kind`);
      const question = await hears(who, new RegExp(`${shown}\\?`));
      await question.press('Confirm');
      await who.sees('room', new RegExp(`paid \\w+ ${shown}\\n`));
    }
    await changesNothing(async () => {
      await who.type(`/pay ${far} 5.5 JPY`);
      await hears(who, /5\.5 JPY/);
      await who.type(`/pay ${far} 9007199254740993`);
      await hears(who, '“9007199254740993” is more than I can move');
    });
  });

  it('rows 8, 9 and 10: more than there is, oneself, and several who together are too much: refused as a whole', async () => {
    await changesNothing(async () => {
      await who.type(`/pay ${far} 5000`);
      await hears(who, /You need £5,000\.00/);
      await who.type(`/pay @${cast.beside} ${far} 60 each`);
      await hears(who, /You need £120\.00/);
      await who.type(`/pay @${cast.who} 1`);
      await hears(who, 'That is you');
    });
    await who.type(
      `/pay @${cast.beside} ${platform === 'discord' ? far : `@${cast.beside}`} ${far} 1 each for all`,
    );
    await who.sees('room', /paid \w+ and \w+ £2\.00\n[\s\S]*“all”/);
  });

  it('row 20: hostile words are words on every card', async () => {
    const memo = platform === 'discord' ? ` memo:${HOSTILE}` : ` for ${HOSTILE}`;
    const lines: Record<string, [string, RegExp]> =
      platform === 'discord'
        ? {
            paid: [`/pay more:${far} amount:1.01${memo}`, /£1\.01\n/],
            waiting: [`/pay more:@zoe${platform}@telegram amount:1.02${memo}`, /has £1\.02 for/],
            asked: [`/request more:${far} amount:1.03${memo}`, /asks .* for £1\.03/],
            given: [`/drop amount:1.04 people:2 shares:even${memo}`, /is giving away £1\.04/],
            split: [`/split amount:1.05 people:${far}${memo}`, /splits £1\.05/],
            sold: [`/shop add name:Pen price:1.07${memo}`, /Pen · £1\.07/],
            entered: [`/tab add amount:1.06 with:${far} memo:${MARKUP}`, /paid £1\.06/],
          }
        : {
            paid: [`/pay ${far} 1.01${memo}`, /£1\.01\n/],
            waiting: [`/pay @zoe${platform}@telegram 1.02${memo}`, /has £1\.02 for/],
            asked: [`/request ${far} 1.03${memo}`, /asks .* for £1\.03/],
            given: [`/drop 1.04 for 2 even${memo}`, /is giving away £1\.04/],
            split: [`/split 1.05 ${far}${memo}`, /splits £1\.05/],
            sold: [`/shop add Pen 1.07${memo}`, /Pen · £1\.07/],
            entered: [`/tab add 1.06 ${MARKUP} ${far}`, /paid £1\.06/],
          };
    for (const [name, [line, words]] of Object.entries(lines)) {
      await who.type(line);
      cards[name] = await who.sees('room', words);
    }
    await stage.proven();
    for (const name of Object.keys(lines)) {
      const card = who.messages('room').find(({ id }) => id === cards[name]!.id)!;
      cards[name] = card;
      expect(read(card)).toContain(name === 'entered' ? MARKUP : HOSTILE);
      const pieces = [
        card.text,
        ...card.frames.flatMap(({ title, body, footer }) => [title, body, footer]),
      ].flat();
      const called = pieces.flatMap((piece) => (piece.type === 'mention' ? piece.text : []));
      expect(called.filter((text) => /everyone|channel|bob/i.test(text))).toEqual([]);
      expect(pieces.filter((piece) => piece.type === 'link' && piece.text !== piece.url)).toEqual([]);
      expect(pieces.filter((piece) => piece.type === 'text' && piece.code)).toEqual([]);
    }
  });

  it('row 22: whatever somebody is called, the receipt says which account it was', async () => {
    const id = {
      discord: 'slack:T0TUPPENCE:U0CAROL',
      slack: 'discord::100000000000000001',
      telegram: 'discord::100000000000000001',
    };
    expect(read(cards.paid!)).toContain(id[platform]);
  });

  it('row 13: a bystander presses every button in vain, and hears so alone', async () => {
    await who.type('/tab settle');
    cards.round = await who.sees('room', 'Settling up');
    await stage.proven();
    const readInRoom = () =>
      beside
        .messages('room')
        .filter(({ ephemeral }) => !ephemeral)
        .map(read);
    const room = readInRoom();
    const { flashes, stop } = flashesOf(beside);
    const heard = () => (platform === 'telegram' ? flashes : toldAlone(beside)).length;
    const pressed: string[] = [];
    await changesNothing(async () => {
      for (const card of Object.values(cards)) {
        for (const label of labels(card).filter((each) => !FOR_ANYBODY.has(each))) {
          const before = heard();
          await beside.press('room', card, label);
          await until(() => heard() > before, `a word about ${label}`);
          pressed.push(label);
        }
      }
    });
    stop();
    expect(pressed).toEqual(OTHERS_BUTTONS);
    expect(readInRoom()).toEqual(room);
  });

  it('row 13: a key that was guessed or seen is of no use to anybody else', async () => {
    await beside.type(`/dispute ${received} it never came`);
    await hears(beside, /The bank knows/);
    await changesNothing(async () => {
      const keys = await database.owner<{ key: string; kind: string }[]>`
        select i.key, i.kind from intent i
        where i.person <> (select person from identity
          where platform = ${platform} and user_id = ${beside.user.id})`;
      const kinds = new Set(keys.map(({ kind }) => kind));
      for (const { key, kind } of keys) {
        // A form's key is no button's, not even its owner's; and nobody else reads it.
        if (/form$/.test(kind))
          expect([kind, refusalOf(await stage.core.intents.read(key, beside.identity))]).toEqual([
            kind,
            'intent_not_yours',
          ]);
        else expect([kind, await pressedBy(beside, key)]).toEqual([kind, 'intent_not_yours']);
      }
      for (const kind of ['pay_confirmed', 'pay_amount', 'drop_cancel', 'request_cancel'])
        expect([...kinds]).toContain(kind);
      for (const key of ['AAAAAAAAAAAAAAAAAAAAAA', '', "' or true --", '../..'])
        expect(await pressedBy(beside, key)).toBe('intent_unknown');
    });
  });

  it('row 24: what is taken back, cancelled, called off and refunded three times at once is so once', async () => {
    await stage.proven();
    const before: Snapshot = { has: Number(await who.balance()), ...(await books()) };
    const three = (work: () => Promise<unknown>) => Promise.all([work(), work(), work()]);
    await three(() => who.press('room', cards.waiting!, 'Take back'));
    await three(() => who.press('room', cards.asked!, 'Cancel request'));
    await three(() => who.press('room', cards.given!, 'Take back'));
    await three(() => who.press('room', cards.split!, 'Call off'));
    const number = /#(\d+)/.exec(read(cards.entered!))![1];
    await three(() => who.type(`/tab delete ${number}`));
    await three(() => who.type(`/refund ${received}`));
    await hears(who, /You refunded \w+ £3\.00/);
    await stage.proven();
    const after: Snapshot = { has: Number(await who.balance()), ...(await books()) };
    expect(after.has - before.has).toBeCloseTo(1.02 + 1.04 - 3, 6);
    const more = (of: 'transfer' | 'refund' | 'tab_entry') => Number(after[of]) - Number(before[of]);
    expect([more('transfer'), more('refund'), more('tab_entry')]).toEqual([3, 1, 1]);
  });

  it('row 14: what is over stays over, whoever still has its buttons', async () => {
    for (const name of ['waiting', 'asked', 'given', 'split'])
      expect(labels(who.messages('room').find(({ id }) => id === cards[name]!.id)!)).toEqual([]);
    await changesNothing(async () => {
      const keys = await database.owner<{ key: string }[]>`
        select key from intent where kind ~ '^(claim|take_back|tab_due|(request|split|drop)_)' and kind !~ 'show'`;
      expect(keys.length).toBeGreaterThan(8);
      const everybody = [who, beside, stage.person('discord', 'alice'), stage.person('slack', 'carol')];
      for (const { key } of keys) for (const person of everybody) await pressedBy(person, key);
    });
  });

  it('row 12: a double tap and a press that comes three times pay once', async () => {
    await stage.proven();
    const before = Number(await who.balance());
    await who.type(`/pay ${far} 1.000 for a double tap`);
    await stage.proven();
    const question = await hears(who, 'Which amount do you mean?');
    who.chat.faults.duplicateEvents(2, 3);
    await Promise.all([question.press('£1.00'), question.press('£1.00')]);
    await who.sees('room', '“a double tap”');
    await stage.proven();
    expect(Number(await who.balance())).toBeCloseTo(before - 1, 6);
    expect(who.reads('room').filter((text) => text.includes('“a double tap”'))).toHaveLength(1);
  });

  it('row 19: another bot, a webhook, a channel, a hidden administrator and a quotation command nothing', async () => {
    const room = who.chat.channels(who.user.id).find(({ kind }) => kind === 'group')!;
    const line = `/pay @${cast.who} 5`;
    await changesNothing(async () => {
      expect(who.chat.outsiders.length).toBeGreaterThan(1);
      for (const kind of who.chat.outsiders) who.chat.outsiderSays(kind, room.id, line);
      await who.type(`> ${line}`);
      await who.type(`“${line}”`);
      // What comes after it has come after it.
      await who.type('/help');
      await hears(who, '/balance');
    });
  });

  it('row 9: an account of one’s own in another chat is oneself', async () => {
    if (platform === 'telegram') {
      const made = await stage.core.people.linkCode(stage.person('discord', 'alice').identity);
      if (made.ok) await stage.core.people.link(beside.identity, made.value.code, 'link');
    }
    await changesNothing(async () => {
      await beside.type(`/pay ${cast.alias} 1`);
      await hears(beside, 'That is you');
    });
  });
});
