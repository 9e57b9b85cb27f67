/** Cards as blocks: the limits hold, and nothing that people write is read as markup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkView } from '../../../bots/playground/slack/limits.ts';
import { readBlocks } from '../../../bots/playground/slack/reading.ts';
import type { Card, Form, Span } from '../../../bots/shared/card.ts';
import { cleanText, renderCard, renderForm, renderHome } from '../../../bots/slack/render.ts';
import { replyContext } from '../../../bots/slack/reply.ts';
import { cardOf, hostileText } from '../shared/contract-support.ts';
import { identityOf, inChannel, TEAM } from './harness.ts';

const bob: Span = { type: 'person', name: 'Bob', identities: [identityOf('U0BOB')] };
const elsewhere: Span = {
  type: 'person',
  name: 'Carol *the* <!channel>',
  identities: [{ platform: 'slack', tenant: 'T9', user: 'U0CAROL' }],
};
const text = (words: string): Span => ({ type: 'text', text: words });
const render = (card: Partial<Card> & { title: string }) => renderCard(cardOf(card), TEAM);

it('the page of somebody with a lot of everything is within the limits of a view', () => {
  const words = text('w'.repeat(600));
  const full = cardOf({
    title: 'Everything',
    lines: Array(4).fill([words]),
    fields: Array(10).fill({ label: 'L'.repeat(40), value: [text('v'.repeat(120))] }),
    context: [words],
    buttons: Array.from({ length: 5 }, (_, at) => ({
      label: 'B'.repeat(40),
      style: 'plain' as const,
      press: { intent: `${at}`.repeat(32) },
    })),
  });
  const view = renderHome(Array(40).fill(full), TEAM);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  expect(() => checkView(view, 'home')).not.toThrow();
});

describe('a card', () => {
  it('is a header, lines, fields, a context and buttons', () => {
    const { blocks, text: fallback } = render({
      title: 'Alice paid Bob £5.00',
      tone: 'good',
      lines: [
        [bob, text(' and '), { type: 'bold', text: '£5' }],
        [{ type: 'link', text: 'here', url: 'https://example.org' }],
      ],
      fields: [
        { label: 'To', value: [bob] },
        { label: 'Amount', value: [{ type: 'bold', text: '£5.00' }] },
      ],
      context: [text('ABC123 · settled')],
      buttons: [
        { label: 'Claim', style: 'primary', press: { intent: 'i_1' } },
        { label: 'Open', style: 'plain', press: { url: 'https://example.org' } },
      ],
      fallback: 'Alice paid Bob & <you>',
    });
    expect(blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: '✅ Alice paid Bob £5.00', emoji: false } },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'user', user_id: 'U0BOB' },
              { type: 'text', text: ' and ' },
              { type: 'text', text: '£5', style: { bold: true } },
              { type: 'text', text: '\n' },
              { type: 'link', url: 'https://example.org', text: 'here' },
            ],
          },
        ],
      },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*To*\n<@U0BOB>', verbatim: true },
          { type: 'mrkdwn', text: '*Amount*\n*£5.00*', verbatim: true },
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'ABC123 · settled', verbatim: true }] },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'tuppence_intent_0',
            text: { type: 'plain_text', text: 'Claim', emoji: true },
            style: 'primary',
            value: 'i_1',
          },
          {
            type: 'button',
            action_id: 'link_1',
            text: { type: 'plain_text', text: 'Open', emoji: true },
            url: 'https://example.org',
          },
        ],
      },
    ]);
    expect(fallback).toBe('Alice paid Bob &amp; &lt;you&gt;');
  });

  it('mentions people of this workspace only; others are a name, without markup', () => {
    const { blocks } = render({
      title: 'T',
      lines: [[elsewhere]],
      fields: [{ label: 'To', value: [elsewhere] }],
    });
    expect(JSON.stringify(blocks)).not.toContain('U0CAROL');
    expect(blocks[2]).toEqual({
      type: 'section',
      fields: [{ type: 'plain_text', text: 'To\nCarol *the* <!channel>', emoji: false }],
    });
  });
});

describe('row 20 and X1: what people write', () => {
  const hostile = [
    ...hostileText,
    '<!channel> <!everyone> <@U0BOB> <https://evil.example|your bank>',
    ':moneybag: _a_ ~b~ *c* `d` ```e```',
    '> quoted\n&gt; and\n• a list',
    '&amp;lt;!channel&amp;gt;',
    'a_b *c* 5*6',
  ];

  it.each(hostile)('stays the text that it is, wherever it stands: %j', (words) => {
    const { blocks } = render({
      title: words,
      lines: [[text(words), { type: 'bold', text: words }]],
      fields: [{ label: words, value: [text(words)] }],
      context: [text(words), bob],
    });
    const { frames } = readBlocks(
      checkBlocks(blocks, 'message'),
      (id) => id,
      ({ action_id }) => ({ id: action_id, label: '', style: 'plain' }),
    );
    const [frame] = frames;
    const parts = [
      frame!.title,
      frame!.body,
      frame!.footer,
      ...frame!.fields.flatMap(({ label, value }) => [label, value]),
    ];
    for (const part of parts) {
      const shown = part.map((piece) => (piece.type === 'break' ? '\n' : piece.text)).join('');
      const isField = frame!.fields.some(({ label, value }) => part === label || part === value);
      if (!isField) expect(shown).toContain(words);
      expect(part.filter(({ type }) => type === 'link')).toEqual([]);
      expect(part.filter((piece) => piece.type === 'mention' && piece.userId !== 'U0BOB')).toEqual([]);
      expect(part.filter((piece) => piece.type === 'text' && (piece.code || piece.italic))).toEqual([]);
    }
    const fields = frame!.fields.map(({ label, value }) =>
      [...label, { type: 'break' as const }, ...value]
        .map((piece) => (piece.type === 'break' ? '\n' : piece.text))
        .join(''),
    );
    expect(fields.join('\n')).toContain(words);
  });

  it('is well-formed and reads in one direction', () => {
    expect(cleanText('a\u202eb\u2066c\u0000d\ud800e\udc00')).toBe('abcd\ufffde\ufffd');
    expect(cleanText('👩‍👩‍👧‍👦 \u200f עברית\n\tx')).toBe('👩‍👩‍👧‍👦 \u200f עברית\n\tx');
  });

  it('M1: any card within the neutral limits is within Slack’s', () => {
    const words = (most: number) => fc.string({ unit: 'binary', maxLength: most });
    const span: fc.Arbitrary<Span> = fc.oneof(
      words(120).map(text),
      words(120).map((value): Span => ({ type: 'bold', text: value })),
      words(40).map((name): Span => ({ type: 'person', name, identities: [] })),
      fc.constant(bob),
    );
    const card = fc.record({
      tone: fc.constantFrom('neutral' as const, 'pending' as const, 'good' as const, 'bad' as const),
      title: words(100),
      lines: fc.array(fc.array(span, { maxLength: 5 }), { maxLength: 4 }),
      fields: fc.array(fc.record({ label: words(40), value: fc.array(span, { maxLength: 1 }) }), {
        maxLength: 10,
      }),
      context: fc.array(span, { maxLength: 5 }),
      buttons: fc.array(
        fc.record({
          label: fc
            .string({ unit: 'binary', minLength: 1, maxLength: 40 })
            .filter((label) => cleanText(label) !== ''),
          style: fc.constantFrom('primary' as const, 'danger' as const, 'plain' as const),
          press: fc.constant({ intent: 'i'.repeat(32) }),
        }),
        { maxLength: 5 },
      ),
      fallback: words(1500),
    });
    fc.assert(
      fc.property(card, (value) => {
        const { blocks, text: fallback } = renderCard(value, TEAM);
        checkBlocks(blocks, 'message');
        expect(fallback).toBe(cleanText(fallback));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a form', () => {
  const form: Form = {
    title: 'Send money to somebody else',
    intent: 'f_1',
    submit: 'Send',
    fields: [
      { name: 'who', label: 'To', kind: 'people', values: ['U0BOB'], required: true, peopleMax: 20 },
      {
        name: 'amount',
        label: 'Amount',
        kind: 'text',
        placeholder: '5.00',
        required: true,
        charactersMax: 40,
      },
      { name: 'memo', label: 'For', kind: 'text', value: 'lunch', required: false, charactersMax: 5000 },
    ],
  };
  const data = {
    user: 'U0ALICE',
    triggerId: 't',
    where: { community: TEAM, channel: 'C1', kind: 'group' as const },
  };
  const reply = replyContext('U0ALICE', inChannel('C1'), { triggerId: 't' }, Date.now());

  it('is a modal that Slack takes, with the intent in its callback_id', () => {
    const view = renderForm(form, reply, data);
    checkView(view, 'modal');
    expect(view).toMatchObject({
      callback_id: 'f_1',
      blocks: [
        {
          block_id: 'who',
          optional: false,
          element: { type: 'multi_users_select', initial_users: ['U0BOB'] },
        },
        { block_id: 'amount', element: { type: 'plain_text_input', max_length: 40 } },
        { block_id: 'memo', optional: true, element: { initial_value: 'lunch', max_length: 3000 } },
      ],
    });
    expect([...view.title.text].length).toBeLessThanOrEqual(24);
  });
});
