/** Cards → Telegram HTML, read back by the emulator's own parser: what a person sees, and with which entities. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composedMarkup, composedText } from '../../../bots/playground/telegram/compose.ts';
import { type Button, type Card, cardLimits, type Span } from '../../../bots/shared/card.ts';
import { cardHtml, keyboard, renderCard, spanHtml, TEXT_MAX } from '../../../bots/telegram/render.ts';
import { cardOf, plainText } from '../shared/contract-support.ts';

const users = new Map([[42, { id: 42, is_bot: false, first_name: 'Bob' }]]);
const seen = (html: string) => composedText({ text: html, parse_mode: 'HTML' }, (id) => users.get(id));
const text = (value: string): Span => ({ type: 'text', text: value });
const identity = (user: string, platform: 'telegram' | 'discord' = 'telegram') => ({
  platform,
  tenant: '',
  user,
});

test('a card is a bold title, its lines, its fields and a quiet last line', () => {
  const card = cardOf({
    tone: 'good',
    title: 'Alice paid Bob £5.00',
    lines: [[text('for '), { type: 'bold', text: 'lunch' }]],
    fields: [{ label: 'Balance', value: [text('£95.00')] }],
    context: [text('ABC123 · settled')],
  });
  expect(cardHtml(card)).toBe(
    '<b>✅ Alice paid Bob £5.00</b>\nfor <b>lunch</b>\n\nBalance: £95.00\n\n<i>ABC123 · settled</i>',
  );
  expect(renderCard(card)).toMatchObject({ parse_mode: 'HTML', link_preview_options: { is_disabled: true } });
});

describe('a person is written', () => {
  const cases: [string, Span, string][] = [
    [
      'as a mention by the id that never changes hands',
      { type: 'person', name: 'Bob <b>', identities: [identity('9', 'discord'), identity('42')] },
      '<a href="tg://user?id=42">Bob &lt;b&gt;</a>',
    ],
    [
      'as the typed handle while nobody knows the id',
      { type: 'person', name: 'bob', identities: [identity('@bob_b')] },
      '@bob_b',
    ],
    [
      'by name when they are of another platform, and the name pings nobody',
      { type: 'person', name: '@everyone', identities: [identity('9', 'discord')] },
      '@\u2060everyone',
    ],
    [
      'by name when the id is none of Telegram’s',
      { type: 'person', name: 'Eve', identities: [identity('"><script>')] },
      'Eve',
    ],
  ];
  test.each(cases)('%s', (_, span, html) => expect(spanHtml(span)).toBe(html));
});

test('M1: offsets of mentions count UTF-16 units, so that emoji before a mention do not move it', () => {
  const person: Span = { type: 'person', name: 'Bob', identities: [identity('42')] };
  const { text: read, entities } = seen(spanHtml(text('🎂👩‍👩‍👧 for ')) + spanHtml(person));
  const mention = entities.find(({ type }) => type === 'text_mention')!;
  expect(read.slice(mention.offset, mention.offset + mention.length)).toBe('Bob');
});

test('a link that is no web address is only its words', () => {
  expect(spanHtml({ type: 'link', text: 'x', url: 'javascript:alert(1)' })).toBe('x');
  expect(spanHtml({ type: 'link', text: 'a&b', url: 'https://x.org/?a="b"&c' })).toBe(
    '<a href="https://x.org/?a=&quot;b&quot;&amp;c">a&amp;b</a>',
  );
});

test('row 20: text that turns the reading direction loses that power', () => {
  expect(spanHtml(text('a\u202egnp.exe\u2066b\ud800'))).toBe('agnp.exeb');
});

test('X1, row 20: whatever a memo holds, Telegram takes the message and finds no mention and no markup in it', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc
          .array(
            fc.constantFrom('<b>', '</b>', '&lt;', '&', '@bob_b', '<a href="x">', '"', '\n', '🎂', 'x'),
            {
              maxLength: 40,
            },
          )
          .map((parts) => parts.join('')),
      ),
      (memo) => {
        const { text: read, entities } = seen(cardHtml(cardOf({ title: 'Title', lines: [[text(memo)]] })));
        const marked = entities.filter(({ type }) => !['url', 'hashtag', 'bot_command'].includes(type));
        expect(marked).toEqual([{ type: 'bold', offset: 0, length: 5 }]);
        const kept = memo.replace(/[\u202a-\u202e\u2066-\u2069\0]|\p{Surrogate}/gu, '');
        expect(plainText(read)).toBe(plainText(`Title\n${kept}`).trim());
      },
    ),
    { numRuns: 500 },
  );
});

test('M1: the largest card that the limits allow fits, and one beyond them is cut between lines', () => {
  const fill = (count: number) => '&'.repeat(count);
  const largest: Card = cardOf({
    title: fill(cardLimits.titleCharacters),
    lines: Array.from({ length: cardLimits.lines }, () => [text(fill(cardLimits.lineCharacters))]),
    fields: Array.from({ length: 8 }, () => ({
      label: fill(cardLimits.fieldLabelCharacters),
      value: [text(fill(cardLimits.fieldValueCharacters))],
    })),
    context: [text('reference')],
  });
  expect(seen(cardHtml(largest)).text).toContain('reference');
  const beyond = { ...largest, lines: Array.from({ length: 40 }, () => largest.lines[0]!) };
  const { text: cut } = seen(cardHtml(beyond));
  expect(cut.length).toBeLessThanOrEqual(TEXT_MAX);
  expect(cut.endsWith('…')).toBe(true);
});

describe('the keyboard', () => {
  const button = (label: string, style: Button['style'] = 'plain'): Button => ({
    label,
    style,
    press: { intent: `i_${label}` },
  });
  test('keeps short labels side by side and gives long ones a row of their own', () => {
    const rows = keyboard([
      button('£10.00'),
      button('£1,000.00'),
      button('Take it all back please'),
      button('No'),
    ]);
    expect(rows.map((row) => row.map((one) => one.text))).toEqual([
      ['£10.00', '£1,000.00'],
      ['Take it all back please'],
      ['No'],
    ]);
  });
  test('carries the opaque key, the address and the colour', () => {
    const url: Button = {
      label: 'Open',
      style: 'plain',
      press: { url: 'https://t.me/TuppenceBot?start=hello' },
    };
    expect(keyboard([button('Claim', 'primary'), button('Back', 'danger'), url])).toEqual([
      [
        { text: 'Claim', callback_data: 'i_Claim', style: 'primary' },
        { text: 'Back', callback_data: 'i_Back', style: 'danger' },
        { text: 'Open', url: 'https://t.me/TuppenceBot?start=hello' },
      ],
    ]);
  });
  test('M1: is taken by Telegram with keys of the full length', () => {
    const reply_markup = {
      inline_keyboard: keyboard([{ ...button('x'), press: { intent: 'k'.repeat(32) } }]),
    };
    expect(composedMarkup({ reply_markup })).toEqual(reply_markup);
  });
});
