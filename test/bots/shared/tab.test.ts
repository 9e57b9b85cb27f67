/** `/tab` on the stage: how it is understood, and what people see of it. */
import { beforeEach, describe, expect, it, test } from 'vitest';
import { parseTab, type TabCommand } from '../../../bots/shared/tab/commands.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import { spansText } from '../../../bots/shared/views/parts.ts';
import type { Identity, Platform, Result } from '../../../core/index.ts';
import { ASSETS, findAsset } from '../../../core/index.ts';
import { directOf, groupOf, idOf, mention, openStage, type RecordingPlatform, type Seen } from './stage.ts';

const parse = (line: string, locale: string | null = 'en-GB'): Result<TabCommand> =>
  parseTab(tokens([{ type: 'text', text: line }]), {
    speaker: idOf('discord', 'alice'),
    locale,
    assets: ASSETS,
    main: findAsset('GBP')!,
    repliedTo: null,
  });

/** `add 2400 GBP “petrol” with a,b by c only`. */
const understood = (line: string, locale?: string): string => {
  const result = parse(line, locale);
  if (!result.ok) return result.refusal.code;
  const command = result.value;
  const named = (who: { handle?: string } | object) => ('handle' in who ? who.handle : 'someone');
  if (command.verb === 'match') return `match ${command.name} = ${named(command.who)}`;
  const words = [command.verb, 'number' in command ? `#${command.number}` : ''];
  if (command.verb === 'add') words.push(command.amount.minor, command.amount.asset.code);
  if (command.verb === 'edit' && command.amount) words.push(command.amount.text);
  if (command.verb === 'add' || command.verb === 'edit')
    words.push(
      command.memo === null ? '' : `“${command.memo}”`,
      command.among.length > 0 ? `with ${command.among.map(named).join()}` : '',
      command.payer ? `by ${named(command.payer)}` : '',
      command.only ? 'only' : '',
    );
  return words.filter((word) => word !== '').join(' ');
};

