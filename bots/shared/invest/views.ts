/** Quotes with their buttons, what became of them, what there is to buy, and what somebody holds. */
import type { HoldingView, ListingView, Money, NoticeOf } from '../../../core/index.ts';
import { type Card, type CardFile, cardLimits, type Field } from '../card.ts';
import { drawable } from '../picture/index.ts';
import { portfolioPicture } from '../picture/portfolio.ts';
import {
  type Scene as AnyScene,
  absolute,
  bold,
  card,
  quiet,
  sentences,
  signedText,
  spansText,
  text,
} from '../views/parts.ts';
import type { InvestMessages } from './messages.ts';
import { labelOf, nameText } from './names.ts';

type Scene = AnyScene<InvestMessages>;
type Traded = Pick<
  NoticeOf<'invest_traded'>,
  'side' | 'name' | 'units' | 'total' | 'fee' | 'fee_bps' | 'price'
>;

const percentText = (bps: number, { words, language }: Scene): string =>
  words.percent(language.decimal(String(bps / 100)));

const amountsText = ({ units, total }: Traded, { language }: Scene) => ({
  units: language.money(units),
  total: language.money(total),
});

function termsText(traded: Traded, scene: Scene): string {
  const { words, language } = scene;
  const said = {
    name: nameText(traded.name) || traded.units.asset.code,
    price: language.money(traded.price),
  };
  if (traded.fee.minor === '0') return words.priced(said);
  return words.terms({
    ...said,
    percent: percentText(traded.fee_bps, scene),
    fee: language.money(traded.fee),
  });
}

const momentText = (iso: string, { language }: Scene): string =>
  `${language.day(iso)}, ${language.time(iso)}`;

export function tradeQuoteView(notice: NoticeOf<'invest_quote'>, scene: Scene): Card {
  const { words, language } = scene;
  const { side, state, renewed, seconds, until, actions, reference } = notice;
  const isOpen = state === 'open';
  const lines = [
    isOpen && renewed ? words.renewed : null,
    termsText(notice, scene),
    isOpen ? words.lasts(seconds, language.time(until), language) : null,
  ];
  return card({
    tone: isOpen ? 'pending' : state === 'executed' ? 'good' : 'neutral',
    title: words.quote[side][state](amountsText(notice, scene)),
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    context: quiet(reference),
    buttons: actions.map(({ action, intent }) =>
      action === 'invest_cancel'
        ? { label: words.buttons.cancel, style: 'plain', press: { intent } }
        : { label: words.buttons[side], style: 'primary', press: { intent } },
    ),
  });
}

export function tradedView(notice: NoticeOf<'invest_traded'>, scene: Scene): Card {
  const { words, language } = scene;
  const { side, gain, balances, reference } = notice;
  const lines = [
    termsText(notice, scene),
    gain && gainText(gain, scene),
    words.balances(
      balances.map((balance) => language.money(balance)),
      language,
    ),
  ];
  return card({
    tone: 'good',
    title: words.done[side](amountsText(notice, scene)),
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    context: quiet(reference),
  });
}

function gainText(gain: Money, { words, language }: Scene): string {
  if (gain.minor === '0') return words.gain.same;
  const amount = language.money(absolute(gain));
  return gain.minor.startsWith('-') ? words.gain.less(amount) : words.gain.more(amount);
}

export function marketView({ fee_bps, assets }: NoticeOf<'invest_market'>, scene: Scene): Card {
  const { words, language } = scene;
  const first = assets.find(({ price }) => !price.stale) ?? assets[0];
  if (first === undefined) return card({ title: words.market.none });
  const shown = assets.slice(0, cardLimits.fields);
  const rest = assets.length - shown.length;
  const lines = [
    words.market.how(first.asset),
    fee_bps === 0 ? null : words.market.fee(percentText(fee_bps, scene)),
    rest > 0 ? words.market.more(rest, language) : null,
  ];
  return card({
    title: words.market.title,
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    fields: shown.map(
      ({ asset, name, price }): Field => ({
        label: labelOf(asset, name),
        value: [
          bold(language.money(price.of)),
          text(
            price.stale
              ? words.market.stale(momentText(price.since, scene))
              : words.market.since(language.day(price.since)),
          ),
        ],
      }),
    ),
  });
}

/** In millionths, to a tenth of a percent, rounded towards nothing; null where there is nothing to compare with. */
const shareOf = (gain: Money, cost: Money): number | null =>
  BigInt(cost.minor) <= 0n
    ? null
    : Math.trunc(Number((BigInt(gain.minor) * 1_000_000n) / BigInt(cost.minor)) / 1_000) * 1_000;

