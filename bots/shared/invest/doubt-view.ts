/** What operators are told of a feed that says what cannot be believed. */
import type { NoticeOf } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { type Scene as AnyScene, card, quiet, text } from '../views/parts.ts';
import type { InvestMessages } from './messages.ts';
import { nameText } from './names.ts';

export function priceDoubtedView(
  { asset, name, before, said, at }: NoticeOf<'price_doubted'>,
  { words, language }: AnyScene<InvestMessages>,
): Card {
  const { doubted } = words;
  const amounts = {
    said: language.list(said.map((one) => language.money(one))),
    before: language.money(before),
  };
  const line = said.length > 1 ? doubted.two(amounts) : doubted.jumped(amounts);
  return card({
    tone: 'bad',
    title: doubted.title(nameText(name) || asset),
    lines: [[text(line)], [text(doubted.how(asset))]],
    context: quiet(asset, `${language.day(at)}, ${language.time(at)}`),
  });
}