describe('the grammar', () => {
  test.each([
    ['', 'show'],
    ['show', 'show'],
    ['JOIN', 'join'],
    ['settle', 'settle'],
    ['add 24 petrol', 'add 2400 GBP “petrol”'],
    ['add 24', 'add 2400 GBP'],
    ['add £24.50 for petrol', 'add 2450 GBP “petrol”'],
    ['add 24 EUR petrol @a @b', 'add 2400 EUR “petrol” with a,b'],
    ['add 24 @a, @b and @c for petrol', 'add 2400 GBP “petrol” with a,b,c'],
    ['add @a @b 24 petrol', 'add 2400 GBP “petrol” with a,b'],
    ['add 24 petrol with @a paid by @b', 'add 2400 GBP “petrol” with a by b'],
    ['add 24 petrol paid by @b only @a', 'add 2400 GBP “petrol” with a by b only'],
    ['add 24 Benzin bezahlt von @b nur @a', 'add 2400 GBP “Benzin” with a by b only'],
    ["add 24 petrol for @bob's birthday", "add 2400 GBP “petrol for @bob's birthday”"],
    ['add 24 @bob’s birthday', 'add 2400 GBP “@bob’s birthday”'],
    ['add 24 "petrol for @bob" @a', 'add 2400 GBP “petrol for @bob” with a'],
    ['add 24 @a for petrol with @bob', 'add 2400 GBP “petrol with @bob” with a'],
    ['add 24 EUR @a, @b for a lift to @c paid by @d', 'add 2400 EUR “a lift to @c” with a,b by d'],
    ['add 24 petrol paid by @b for the trip', 'add 2400 GBP “petrol for the trip” by b'],
    ['add 24 petrol for @bob', 'tab_people_where'],
    ['add 24 for @bob', 'tab_people_where'],
    ['add 24 a lift to @bob', 'tab_people_where'],
    ['add 24 dinner with @bob at the pier', 'tab_people_where'],
    ['add 24 for petrol @bob', 'tab_people_where'],
    ['edit 7 for @bob’s birthday', 'edit #7 “@bob’s birthday”'],
    ['edit 7 a gift for @bob', 'tab_people_where'],
    ['add 24 petrol by @b', 'add 2400 GBP “petrol” by b'],
    ['add 24 petrol by night with the gang', 'add 2400 GBP “petrol by night with the gang”'],
    ['add 24 "paid by the house"', 'add 2400 GBP “paid by the house”'],
    ['add 3000 JPY sushi', 'add 3000 JPY “sushi”'],
    ['edit 7 30', 'edit #7 30'],
    ['edit #7 30 EUR', 'edit #7 30 EUR'],
    ['edit 7 30 diesel @a', 'edit #7 30 “diesel” with a'],
    ['edit 7 for diesel', 'edit #7 “diesel”'],
    ['edit 7 diesel', 'edit #7 “diesel”'],
    ['edit 7 @a @b', 'edit #7 with a,b'],
    ['edit 7 paid by @a', 'edit #7 by a'],
    ['delete 7', 'delete #7'],
    ['row 1: add -5 petrol', 'amount_not_positive'],
    ['row 1: add 0 petrol', 'amount_not_positive'],
    ['row 1: add -$5 petrol', 'amount_not_positive'],
    ['row 1: add -1k petrol', 'amount_invalid'],
    ['row 1: add 100abc petrol', 'amount_invalid'],
    ['row 1: add', 'tab_amount_missing'],
    ['row 1: add @a', 'tab_amount_missing'],
    ['row 1: edit 7 -30', 'edit #7 -30'],
    ['row 2: add 1e3 petrol', 'amount_invalid'],
    ['row 2: add 0x10 petrol', 'amount_invalid'],
    ['row 2: add NaN petrol', 'amount_invalid'],
    ['row 2: add 5.005 petrol', 'amount_too_many_decimals'],
    ['row 2: add 5 6 petrol', 'amount_repeated'],
    ['row 5: add 5.5 JPY sushi', 'amount_too_many_decimals'],
    ['row 5: add 90071992547409.93 rent', 'add 9007199254740993 GBP “rent”'],
    ['add 24 petrol @everyone', 'payee_unknown'],
    ['add 24 each petrol', 'input_unexpected'],
    ['add 24 petrol paid by @a paid by @b', 'input_unexpected'],
    ['edit', 'tab_number_missing'],
    ['edit petrol', 'tab_number_missing'],
    ['edit 0 5', 'tab_number_missing'],
    ['delete', 'tab_number_missing'],
    ['delete 7 8', 'input_unexpected'],
    ['settle now', 'input_unexpected'],
    ['export', 'export'],
    ['export all', 'input_unexpected'],
    ['import', 'import'],
    ['import Date,Description', 'import'],
    ['match Bob Smith @bob', 'match Bob Smith = bob'],
    ['match “Bob, Smith” @bob', 'match Bob, Smith = bob'],
    ['match @bob', 'tab_who_how'],
    ['match Bob', 'payee_missing'],
    ['match Bob @a @b', 'payees_too_many'],
    ['burn', 'command_unknown'],
  ])('%s', (line, meaning) => {
    expect(understood(line.replace(/^row \d+: /, ''))).toBe(meaning);
  });

  it('reads amounts as the speaker writes them, and asks for another way where there are two', () => {
    expect(understood('add 12,50 Pizza', 'de-DE')).toBe('add 1250 GBP “Pizza”');
    expect(parse('add 1.000 rent @a')).toMatchObject({
      value: {
        verb: 'add_which',
        text: '1.000',
        readings: [{ minor: '100' }, { minor: '100000' }],
        memo: 'rent',
        among: [{ handle: 'a' }],
      },
    });
  });
});

const stage = await openStage();
const platforms: Record<Platform, RecordingPlatform> = {
  discord: stage.discord,
  slack: stage.slack,
  telegram: stage.telegram,
};

const textOf = ({ card }: Seen): string =>
  [
    card.title,
    ...card.lines.map(spansText),
    ...card.fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
    ...(card.context ? [spansText(card.context)] : []),
    ...card.buttons.map(({ label }) => `[${label}]`),
  ].join('\n');

let serial = 0;

