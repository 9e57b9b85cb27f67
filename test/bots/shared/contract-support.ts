/** Small tools of the adapter contract: waiting for a condition, reading what people see, hostile text. */
import type { ChatMessage, ChatText } from '../../../bots/playground/emulator.ts';
import type { Card } from '../../../bots/shared/card.ts';

/** Waits until `probe` gives something truthy. The limit is generous: the machine is shared, and a pass takes no longer than the thing itself. */
export async function until<T>(
  probe: () => T | Promise<T>,
  what: string,
  limit_ms = 20_000,
): Promise<NonNullable<T> & (T extends false ? never : T)> {
  const deadline = Date.now() + limit_ms;
  for (;;) {
    const value = await probe();
    if (value) return value as NonNullable<T> & (T extends false ? never : T);
    if (Date.now() > deadline) throw new Error(`waited ${limit_ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const cardOf = (card: Partial<Card> & { title: string }): Card => ({
  tone: 'neutral',
  lines: [],
  fields: [],
  buttons: [],
  fallback: card.title,
  ...card,
});

export const flatten = (text: ChatText): string =>
  text.map((piece) => (piece.type === 'break' ? '\n' : piece.text)).join('');

/** Everything that a person reads in a message, buttons excepted. */
export const messageText = (message: ChatMessage): string =>
  [
    flatten(message.text),
    ...message.frames.flatMap((frame) => [
      flatten(frame.title),
      flatten(frame.body),
      ...frame.fields.flatMap(({ label, value }) => [flatten(label), flatten(value)]),
      flatten(frame.footer),
    ]),
  ].join('\n');

/** Without the zero-width characters by which an adapter may disarm markup. */
export const plainText = (text: string): string => text.replace(/[\u200b\u2060\ufeff]/g, '');

export const hostileText = [
  'hi @everyone and @here',
  'hi <!channel> <!here> <@U12345> <@123456789012345678> <#C123>',
  '<b>bold</b> <script>alert(1)</script> &amp; & < >',
  '*bold* _italic_ ~struck~ **strong** __under__ ||spoiler||',
  '`code` and ```block``` > quote # heading',
  'https://example.org/x and [a](https://example.org) and <https://example.org|b>',
  'emoji 👩‍👩‍👧‍👦🏳️‍🌈 and :tada: and 中文 עברית',
  'back\\slash \\* and \\\\_',
];
