/** Cards into Discord's messages: exact where it matters, and safe for whatever people write. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, within } from '../../../bots/discord/markdown.ts';
import { renderCard, renderForm } from '../../../bots/discord/render.ts';
import { readMarkdown } from '../../../bots/playground/discord/markdown.ts';
import { checkMessage } from '../../../bots/playground/discord/validate.ts';
import { checkModal } from '../../../bots/playground/discord/validate-components.ts';
import type { ChatText } from '../../../bots/playground/emulator.ts';
import { type Card, cardLimits, type Span } from '../../../bots/shared/card.ts';
import { cardOf } from '../shared/contract-support.ts';

const BOB = { platform: 'discord', tenant: '', user: '53908232506183680' } as const;
const reader = (markdown: string) => readMarkdown(markdown, () => 'somebody');
const flat = (text: ChatText) => text.map((piece) => (piece.type === 'break' ? '\n' : piece.text)).join('');
const description = (lines: Span[][]) => renderCard(cardOf({ title: 't', lines })).embeds[0]!.description;

describe('text', () => {
  test.each([
    [
      '*a* **b** _c_ __d__ ~~e~~ ||f||',
      '\\*a\\* \\*\\*b\\*\\* \\_c\\_ \\_\\_d\\_\\_ \\~\\~e\\~\\~ \\|\\|f\\|\\|',
    ],
    ['`x` ```y```', '\\`x\\` \\`\\`\\`y\\`\\`\\`'],
    ['[free](https://evil.example)', '\\[free\\]\\(https\\://evil.example\\)'],
    ['https://evil.example', 'https\\://evil.example'],
    [
      '<@123> <@&1> <#2> <t:0:R> </pay:1> <a:x:1> <id:home>',
      '\\<\\@123\\> \\<\\@&1\\> \\<#2\\> \\<t\\:0\\:R\\> \\</pay\\:1\\> \\<a\\:x\\:1\\> \\<id\\:home\\>',
    ],
    ['@everyone @here', '\\@everyone \\@here'],
    [':tada:', '\\:tada\\:'],
    ['# heading', '\\# heading'],
    ['-# small', '\\-# small'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['> quote', '\\> quote'],
    ['1. first', '1\\. first'],
    ['5.00', '5.00'],
    ['a\\', 'a\\\\'],
    ['two\nlines\r\n# three', 'two lines # three'],
    ['\u202egnp.exe', 'gnp.exe'],
  ])('%j is shown letter by letter', (text, escaped) => expect(escapeText(text)).toBe(escaped));

  test('X1, row 20: whatever is written is read as plain text, and nothing else', () => {
    const marks = fc.constantFrom(
      ...'*_~`|<>[]()@#:-+\\/!&1.t ',
      'everyone',
      'here',
      'https://x.y',
      '123',
      'ü',
      '👩‍👧',
    );
    const written = fc.array(marks, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(written, (text) => {
        const pieces = reader(escapeText(text));
        expect(flat(pieces)).toBe(text);
        expect(
          pieces.every(
            (piece) => piece.type === 'text' && !piece.bold && !piece.italic && !piece.code && !piece.quiet,
          ),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('is cut between characters as people see them, never inside an escape', () => {
    expect(within('a'.repeat(10), 5)).toBe('aaaa…');
    expect(within('****', 5)).toBe('\\*\\*…');
    expect(within('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 15)).toBe('👩‍👩‍👧‍👦…');
    expect(within('abc', 0)).toBe('');
  });
});

describe('a card', () => {
  const card: Card = {
    tone: 'good',
    title: 'Alice paid Bob',
    lines: [
      [
        { type: 'person', name: 'Bob', identities: [BOB] },
        { type: 'text', text: ' got ' },
        { type: 'bold', text: '£5.00' },
      ],
      [{ type: 'link', text: 'more', url: 'https://example.org/a_(b)' }],
    ],
    fields: [{ label: 'For', value: [{ type: 'text', text: 'lunch' }] }],
    context: [
      { type: 'text', text: '*ABC123*' },
      { type: 'person', name: 'Bob', identities: [BOB] },
    ],
    buttons: [
      { label: 'Claim', style: 'primary', press: { intent: 'i_1' } },
      { label: 'Take back', style: 'danger', press: { intent: 'i_2' } },
      { label: 'Site', style: 'plain', press: { url: 'https://example.org' } },
    ],
    fallback: 'Alice paid Bob',
  };

  test('is one embed with the colour of its tone, inline fields, a footer without markdown, and its buttons', () => {
    expect(renderCard(card)).toEqual({
      content: '',
      embeds: [
        {
          color: 0x23a55a,
          title: 'Alice paid Bob',
          description: `<@${BOB.user}> got **£5.00**\n[more](https://example.org/a_%28b%29)`,
          fields: [{ name: 'For', value: 'lunch', inline: true }],
          footer: { text: '*ABC123*Bob' },
        },
      ],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'Claim', custom_id: 'i_1' },
            { type: 2, style: 4, label: 'Take back', custom_id: 'i_2' },
            { type: 2, style: 5, label: 'Site', url: 'https://example.org' },
          ],
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  test('X1: pings whom it says, in the content because an embed never pings, and nobody else', () => {
    const lines: Span[][] = [
      [
        { type: 'person', name: 'Bob', identities: [BOB], notify: true },
        { type: 'person', name: 'Wanderer', identities: [{ ...BOB, platform: 'slack' }], notify: true },
        { type: 'text', text: ' @everyone <@999>' },
      ],
    ];
    const payload = renderCard(cardOf({ title: 't', lines }));
    expect(payload.content).toBe(`<@${BOB.user}>`);
    expect(payload.allowed_mentions).toEqual({ parse: [], users: [BOB.user] });
    expect(flat(reader(payload.embeds[0]!.description!)).replaceAll('\u200b', '')).toBe(
      'BobWanderer @everyone <@999>',
    );
  });

  test('an address by itself is shown as it is, and a text of several lines keeps them, each disarmed', () => {
    const url = 'https://example.org/a_b?c=*d*';
    expect(description([[{ type: 'link', text: url, url }]])).toBe(`<${url}>`);
    const lines = [[{ type: 'text' as const, text: '# one\n\n- *two*', lines: true as const }]];
    expect(description(lines)).toBe('\\# one\n\n\\- \\*two\\*');
  });

  test('a link that is no web address is text', () => {
    expect(description([[{ type: 'link', text: 'x', url: 'javascript:alert(1)' }]])).toBe(
      'x \\(javascript\\:alert\\(1\\)\\)',
    );
  });

  test('an identity that is no id is shown by name', () => {
    const identities = [{ ...BOB, user: '1> <@2' }];
    expect(description([[{ type: 'person', name: 'Eve', identities }]])).toBe('**Eve**');
  });

  test('M1: at the limits of cards and made of nothing but marks, it stays within the limits of Discord', () => {
    const worst = (length: number): Span[] => [{ type: 'text', text: '*'.repeat(length) }];
    const full = cardOf({
      title: '*'.repeat(cardLimits.titleCharacters),
      lines: Array.from({ length: cardLimits.lines }, () => worst(cardLimits.lineCharacters)),
      fields: Array.from({ length: cardLimits.fields }, () => ({
        label: '*'.repeat(cardLimits.fieldLabelCharacters),
        value: worst(cardLimits.fieldValueCharacters),
      })),
      context: worst(cardLimits.lineCharacters),
      buttons: Array.from({ length: cardLimits.buttons }, (_, at) => ({
        label: '*'.repeat(cardLimits.buttonLabelCharacters),
        style: 'plain' as const,
        press: { intent: `${at}`.padEnd(cardLimits.intentBytes, 'x') },
      })),
    });
    expect(() => checkMessage(renderCard(full) as never)).not.toThrow();
    const lines = renderCard(full).embeds[0]!.description!.split('\n');
    expect(lines).toHaveLength(cardLimits.lines);
  });
});

test('a form is a modal of labels, with a picker for people', () => {
  const modal = renderForm({
    title: 'Send money',
    intent: 'f_1',
    submit: 'Send',
    fields: [
      { name: 'who', label: 'To', kind: 'people', values: [BOB.user], required: true, peopleMax: 20 },
      {
        name: 'amount',
        label: 'Amount',
        kind: 'text',
        placeholder: '5.00',
        value: '7',
        required: true,
        charactersMax: 40,
      },
      { name: 'file', label: 'File', kind: 'file', required: false, extensions: ['csv'] },
    ],
  });
  expect(() => checkModal(modal as never)).not.toThrow();
  expect(modal).toMatchObject({
    custom_id: 'f_1',
    title: 'Send money',
    components: [
      {
        type: 18,
        label: 'To',
        component: { type: 5, min_values: 1, default_values: [{ id: BOB.user, type: 'user' }] },
      },
      {
        type: 18,
        label: 'Amount',
        component: { type: 4, style: 1, custom_id: 'amount', value: '7', max_length: 40 },
      },
      {
        type: 18,
        label: 'File',
        component: { type: 19, custom_id: 'file', min_values: 0, max_values: 1, required: false },
      },
    ],
  });
});