describe.each(['discord', 'slack', 'telegram'] as const)('on %s', (platform) => {
  const { messages, toasts } = platforms[platform];
  let alice: Identity;
  let bob: Identity;
  let carol: Identity;
  const newest = (): string => textOf(messages.at(-1)!);
  /** Every test has a channel of its own. */
  let conversation = groupOf(platform);
  const say = (who: Identity, line: string, more = {}) =>
    stage.handle(stage.command(who, line, { conversation, ...more }));

  beforeEach(async () => {
    alice = await stage.person(platform, 'alice', 100);
    bob = await stage.person(platform, 'bob', 100);
    carol = await stage.person(platform, 'carol', 100);
    await stage.work();
    serial += 1;
    conversation = { ...groupOf(platform), channel: `R${serial}` };
    messages.length = 0;
    toasts.length = 0;
  });

  it('an expense is entered, corrected and taken back for all to see, and the tab says who owes what', async () => {
    await say(alice, '/tab add 24 petrol <bob> <carol>');
    const [entered] = messages;
    expect(entered).toMatchObject({ where: conversation.channel, only: null });
    expect(textOf(entered!)).toMatch(
      /^alice paid £24\.00\n“petrol”\n£8\.00 each: alice, bob, carol\n#1 · tab_\w{10} · \d+\s\w+\s\d{4}$/,
    );

    await say(bob, '/tab edit 1 30 for diesel');
    await stage.work();
    expect(textOf(entered!)).toContain('It has been changed since.');
    expect(messages.at(-1)).toMatchObject({ where: conversation.channel, only: null });
    expect(newest()).toMatch(
      /^bob changed #1\nalice paid £30\.00 “diesel”\n£10\.00 each: alice, bob, carol\nBefore: alice paid £24\.00 · “petrol” · £8\.00 each: alice, bob, carol\n#1 · tab_/,
    );

    await say(carol, '/tab');
    expect(messages.at(-1)).toMatchObject({ where: conversation.channel, only: null });
    expect(newest()).toBe(
      [
        'The tab: 3 people',
        'To settle up: bob pays alice £10.00 · carol pays alice £10.00',
        'alice: gets £20.00',
        'bob: owes £10.00',
        'carol: owes £10.00',
        'A plan with few payments, though not always the fewest there could be',
        '[Settle up]',
        '[Join]',
      ].join('\n'),
    );

    await say(carol, '/tab delete 1');
    expect(newest()).toMatch(/^carol deleted #1\nIt was: alice paid £30\.00 “diesel”\n/);
    await say(alice, '/tab');
    expect(newest()).toBe('The tab: 3 people\nEverybody is even.\n[Join]');
  });

  it('an amount that can be read in two ways is asked about, and entered by a button', async () => {
    await say(alice, '/tab add 1.000 rent <bob>');
    const question = messages.findLast(({ only }) => only === alice.user)!;
    expect(textOf(question)).toMatch(
      /^Which amount do you mean\?\n.*“1\.000”.*\n\[£1\.00\]\n\[£1,000\.00\]$/,
    );
    await stage.handle(stage.press(alice, question, '£1,000.00'));
    await say(alice, '/tab');
    expect(newest()).toContain('bob pays alice £500.00');
    await say(alice, '/tab edit 1 2.000');
    const again = messages.findLast(({ only, card }) => only === alice.user && card.buttons.length === 2)!;
    await stage.handle(stage.press(alice, again, '£2.00'));
    await say(alice, '/tab');
    expect(newest()).toContain('bob pays alice £1.00');
  });

  it('a name that may be part of the memo is asked about, kindly', async () => {
    await say(alice, '/tab add 24 dinner with <bob> at the pier');
    expect(messages.findLast(({ only }) => only === alice.user)!.card.title).toBe(
      'Does @bob share it, or is that what it was for?',
    );
    await say(alice, '/tab add 24 petrol for <bob>’s birthday <carol>');
    expect(newest()).toContain('“petrol for @bob’s birthday”\n£12.00 each: alice, carol');
  });

  it('row 12: settling up takes one tap, and two pay once; the card becomes what is true', async () => {
    await say(alice, '/tab add 24 petrol <bob> <carol>');
    await say(bob, '/tab settle');
    const round = messages.at(-1)!;
    expect(round).toMatchObject({ where: conversation.channel, only: null });
    expect(textOf(round)).toMatch(
      /^Settling up\nDo you owe somebody\? .*\nbob → alice: £8\.00\ncarol → alice: £8\.00\ntab_\w+ · .*\n\[Pay my part\]$/,
    );
    const before = [await stage.has(alice), await stage.has(bob)].map(Number);

    const tap = stage.press(bob, round, 'Pay my part');
    await stage.handle(tap);
    await stage.handle(tap);
    // Where there are no toasts, a word more would be a message beside the card.
    if (platform === 'telegram') expect(toasts).toContain('£8.00 on the way');
    else expect(toasts.filter(Boolean)).toEqual([]);
    await stage.handle(stage.press(bob, round, 'Pay my part'));
    await stage.work();
    expect(textOf(round)).toContain('bob → alice: £8.00 · paid\ncarol → alice: £8.00\n');
    expect([await stage.has(alice), await stage.has(bob)].map(Number)).toEqual([
      before[0]! + 8,
      before[1]! - 8,
    ]);
    // What is private stays so.
    for (const one of messages.filter(({ only }) => only === null))
      expect(textOf(one)).not.toMatch(/You (have|sent)/);

    await stage.handle(stage.press(carol, round, 'Pay my part'));
    await stage.work();
    expect(textOf(round)).toMatch(
      /^All settled up\nbob → alice: £8\.00 · paid\ncarol → alice: £8\.00 · paid\ntab_\w+$/,
    );
  });

  it('row 13: nobody pays by a button what somebody else owes', async () => {
    await say(alice, '/tab add 24 petrol <bob>');
    await say(bob, '/tab settle');
    const round = messages.at(-1)!;
    await stage.handle(stage.press(carol, round, 'Pay my part'));
    const told = platform === 'telegram' ? toasts.join() : newest();
    expect(told).toContain('That button is for somebody else');
    await stage.handle(stage.event(bob, { kind: 'action', intent: 'forged' }));
    await stage.work();
    expect(textOf(round)).toContain('bob → alice: £12.00\n');
  });

  it('row 20: what an expense was for pings nobody and formats nothing', async () => {
    await say(
      alice,
      `/tab add 2 @everyone <b class=x>*x*</b> <!channel> ${'👩‍👩‍👧‍👦'.repeat(10)} <bob>`.replace(
        '@everyone',
        '＠everyone',
      ),
    );
    const { card } = messages.at(-1)!;
    const people = card.lines.flat().filter(({ type }) => type === 'person');
    expect(people).toHaveLength(2);
    expect(card.lines[0]).toEqual([{ type: 'text', text: expect.stringContaining('<b class=x>*x*</b>') }]);
  });

  it('an expense calls those who share it, and not whoever entered it', async () => {
    await say(alice, '/tab add 2 call @bob');
    const { card } = messages.at(-1)!;
    const people = card.lines.flat().filter((span) => span.type === 'person');
    expect(people.filter(({ notify }) => notify).map(({ name }) => name)).toEqual(['bob']);
  });

  it('what Splitwise exports is taken over, pasted, and names become people', async () => {
    const file =
      'Date,Description,Category,Cost,Currency,alice,Bobby\n2026-01-03,Taxi,General,30.00,GBP,15.00,-15.00\n' +
      '2026-01-04,Total balance, , ,GBP,15.00,-15.00';
    const hasForms = platform !== 'telegram';
    if (hasForms) {
      await say(alice, '/tab import');
      const form = platforms[platform].forms.at(-1)!;
      expect(form).toMatchObject({
        title: 'Import from Splitwise',
        fields: [{ kind: 'file' }, { kind: 'multiline' }],
      });
      const values = { text: [{ type: 'text' as const, text: file }] };
      await stage.handle(stage.event(alice, { kind: 'form', intent: form.intent, values, conversation }));
    } else {
      await say(alice, '/tab import');
      expect(messages.some(({ card }) => card.title === 'Which file?')).toBe(true);
      await say(alice, `/tab import\n${file}`);
    }
    const imported = messages.at(-1)!;
    expect(imported).toMatchObject({ where: conversation.channel, only: null });
    expect(textOf(imported)).toMatch(
      /^alice imported 1 expense\n£30\.00\nOnly names so far: Bobby\. .*\/tab match Bobby @somebody\ntab_\w+ · .*\n\[Who is who\?\]$/,
    );
    if (hasForms) {
      await stage.handle(stage.press(alice, imported, 'Who is who?', { conversation }));
      const form = platforms[platform].forms.at(-1)!;
      expect(form.fields.map(({ label, kind }) => `${label} ${kind}`)).toEqual(['Bobby people']);
      const values = { name_0: [mention(platform, 'bob')] };
      await stage.handle(stage.event(alice, { kind: 'form', intent: form.intent, values, conversation }));
    } else await say(alice, '/tab match Bobby <bob>');
    expect(newest()).toBe('Now I know\nBobby is bob');
    await say(bob, '/tab');
    expect(newest()).toContain('bob pays alice £15.00');
  });

  it('a file is taken over as what is pasted is, and no other command takes one', async () => {
    const lines = [
      'Date,Description,Category,Cost,Currency,alice,Bobby',
      '2026-01-03,Taxi,General,30.00,GBP,15.00,-15.00',
      '2026-01-04,Total balance, , ,GBP,15.00,-15.00',
    ];
    const { files } = platforms[platform];
    files.set('splitwise', { status: 'fetched', bytes: Buffer.from(lines.join('\r\n')) });
    const file = { name: 'trip.csv', media_type: 'text/csv', size_bytes: 200, reference: 'splitwise' };
    await say(alice, '/tab import', { file });
    expect(newest()).toContain('alice imported 1 expense');
    // The same one in an answer to the message that has it.
    await say(bob, '/tab import', { replyToFile: file });
    await say(alice, '/tab');
    expect(newest()).toContain('Bobby pays alice £15.00');
    const refused = () => textOf(messages.findLast(({ only }) => only === 'alice')!);
    await say(alice, '/pay <bob> 5', { file });
    expect(refused()).toContain('I did not understand “trip.csv”');
    await say(alice, '/tab settle', { file });
    expect(refused()).toContain('I did not understand “trip.csv”');
    await say(alice, `/tab import ${lines[0]}`, { file });
    expect(refused()).toContain('I did not understand “Date,');
    await say(alice, '/tab import', { file, conversation: directOf(platform, 'alice') });
    expect(refused()).toContain('A tab belongs to a group');
  });

  it.each([
    ['too large, as the platform says', { size_bytes: 1_000_001 }, null, '“trip.csv” is too large'],
    ['too large, as it turns out', {}, { status: 'too_large' }, '“trip.csv” is too large'],
    ['a picture', { name: 'trip.png', media_type: 'image/png' }, null, '“trip.png” is not a text'],
    ['no text', {}, { status: 'fetched', bytes: Buffer.of(0x89, 0x50) }, '“trip.csv” is not a text'],
    ['none either', {}, { status: 'fetched', bytes: Buffer.from('a\0b') }, '“trip.csv” is not a text'],
    ['gone', {}, { status: 'gone', reason: '404' }, 'I could not get “trip.csv”'],
    [
      'another program’s',
      {},
      { status: 'fetched', bytes: Buffer.from('a,b') },
      'That is no CSV export of Splitwise',
    ],
  ] as const)(
    'a file that is %s is refused in private, and enters nothing',
    async (_, more, fetched, words) => {
      const { files } = platforms[platform];
      files.clear();
      if (fetched) files.set('file', fetched);
      const file = { name: 'trip.csv', media_type: '', size_bytes: 200, reference: 'file', ...more };
      await say(alice, '/tab import', { file });
      const refusal = messages.find(({ card }) => card.title.includes(words))!;
      expect(refusal.only).toBe('alice');
      await say(alice, '/tab');
      expect(newest()).toContain('There is no tab here yet');
    },
  );

  it('a file that does not come is asked for again, and taken for gone in the end', async () => {
    const { files } = platforms[platform];
    files.set('file', { status: 'unknown', reason: 'no answer' });
    const file = { name: 'trip.csv', media_type: 'text/csv', size_bytes: 200, reference: 'file' };
    const event = stage.command(alice, '/tab import', { conversation, file });
    for (const number of [1, 2])
      await expect(stage.handle(event, { number, last: false })).rejects.toThrow('no answer');
    await stage.handle(event, { number: 3, last: false });
    expect(messages.some(({ card }) => card.title === 'I could not get “trip.csv”')).toBe(true);
  });

  it('the tab is given as a file to whoever asks, and to nobody else', async () => {
    await say(alice, '/tab add 24 petrol <bob>');
    await say(bob, '/tab export');
    const { card, only } = messages.find((one) => one.card.file !== undefined)!;
    expect(only).toBe('bob');
    expect(card.file).toMatchObject({
      media_type: 'text/csv',
      text: expect.stringContaining(',petrol,General,24.00,GBP,12.00,-12.00'),
    });
    await say(carol, '/tab export');
    expect(messages.filter((one) => one.card.file)).toHaveLength(1);
  });

  it('refusals are private, and say what to do', async () => {
    await say(alice, '/tab add petrol');
    const refusal = messages.find(({ card }) => card.title.includes('petrol'))!;
    expect(refusal.only).toBe('alice');
    await say(alice, '/tab', { conversation: directOf(platform, 'alice') });
    expect(messages.at(-1)!.card.title).toBe('A tab belongs to a group');
  });
});