export function portfolioView({ holdings, totals }: NoticeOf<'portfolio'>, scene: Scene): Card {
  const { words, language } = scene;
  const [main, ...others] = totals;
  if (holdings.length === 0 || main === undefined)
    return card({ title: words.portfolio.none, lines: [[text(words.portfolio.start)]] });
  const shown = holdings.slice(0, cardLimits.fields);
  const rest = holdings.length - shown.length;
  const lines = [
    main.value.minor === '0' ? null : changeText(main, scene),
    ...others
      .filter(({ value }) => value.minor !== '0')
      .slice(0, 1)
      .map((total) =>
        words.portfolio.also({ value: language.money(total.value), change: changeText(total, scene) }),
      ),
    main.realised.minor === '0' ? null : words.portfolio.realised(signedText(main.realised, language)),
    main.dividends.minor === '0' ? null : words.portfolio.dividends(language.money(main.dividends)),
    rest > 0 ? words.portfolio.more(rest, language) : null,
  ].filter((line) => line !== null);
  const fields = shown.map((holding) => holdingField(holding, scene));
  const title =
    main.value.minor === '0' ? words.portfolio.title : words.portfolio.titleWorth(language.money(main.value));
  const file = pictureOf(holdings, main, scene);
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    ...(file && { file }),
    fallback: sentences(
      title,
      ...lines,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
    ),
  });
}

type Total = NoticeOf<'portfolio'>['totals'][number];

function changeText({ unrealised, cost }: Total, { words, language }: Scene): string {
  const { change } = words.portfolio;
  if (unrealised.minor === '0') return change.same;
  const share = shareOf(unrealised, cost);
  const said = {
    amount: language.money(absolute(unrealised)),
    percent: share === null ? null : language.percent(Math.abs(share)),
  };
  return unrealised.minor.startsWith('-') ? change.less(said) : change.more(said);
}

function holdingField(holding: HoldingView, scene: Scene): Field {
  const { words, language } = scene;
  const { units, average, price, value, unrealised, realised, name } = holding;
  const label = labelOf(units.asset.code, name);
  if (average === null) return { label, value: [text(words.portfolio.gone(signedText(realised, language)))] };
  const held = words.portfolio.held(language.money(average));
  const now =
    price && value && unrealised
      ? words.portfolio[price.stale ? 'stale' : 'now']({
          price: language.money(price.of),
          value: language.money(value),
          gain: signedText(unrealised, language),
          moment: momentText(price.since, scene),
        })
      : words.portfolio.noPrice;
  return { label, value: [bold(language.money(units)), text(`${held}${now}`)] };
}

/** As many as a picture has room for. */
const rowsMax = 6;

const toneOf = ({ minor }: Money) =>
  minor === '0' ? ('even' as const) : minor.startsWith('-') ? ('bad' as const) : ('good' as const);

/** Bars are compared, so that they are all of one currency: that of the first total. */
function pictureOf(holdings: readonly HoldingView[], main: Total, scene: Scene): CardFile | null {
  const { words, language } = scene;
  const drawn = holdings
    .flatMap((holding) =>
      holding.value && holding.unrealised && holding.units.minor !== '0'
        ? [{ ...holding, value: holding.value, unrealised: holding.unrealised }]
        : [],
    )
    .filter(({ value }) => value.asset.code === main.value.asset.code)
    .slice(0, rowsMax);
  const most = Math.max(...drawn.flatMap(({ cost, value }) => [Number(cost.minor), Number(value.minor)]), 0);
  if (most === 0) return null;
  const rows = drawn.map(({ units, name, cost, value, unrealised }) => ({
    name: drawable(labelOf(units.asset.code, name)) ?? units.asset.code,
    units: language.money(units),
    value: language.money(value),
    gain: signedText(unrealised, language),
    tone: toneOf(unrealised),
    cost: Number(cost.minor) / most,
    worth: Number(value.minor) / most,
  }));
  const value = language.money(main.value);
  return portfolioPicture({
    title: words.portfolio.picture.title,
    value,
    gain: signedText(main.unrealised, language),
    tone: toneOf(main.unrealised),
    rows,
    alt: words.portfolio.picture.alt({
      value,
      rows: rows.map((row) => `${row.name}: ${row.value} (${row.gain})`),
    }),
  });
}

function feedText(
  { asset, source, price }: { asset: string } & Pick<ListingView, 'source' | 'price'>,
  scene: Scene,
): string {
  const { feed } = scene.words.listings;
  if (source !== 'feed') return '';
  if (price === null) return feed.nothing(asset);
  if (!price.fed) return feed.byHand;
  return feed[price.stale ? 'stale' : 'fresh'](momentText(price.since, scene));
}

export function listingsView({ done, assets }: NoticeOf<'invest_listings'>, scene: Scene): Card {
  const { words, language } = scene;
  const shown = assets.slice(0, cardLimits.fields);
  const rest = assets.length - shown.length;
  const lines = [
    assets.length === 0 ? words.listings.none : null,
    rest > 0 ? words.listings.more(rest, language) : null,
  ];
  return card({
    tone: done ? 'good' : 'neutral',
    title: done ? words.listings.done[done.act](done.asset) : words.listings.title,
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    fields: shown.map(({ asset, name, kind, quote, source, price, coming, issued, left }): Field => {
      const next = coming.map(({ of, from }) =>
        words.listings.coming({ price: language.money(of), day: language.day(from) }),
      );
      const counts = words.listings.counts({
        kind: words.listings.kinds[kind],
        issued: language.money(issued),
        left: language.money(left),
      });
      const now = price ? words.listings.price(language.money(price.of)) : words.listings.noPrice(quote);
      return {
        label: labelOf(asset, name),
        value: [bold(now), text(`${feedText({ asset, source, price }, scene)}${next.join('')}${counts}`)],
      };
    }),
  });
}
