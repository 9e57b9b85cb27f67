/** Interest as its owner sees it, and what operators have set. */
import type { InterestSegment, Money, NoticeOf, RateView } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  nameOf,
  quiet,
  sentences,
  text,
} from '../views/parts.ts';
import type { InterestMessages } from './messages.ts';

type Scene = AnyScene<InterestMessages>;
type Account = NoticeOf<'interest'>['accounts'][number];

const isNothing = ({ minor }: Money): boolean => /^-?0+$/.test(minor);
const unlessNothing = (amount: Money, { language }: Scene): string | null =>
  isNothing(amount) ? null : language.money(amount);

const whatOf = ({ asset, purpose }: Pick<Account, 'asset' | 'purpose'>, { words }: Scene): string =>
  `${words.statement[purpose]} ${asset}`;

export function interestView({ month, accounts }: NoticeOf<'interest'>, scene: Scene): Card {
  const { words, language } = scene;
  const title = words.statement.title(language.month(month));
  const sums = accounts.flatMap((account) => sumOf(account, scene));
  const rates = accounts
    .filter(({ earned_ppm, charged_ppm, segments }) => segments.length > 0 || earned_ppm + charged_ppm > 0)
    .map((account) => ratesOf(account, scene));
  const segments = accounts.flatMap((account) => account.segments.map((segment) => ({ account, segment })));
  const over = segments.length - cardLimits.fields;
  const lines = [
    ...(sums.length === 0 ? [words.statement.none] : [sums.join(' ')]),
    ...(rates.length === 0 ? [] : [`${rates.join('. ')}.`]),
    ...(over > 0 ? [words.statement.more(over)] : []),
  ];
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    // The newest ones, in their order.
    fields: segments
      .slice(Math.max(over, 0))
      .map(({ account, segment }) => segmentField(account, segment, scene)),
    context: quiet(words.statement.how),
    fallback: sentences(title, ...lines),
  });
}

function sumOf(account: Account, scene: Scene): string[] {
  const { words } = scene;
  const { posted, segments } = account;
  if (segments.length === 0 && posted === null) return [];
  const { earned, charged } = posted ?? account;
  const of = {
    what: whatOf(account, scene),
    earned: unlessNothing(earned, scene),
    charged: unlessNothing(charged, scene),
  };
  if (of.earned === null && of.charged === null) of.earned = scene.language.money(earned);
  return [posted ? words.statement.posted(of) : words.statement.sofar(of)];
}

function ratesOf(account: Account, scene: Scene): string {
  const { words, language } = scene;
  return words.statement.rates({
    what: whatOf(account, scene),
    earned: language.percent(account.earned_ppm),
    charged: account.charged_ppm > 0 ? language.percent(account.charged_ppm) : null,
  });
}

function segmentField(account: Account, segment: InterestSegment, scene: Scene): Field {
  const { words, language } = scene;
  const { from, to, rate_ppm, side, average, interest } = segment;
  const of = {
    rate: language.percent(rate_ppm),
    average: language.money(average),
    interest: language.money(interest),
  };
  const days = from === to ? language.date(from) : `${language.date(from)} – ${language.date(to)}`;
  return {
    label: account.purpose === 'savings' ? `${days} · ${words.statement.savings}` : days,
    value: [text(words.statement[side](of))],
  };
}

export function interestPostedView(
  { month, purpose, earned, charged, after }: NoticeOf<'interest_posted'>,
  scene: Scene,
): Card {
  const { words, language } = scene;
  const isBoth = !isNothing(earned) && !isNothing(charged);
  const title = isNothing(earned)
    ? words.posted.titleCharged(language.money(charged))
    : words.posted.title(language.money(earned));
  return card({
    tone: isNothing(earned) ? 'neutral' : 'good',
    title,
    lines: [
      ...(isBoth ? [[text(words.posted.both(language.money(earned), language.money(charged)))]] : []),
      [text(words.posted[purpose](language.money(after)))],
    ],
    context: quiet(language.month(month), words.posted.look),
  });
}

export function creditLineView({ line, after }: NoticeOf<'credit_line'>, { words, language }: Scene): Card {
  const isOver = -BigInt(after.minor) > BigInt(line.minor);
  return card({
    title: isNothing(line) ? words.line.none : words.line.title(language.money(line)),
    lines: [
      ...(isNothing(line) ? [] : [[text(words.line.hint)]]),
      ...(isOver ? [[text(words.line.over)]] : []),
    ],
  });
}

export function bankRatesView({ rates }: NoticeOf<'bank_rates'>, scene: Scene): Card {
  const { words, language } = scene;
  const field = ({ asset, kind, rate_ppm, effective_from, in_force }: RateView): Field => {
    const say = in_force ? words.bank.since : words.bank.from;
    return {
      label: `${asset} · ${words.bank.kinds[kind]}`,
      value: [text(say(language.percent(rate_ppm), language.date(effective_from)))],
    };
  };
  return card({
    title: words.bank.rates,
    lines: rates.length === 0 ? [[text(words.bank.noRates)]] : [],
    fields: rates.map(field),
    fallback: sentences(
      words.bank.rates,
      ...(rates.length === 0
        ? [words.bank.noRates]
        : rates.map(
            ({ asset, kind, rate_ppm }) =>
              `${asset} ${words.bank.kinds[kind]}: ${language.percent(rate_ppm)}`,
          )),
    ),
  });
}

export function bankCreditView(
  { person, line, tier, granted, reference }: NoticeOf<'bank_credit'>,
  { words, language, context }: Scene,
): Card {
  const name = nameOf(person, context);
  return card({
    tone: 'good',
    title: isNothing(line) ? words.bank.noCredit(name) : words.bank.credit(name, language.money(line)),
    lines: [[text(granted === null ? words.bank.byTier(tier) : words.bank.granted)]],
    context: quiet(reference, idElsewhere(person, context)),
  });
}

export function bankTierView(
  { person, tier, lines, reference }: NoticeOf<'bank_tier'>,
  { words, language, context }: Scene,
): Card {
  const shown = language.list(lines.map((line) => language.money(line)));
  return card({
    tone: 'good',
    title: words.bank.tier(nameOf(person, context), tier),
    lines: [[text(lines.length === 0 ? words.bank.noLine : words.bank.lines(shown))]],
    context: quiet(reference, idElsewhere(person, context)),
  });
}

export const bankTiersView = ({ tiers }: NoticeOf<'bank_tiers'>, { words, language }: Scene): Card =>
  card({
    title: words.bank.tiers,
    lines: tiers.length === 0 ? [[text(words.bank.noTiers)]] : [],
    fields: tiers.map(({ tier, line }) => ({
      label: `${tier} · ${line.asset.code}`,
      value: [bold(language.money(line))],
    })),
  });
