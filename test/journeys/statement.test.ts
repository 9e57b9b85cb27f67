/** Statements and spending in all three chats, carried by the real client libraries, as the files that people get. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(database);
});
afterAll(() => stage.stop());

const day_ms = 86_400_000;

/** Whoever has a file sees it in their own conversation. */
const files = (person: Person) => person.messages('direct').flatMap((message) => message.files ?? []);
const newest = async (person: Person, name: RegExp): Promise<Buffer> => {
  await expect.poll(() => files(person).some((file) => name.test(file.name)), { timeout: 20_000 }).toBe(true);
  const { text, data } = files(person).findLast((file) => name.test(file.name))!;
  return data === undefined ? Buffer.from(text) : Buffer.from(data, 'base64');
};

const casts = [
  { platform: 'discord', who: 'alice', payee: 'bob' },
  { platform: 'slack', who: 'carol', payee: 'bob' },
  { platform: 'telegram', who: 'dave', payee: 'erin' },
] as const;

describe.each(casts)('on $platform', ({ platform, who, payee }) => {
  it('the statement comes as a PDF, and by its buttons as CSV and as camt.053', async () => {
    const me = stage.person(platform, who);
    await me.type(
      platform === 'discord'
        ? `/pay person:@${payee} amount:7.50 memo:lunch`
        : `/pay @${payee} 7.50 for lunch`,
    );
    await expect.poll(() => me.balance(), { timeout: 20_000 }).toBe('92.50');
    await me.type(
      platform === 'discord' ? '/statement period:this month' : '/statement this month',
      'direct',
    );
    const card = await me.sees('direct', 'Statement for ');
    expect(read(card)).toContain('£92.50');
    expect((await newest(me, /^tuppence-statement-\d{4}-\d\d\.pdf$/)).subarray(0, 5).toString()).toBe(
      '%PDF-',
    );

    await me.press('direct', card, 'As CSV');
    const csv = (await newest(me, /\.csv$/)).toString();
    expect(csv).toContain(',lunch,,,,pay,pay_');
    expect(csv).toContain(',-7.50,GBP,92.50');
    await me.press('direct', card, 'As XML (camt.053)');
    const xml = (await newest(me, /\.xml$/)).toString();
    expect(xml).toContain('<Ustrd>lunch</Ustrd>');
    expect(xml).toContain('<Amt Ccy="GBP">7.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>');
    await stage.proven();
  });

  it('where the money went is shown as a picture, to whoever asks alone', async () => {
    const me = stage.person(platform, who);
    await me.type('/spending');
    const place = platform === 'telegram' ? 'direct' : 'room';
    const card = await me.sees(place, /You spent £7\.50 in /);
    expect(read(card)).toContain('Payments');
    // There alone a picture for one person cannot stand where it was asked for.
    expect(read(card).includes('The picture is in our own chat.')).toBe(platform === 'slack');
    const pictures = () =>
      me
        .messages('room')
        .concat(me.messages('direct'))
        .flatMap((message) => message.files ?? [])
        .filter((file) => /^spending\.png$/.test(file.name));
    await expect.poll(() => pictures().length, { timeout: 20_000 }).toBe(1);
    expect(Buffer.from(pictures()[0]!.data!, 'base64').subarray(1, 4).toString()).toBe('PNG');
    const other = stage.person(platform, payee);
    expect(other.reads('room').join('\n')).not.toContain('You spent');
  });

  it('what is no time is refused, with what would be one', async () => {
    const me = stage.person(platform, who);
    await me.type(platform === 'discord' ? '/statement period:someday' : '/statement someday', 'direct');
    expect(read(await me.sees('direct', 'I cannot read “someday” as a time'))).toContain(
      '/statement October 2026',
    );
  });
});

it('on the first of a month the one before it comes by itself, once', async () => {
  // The noon of the second: the first has had its morning everywhere, and its month is the last that is over.
  const now = new Date();
  const second = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 2, 12);
  await stage.pass(second - now.getTime(), 'statements');
  await stage.proven();
  for (const { platform, who } of casts) {
    const me = stage.person(platform, who);
    await me.sees('direct', /^Statement for /m);
  }
  const counts = () =>
    casts.map(
      ({ platform, who }) =>
        files(stage.person(platform, who)).filter(({ name }) => name.endsWith('.pdf')).length,
    );
  await expect.poll(() => counts().every((count) => count >= 2), { timeout: 20_000 }).toBe(true);
  const before = counts();
  await stage.pass(day_ms, 'statements');
  await stage.proven();
  expect(counts()).toEqual(before);
});

it('in German, too', async () => {
  const dave = stage.person('telegram', 'dave');
  await dave.type('/language deutsch', 'direct');
  await dave.sees('direct', 'Ich spreche Deutsch');
  await dave.type('/statement dieses Jahr', 'direct');
  expect(read(await dave.sees('direct', /Kontoauszug \d{4}$/m))).toContain('Am Ende');
  await newest(dave, /^tuppence-kontoauszug-\d{4}\.pdf$/);
  await dave.type('/spending', 'direct');
  await dave.sees('direct', /Du hast .* ausgegeben/);
});
