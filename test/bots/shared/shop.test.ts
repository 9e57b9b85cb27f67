import { afterEach, describe, expect, test } from 'vitest';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { createQuestions } from '../../../bots/shared/questions.ts';
import { viewOf } from '../../../bots/shared/views/index.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import { ASSETS, findAsset, type Platform } from '../../../core/index.ts';
import { discord as discordId } from '../../core/world.ts';
import { qrOfPicture } from '../../support/qr.ts';
import { shopSamples } from './samples/shop.ts';
import { groupOf, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { slack, telegram, discord, handle, command, press, event, work, has, core, log } = stage;
const platforms = { slack, telegram, discord };

let crowd = 0;
const someone = (platform: Platform, pounds = 0) => {
  crowd += 1;
  return stage.person(platform, platform === 'telegram' ? String(8100 + crowd) : `U${crowd}`, pounds);
};

afterEach(() => {
  for (const platform of Object.values(platforms)) {
    platform.messages.length = 0;
    platform.forms.length = 0;
    platform.toasts.length = 0;
  }
});

/** Where answers are not seen in the group, a note says that there is one. */
const last = (platform: Platform): Seen =>
  platforms[platform].messages.findLast(({ card }) => card.title !== 'I have answered you in private')!;
const titles = (platform: Platform) => platforms[platform].messages.map(({ card }) => card.title);

const read = (line: string, locale: string | null = 'en-GB'): unknown => {
  const main = findAsset('GBP')!;
  const context = { speaker: discordId('1'), locale, assets: ASSETS, main, repliedTo: null };
  const result = parseCommand('shop', line === '' ? [] : [{ type: 'text', text: line }], context);
  return result.ok ? result.value : result.refusal.code;
};

const pounds = (minor: string) => ({ minor, asset: { code: 'GBP', exponent: 2 } });
const added = (name: string, minor: string, more: object = {}) => ({
  verb: 'add',
  name,
  price: pounds(minor),
  stock: null,
  per_person: null,
  description: null,
  ...more,
});

describe('what is typed', () => {
  test.each<[string, unknown]>([
    ['', { verb: 'list', page: 1 }],
    ['list 2', { verb: 'list', page: 2 }],
    ['mine', { verb: 'mine' }],
    ['add', { verb: 'form' }],
    ['add "T-shirt M" 15 stock 20', added('T-shirt M', '1500', { stock: 20 })],
    ['add T-shirt M 15', added('T-shirt M', '1500')],
    [
      'anbieten T-Shirt M 15 bestand 20 limit 2 für Baumwolle, blau',
      added('T-Shirt M', '1500', { stock: 20, per_person: 2, description: 'Baumwolle, blau' }),
    ],
    ['add iPhone 15 999', added('iPhone 15', '99900')],
    ['add Mug £8.50 limit none', added('Mug', '850')],
    [
      'add Mug 8.50 EUR',
      { ...added('Mug', '850'), price: { minor: '850', asset: { code: 'EUR', exponent: 2 } } },
    ],
    [
      'add Mug EUR 8.50',
      { ...added('Mug', '850'), price: { minor: '850', asset: { code: 'EUR', exponent: 2 } } },
    ],
    [
      'add "Stock for soup" 3 stock unlimited for two',
      added('Stock for soup', '300', { description: 'two' }),
    ],
    ['add Mug', 'shop_how'],
    ['add 15', 'shop_how'],
    ['add Mug blue', 'amount_invalid'],
    ['add Mug -5', 'amount_not_positive'],
    ['add Mug 0', 'amount_not_positive'],
    ['add Mug 1e3', 'amount_invalid'],
    ['add Mug NaN', 'amount_invalid'],
    ['add Mug 5.005', 'amount_too_many_decimals'],
    ['add Mug 100abc', 'amount_invalid'],
    ['add Mug 5 stock -1', 'shop_number_invalid'],
    ['add Mug 5 stock 1.5', 'shop_number_invalid'],
    ['add Mug 5 stock', 'input_unexpected'],
    ['add Mug 5 stock 1 stock 2', 'input_unexpected'],
    ['add Mug 5 limit 0', 'shop_number_invalid'],
    ['buy t-shirt 2', { verb: 'buy', item: 't-shirt', quantity: 2, whole: 't-shirt 2' }],
    ['buy "T-shirt M" 2x', { verb: 'buy', item: 'T-shirt M', quantity: 2, whole: '"T-shirt M" 2x' }],
    ['buy t-shirt', { verb: 'buy', item: 't-shirt', quantity: null, whole: 't-shirt' }],
    [
      'kaufen itm_7KQ2M9XDA4 3',
      { verb: 'buy', item: 'itm_7KQ2M9XDA4', quantity: 3, whole: 'itm_7KQ2M9XDA4 3' },
    ],
    ['buy', 'shop_item_unknown'],
    ['buy t-shirt -2', 'shop_number_invalid'],
    ['buy t-shirt 0', 'shop_number_invalid'],
    ['buy t-shirt 1.5', 'shop_number_invalid'],
    ['buy t-shirt 1e3', 'shop_number_invalid'],
    ['buy t-shirt 0x10', 'shop_number_invalid'],
    ['stock t-shirt 20', { verb: 'stock', item: 't-shirt', to: { left: 20 } }],
    ['stock t-shirt +5', { verb: 'stock', item: 't-shirt', to: { by: 5 } }],
    ['stock t-shirt -3', { verb: 'stock', item: 't-shirt', to: { by: -3 } }],
    ['stock t-shirt unlimited', { verb: 'stock', item: 't-shirt', to: { left: null } }],
    ['stock t-shirt', 'shop_edit_how'],
    ['stock t-shirt +unlimited', 'shop_edit_how'],
    ['edit t-shirt price 16', { verb: 'edit', item: 't-shirt', price: pounds('1600'), isNamed: false }],
    [
      'edit t-shirt price 16 GBP name "T-shirt, blue" limit off for cotton',
      {
        verb: 'edit',
        item: 't-shirt',
        name: 'T-shirt, blue',
        price: pounds('1600'),
        isNamed: true,
        per_person: null,
        description: 'cotton',
      },
    ],
    ['edit t-shirt', { verb: 'edit', item: 't-shirt', isNamed: false }],
    ['edit t-shirt price', 'input_unexpected'],
    ['edit t-shirt price old 16', 'input_unexpected'],
    ['remove "T-shirt M"', { verb: 'remove', item: 'T-shirt M' }],
    ['show t-shirt', { verb: 'show', item: 't-shirt' }],
    ['fly', 'command_unknown'],
    ['mine now', 'input_unexpected'],
  ])('/shop %s', (line, outcome) => {
    expect(read(line)).toEqual(outcome);
  });

  test('what can be read in two ways is asked for once more', () => {
    expect(read('add Car 1.000', null)).toBe('amount_ambiguous');
    expect(read('add Car 1.000', 'de-DE')).toEqual(added('Car', '100000'));
  });
});

describe.each(['slack', 'telegram', 'discord'] as const)('on %s', (platform) => {
  test('something is sold from its card to the receipt, and its card counts', async () => {
    const [seller, buyer] = [await someone(platform), await someone(platform, 100)];
    await handle(command(seller, `/shop add "Shirt ${platform}" 15 stock 3 limit 2 for cotton`));
    const card = last(platform);
    expect([card.only, card.card.title]).toEqual([null, `Shirt ${platform} · £15.00`]);
    expect(card.card.lines.map(spansText)).toEqual([
      'cotton',
      `Sold by ${seller.user}`,
      '3 left · 2 for each person',
    ]);

    await handle(press(buyer, card, 'Buy'));
    const question = last(platform);
    expect([question.only, question.card.title]).toEqual([buyer.user, `Buy Shirt ${platform} for £15.00?`]);
    expect(question.card.buttons.map(({ label }) => label)).toEqual(['Buy for £15.00', 'Buy 2 for £30.00']);
    await handle(press(buyer, question, 'Buy 2'));
    await work();
    expect(question.card).toMatchObject({ title: `2 × Shirt ${platform} for £30.00`, buttons: [] });
    const receipt = platforms[platform].messages.find(
      ({ card: { title } }) => title.startsWith(`${buyer.user} paid`) || title.startsWith('You paid'),
    )!;
    expect(receipt.only).toBe(buyer.user);
    expect(receipt.card.lines.map(spansText)).toContain(`Bought: 2 × Shirt ${platform} at £15.00.`);
    expect([await has(buyer), await has(seller)]).toEqual(['70.00', '30.00']);
    expect(card.card.lines.map(spansText)).toContain('1 left · 2 for each person');

    // The question is answered, whoever presses it again.
    await handle(command(buyer, `/shop buy "Shirt ${platform}"`));
    expect(last(platform).card.title).toBe('You have as many as one person may have: 2');
    expect(last(platform).only).toBe(buyer.user);
    expect(await has(buyer)).toBe('70.00');

    await core.schedules.run('shop_sales');
    await work();
    const told = platforms[platform].messages.filter(
      ({ card: { title } }) => title === 'You sold for £30.00 to 1 person',
    );
    expect(told.map(({ where }) => where)).toEqual([`@${seller.user}`]);
    expect(titles(platform).filter((title) => /paid you/.test(title))).toEqual([]);
    expect(await core.audit.verify()).toEqual([]);
  });

  test('the seller changes it, and sees what it has brought; nobody else may', async () => {
    const [seller, other] = [await someone(platform), await someone(platform)];
    await handle(command(seller, `/shop add Lamp ${platform} 20 stock 1`));
    const card = last(platform);
    await handle(command(other, `/shop edit Lamp ${platform} price 1`));
    expect(last(platform).card.title).toBe(`Only whoever sells “Lamp ${platform}” can change it`);
    await handle(command(seller, `/shop edit Lamp ${platform} price 25 for brass`));
    await handle(command(seller, `/shop stock Lamp ${platform} +4`));
    await work();
    expect(card.card.title).toBe(`Lamp ${platform} · £25.00`);
    expect(card.card.lines.map(spansText)).toEqual(['brass', `Sold by ${seller.user}`, '5 left']);
    await handle(command(seller, '/shop mine'));
    expect(spansText(last(platform).card.fields[0]!.value)).toMatch(
      /^£0\.00 · 0 sold · 5 left · £25\.00 · itm_/,
    );
    await handle(command(seller, `/shop remove Lamp ${platform}`));
    await work();
    expect(last(platform).card.title).toBe(`“Lamp ${platform}” is out of the shop`);
    expect(card.card.buttons).toEqual([]);
    await handle(command(other, `/shop buy Lamp ${platform}`));
    expect(last(platform).card.title).toBe(`I don’t know which item “Lamp ${platform}” is`);
  });

  test('whoever has too little hears what they lack, in private, and the stock stays', async () => {
    const [seller, buyer] = [await someone(platform), await someone(platform, 10)];
    await handle(command(seller, `/shop add Boat ${platform} 15 stock 1`));
    const card = last(platform);
    await handle(press(buyer, card, 'Buy'));
    await handle(press(buyer, last(platform), 'Buy for'));
    await work();
    const said = platform === 'telegram' ? telegram.toasts.at(-1) : last(platform).card.title;
    expect(said).toMatch(/£15\.00|not enough|enough/i);
    expect(card.card.lines.map(spansText)).toContain('1 left');
    expect(await has(buyer)).toBe('10.00');
  });
});

test('in the catalogue each thing has its button, in the words of its reader', async () => {
  const [seller, german] = [await someone('slack'), await someone('slack', 100)];
  const there = { ...groupOf('slack'), community: 'G7' };
  for (const name of ['Apple', 'Pear', 'Plum', 'Fig', 'Date'])
    await handle(command(seller, `/shop add ${name} 1`, { conversation: there }));
  const actor = { identity: german, name: german.user, locale: 'de-DE' };
  await handle(command(german, '/shop', { conversation: there, actor }));
  const list = last('slack');
  expect(list.only).toBe(german.user);
  expect(list.card.title).toBe('Was hier verkauft wird');
  expect(list.card.buttons.map(({ label }) => label)).toEqual([
    'Date kaufen',
    'Fig kaufen',
    'Plum kaufen',
    'Pear kaufen',
    'Nächste Seite',
  ]);
  await handle(press(german, list, 'Nächste Seite', { conversation: there, actor }));
  expect(list.card.buttons.map(({ label }) => label)).toEqual(['Apple kaufen', 'Nächste Seite']);
  await handle(press(german, list, 'Apple kaufen', { conversation: there, actor }));
  expect(last('slack').card.title).toBe('Apple für 1,00\u00a0£ kaufen?');
});

test('row 4: at another price by now the button asks anew, and only then pays', async () => {
  const [seller, buyer] = [await someone('slack'), await someone('slack', 100)];
  await handle(command(seller, '/shop add Kite 10'));
  await handle(press(buyer, last('slack'), 'Buy'));
  const question = last('slack');
  await handle(command(seller, '/shop edit kite price 12'));
  await handle(press(buyer, question, 'Buy for £10.00'));
  expect(question.card.lines.map(spansText)).toContain('The price has changed: it is £12.00 now.');
  expect(await has(buyer)).toBe('100.00');
  await handle(press(buyer, question, 'Buy for £12.00'));
  await work();
  expect(await has(buyer)).toBe('88.00');
});

test('the form of a sale says what is missing where it can be mended, and is sent once', async () => {
  const seller = await someone('slack');
  await handle(command(seller, '/shop add'));
  const { intent, title, fields } = slack.forms[0]!;
  expect([title, fields.map(({ name }) => name)]).toEqual([
    'Sell something',
    ['name', 'price', 'stock', 'limit', 'memo'],
  ]);
  const sent = (values: Record<string, string>) =>
    event(seller, {
      kind: 'form',
      intent,
      values: Object.fromEntries(
        Object.entries(values).map(([name, text]) => [name, [{ type: 'text' as const, text }]]),
      ),
    });
  const filled = { name: 'Teapot for two', price: '12', stock: '4', limit: '', memo: 'stock of clay' };
  const form = sent(filled);
  await Promise.all([handle(form), handle(form)]);
  await handle(sent(filled));
  const cards = slack.messages.filter(({ card }) => card.title === 'Teapot for two · £12.00');
  expect(cards).toHaveLength(1);
  await handle(sent({ ...filled, price: '-3' }));
  expect(last('slack').card.title).toBe('An amount has to be more than nothing');

  const onTelegram = await someone('telegram');
  await handle(command(onTelegram, '/shop add'));
  expect(last('telegram').card.title).toBe('What do you sell, and for how much?');
});

test('while an item is typed, those of here are suggested, and their seller’s own where they are changed', async () => {
  const [seller, buyer] = [await someone('discord'), await someone('discord')];
  await handle(command(seller, '/shop add Umbrella 9'));
  const { autocomplete } = createQuestions({ core, log, platforms: [discord] });
  const question = (who: typeof seller, name: string) =>
    autocomplete({
      kind: 'autocomplete',
      platform: 'discord',
      actor: { identity: who, name: who.user },
      conversation: groupOf('discord'),
      command: name,
      option: 'item',
      typed: 'umbr',
    });
  const [choice] = await question(buyer, 'shop buy');
  expect(choice).toMatchObject({
    label: expect.stringMatching(/^Umbrella · U\d+ · itm_/),
    value: expect.stringMatching(/^itm_/),
  });
  expect(await question(buyer, 'shop edit')).toEqual([]);
  expect(await question(seller, 'shop edit')).toHaveLength(1);
});

test('every sample reads well in German', () => {
  const context = { platform: 'discord', tenant: '', private: true } as const;
  const seen = Object.values(shopSamples)
    .flat()
    .map((notice) => viewOf(notice, 'de-DE', context));
  expect(seen.map(({ title }) => title)).toContain('Du hast für 62,50\u00a0£ an 4 Personen verkauft');
});

const parsed = (verb: string, line: string, locale: string | null = 'en-GB'): unknown => {
  const main = findAsset('GBP')!;
  const at = '2026-11-29T10:00:00.000Z';
  const zone = 'Europe/Berlin';
  const context = { speaker: discordId('1'), locale, assets: ASSETS, main, repliedTo: null, at, zone };
  const result = parseCommand(verb, line === '' ? [] : [{ type: 'text', text: line }], context);
  return result.ok ? result.value : result.refusal.code;
};

const concert = { day: '2026-12-24', time: 1200, zone: 'Europe/Berlin', place: null, refund_before_ms: null };

describe('tickets, as they are typed', () => {
  test.each<[string, string | null, unknown]>([
    ['event "Concert" 12 on 24 December at 20:00', 'en-GB', added('Concert', '1200', { event: concert })],
    [
      'event Concert 12 GBP on 24.12. 20:00 place Town Hall stock 100 limit 4 refund 2 days for doors at 19',
      'en-GB',
      added('Concert', '1200', {
        stock: 100,
        per_person: 4,
        description: 'doors at 19',
        event: { ...concert, place: 'Town Hall', refund_before_ms: 172_800_000 },
      }),
    ],
    [
      'veranstaltung "Konzert" 12 am 24. Dezember um 20 Uhr ort Rathaus bestand 50',
      'de-DE',
      added('Konzert', '1200', { stock: 50, event: { ...concert, place: 'Rathaus' } }),
    ],
    ['event', 'en-GB', { verb: 'event_form' }],
    ['event Concert 12', 'en-GB', 'shop_event_how'],
    ['event Concert on 24 December at 20:00', 'en-GB', 'shop_how'],
    ['event Concert 12 on 24 December', 'en-GB', 'shop_event_when'],
    ['event Concert 12 on some day', 'en-GB', 'shop_event_when'],
    ['event Concert 12 on 24 December at 20:00 refund soon', 'en-GB', 'shop_event_how'],
    ['event Concert -12 on 24 December at 20:00', 'en-GB', 'amount_not_positive'],
    ['cancel Concert', 'en-GB', { verb: 'cancel', item: 'Concert' }],
    ['staff Concert', 'en-GB', 'payee_missing'],
  ])('/shop %s', (line, locale, outcome) => {
    expect(parsed('shop', line, locale)).toEqual(outcome);
  });

  test.each<[string, unknown]>([
    ['', { verb: 'list' }],
    ['123456789015', { verb: 'show', number: '123456789015' }],
    ['show 1234 5678 9015', { verb: 'show', number: '1234 5678 9015' }],
    ['refund 123456789015', { verb: 'refund', number: '123456789015' }],
    ['give 123456789015', 'payee_missing'],
    [
      'give 123456789015 @bob',
      {
        verb: 'give',
        number: '123456789015',
        to: { by: 'handle', handle: 'bob', platform: 'discord', tenant: null },
      },
    ],
    ['give', 'ticket_unknown'],
    ['fly 123456789015', 'input_unexpected'],
  ])('/ticket %s', (line, outcome) => {
    const value = parsed('ticket', line);
    if (typeof outcome === 'object' && 'to' in (outcome as object))
      expect(value).toMatchObject({ ...(outcome as object), to: { handle: 'bob' } });
    else expect(value).toEqual(outcome);
  });
});

test('whoever cannot give a ticket back reads so before buying, in either language', async () => {
  const [seller, buyer] = [await someone('slack'), await someone('slack', 100)];
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  // Nobody could do it in time.
  for (const [name, terms] of [
    ['Sale', ''],
    ['Late sale', ' refund 30 days'],
  ]) {
    await handle(command(seller, `/shop event "${name}" 12 on ${day} at 20:00 stock 5${terms}`));
    const card = last('slack');
    expect(card.card.lines.map(spansText)).toContain('Tickets cannot be given back.');
    await handle(press(buyer, card, 'Buy'));
    expect(last('slack').card.lines.map(spansText)).toContain('Tickets cannot be given back.');
  }
  await handle(command(buyer, '/language de'));
  await handle(command(buyer, '/shop buy "Late sale"'));
  expect(last('slack').card.lines.map(spansText)).toContain('Tickets lassen sich nicht zurückgeben.');
});

/** Tickets are sold for what is to come, by the clock on the wall. */
const nextYear = new Date().getUTCFullYear() + 1;

describe.each(['slack', 'telegram', 'discord'] as const)('on %s a ticket', (platform) => {
  test('is bought, shown as a picture, given on, and lets in once', async () => {
    const [seller, buyer, friend] = [
      await someone(platform),
      await someone(platform, 100),
      await someone(platform),
    ];
    await handle(
      command(
        seller,
        `/shop event "Gig ${platform}" 12 on 24 December ${nextYear} at 20:00 place Town Hall stock 5 refund 2 days`,
      ),
    );
    const card = last(platform);
    expect(spansText(card.card.lines[0]!)).toMatch(
      new RegExp(`^24\\sDec\\s${nextYear}, 20:00 · Town Hall$`, 'u'),
    );
    const back = new RegExp(`^Tickets can be given back until 22\\sDec\\s${nextYear}, 20:00\\.$`, 'u');
    expect(card.card.lines.map(spansText)).toContainEqual(expect.stringMatching(back));
    await handle(press(buyer, card, 'Buy'));
    expect(last(platform).card.lines.map(spansText)).toContainEqual(expect.stringMatching(back));
    await handle(press(buyer, last(platform), 'Buy 2'));
    await work();
    const mine = platforms[platform].messages.findLast(({ card: { title } }) => title === 'Your tickets')!;
    expect(mine.only).toBe(buyer.user);
    const button = mine.card.buttons[0]!.label;
    await handle(press(buyer, mine, button));
    const ticket = last(platform);
    expect([ticket.only, ticket.card.title]).toEqual([buyer.user, `Gig ${platform}`]);
    const { file } = ticket.card;
    expect(file && 'bytes' in file && Buffer.from(file.bytes).subarray(1, 4).toString()).toBe('PNG');
    const typed = /\/checkin ([0-9A-Z-]+)/.exec(spansText(ticket.card.lines[1]!))![1]!;
    const number = /\d{4} \d{4} \d{4}/.exec(spansText(ticket.card.context!))![0];

    await handle(command(buyer, `/checkin ${typed}`));
    expect(last(platform).card.title).toBe(`You are not at the door of “Gig ${platform}”`);
    await handle(command(buyer, `/ticket give ${number} <${friend.user}>`));
    const giving = last(platform);
    expect([giving.only, giving.card.title]).toEqual([
      buyer.user,
      `Give ${friend.user} your ticket to Gig ${platform}?`,
    ]);
    expect(spansText(giving.card.context!)).toContain(number);
    await handle(press(buyer, giving, `Give it to ${friend.user}`));
    expect(last(platform).card.title).toBe(`${friend.user} has your ticket to Gig ${platform} now`);
    await work();
    await handle(command(seller, `/checkin ${typed}`));
    expect(last(platform).card.title).toBe('This code is void: the ticket was given to somebody else');
    const given = platforms[platform].messages.findLast(
      ({ card: { title } }) => title === `${buyer.user} gave you a ticket to Gig ${platform}`,
    )!;
    await handle(press(friend, given, 'Show ticket'));
    const code = /\/checkin ([0-9A-Z-]+)/.exec(spansText(last(platform).card.lines[1]!))![1]!;
    await handle(command(seller, `/shop staff "Gig ${platform}" <${buyer.user}>`));
    await handle(command(buyer, `/start checkin_${code.replaceAll('-', '')}`));
    expect(last(platform).card.title).toBe(`Welcome, ${friend.user}`);
    await handle(command(seller, `/checkin ${code}`));
    expect(last(platform).card.title).toBe('This ticket has been used');

    await handle(command(seller, `/shop cancel "Gig ${platform}"`));
    expect(last(platform).card.title).toBe(`“Gig ${platform}” is called off`);
    await work();
    expect([await has(buyer), await has(seller)]).toEqual(['100.00', '0.00']);
    expect(await core.audit.verify()).toEqual([]);
  });
});

test.each(['slack', 'telegram', 'discord'] as const)(
  'on %s whoever calls off an event of much money, or gives back much for a ticket, is asked first',
  async (platform) => {
    const [seller, buyer] = [await someone(platform), await someone(platform, 500)];
    const sold = `/shop event "Gala ${platform}" 120 on 24 December ${nextYear} at 20:00`;
    await handle(command(seller, sold));
    await handle(press(buyer, last(platform), 'Buy'));
    await handle(press(buyer, last(platform), 'Buy 2'));
    await handle(press(buyer, last(platform), 'Confirm'));
    await work();
    const { tickets } = await core.shop.tickets(buyer);
    await handle(command(seller, `/ticket refund ${tickets[0]!.number}`));
    expect([last(platform).only, last(platform).card.title]).toEqual([
      seller.user,
      `Pay ${buyer.user} £120.00?`,
    ]);
    await handle(press(seller, last(platform), 'Confirm'));
    expect(last(platform).card.title).toContain(`£120.00`);
    await work();
    expect(await has(buyer)).toBe('380.00');
    await handle(command(seller, `/shop cancel "Gala ${platform}"`));
    const question = last(platform);
    expect([question.only, question.card.title]).toEqual([seller.user, `Pay ${buyer.user} £120.00?`]);
    expect(question.card.lines.map(spansText).join()).toContain(`Gala ${platform}`);
    await handle(press(seller, question, 'Confirm'));
    expect(titles(platform)).toContain(`“Gala ${platform}” is called off`);
    await work();
    expect([await has(buyer), await has(seller)]).toEqual(['500.00', '0.00']);
    expect(await core.audit.verify()).toEqual([]);
  },
);

test('the form of an event asks when and where', async () => {
  const seller = await someone('discord');
  await handle(command(seller, '/shop event'));
  const { intent, title, fields } = discord.forms.at(-1)!;
  expect([title, fields.map(({ name }) => name)]).toEqual([
    'Sell tickets',
    ['name', 'price', 'date', 'place', 'stock'],
  ]);
  const filled = {
    name: 'Reading',
    price: '3',
    date: `24 December ${nextYear} at 20:00`,
    place: 'Library',
    stock: '',
  };
  const values = Object.fromEntries(
    Object.entries(filled).map(([name, text]) => [name, [{ type: 'text' as const, text }]]),
  );
  await handle(event(seller, { kind: 'form', intent, values }));
  expect(last('discord').card.title).toBe('Reading · £3.00');
});

test('a ticket’s picture is drawn whatever the event is called, and read by a phone as what lets its holder in', () => {
  const directUrl = 'https://t.me/tuppence_bot';
  const chats = [
    [{ platform: 'telegram', tenant: '', private: true, directUrl }, `${directUrl}?start=checkin_`],
    [{ platform: 'discord', tenant: '', private: true }, '/checkin '],
  ] as const;
  for (const notice of shopSamples.ticket.filter(({ code }) => code !== null))
    for (const [context, before] of chats) {
      const { file } = viewOf(notice, 'de-DE', context);
      expect(file).toMatchObject({ name: 'ticket.png', media_type: 'image/png' });
      expect(file && 'bytes' in file && qrOfPicture(file.bytes)).toBe(`${before}${notice.code}`);
    }
});
