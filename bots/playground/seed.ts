/** The people of the playground get to know Tuppence and their first money, and reactions become tips. Repeating it changes nothing. */
import type { Logger } from 'pino';
import { type Asset, type Core, money, PLATFORMS, type Result } from '../../core/index.ts';
import { COMMON_ROOM, FUNDED, TIP_EMOJIS } from './people.ts';
import { PLAYGROUND_LIQUIDITY } from './rates.ts';
import { PLAYGROUND_ASSETS } from './shares.ts';

const FIRST_MONEY = 100n;

type Funded = (typeof FUNDED)[number][number];

const meet = (core: Core, { identity, user: { name, handle, locale } }: Funded) =>
  core.people.seen({ identity, name, handle, locale }, COMMON_ROOM[identity.platform]);

/** A person who was frozen or linked elsewhere since the first start stays so: that is no reason not to start. */
const expected = <T>(result: Result<T>, what: string, log: Logger): T | null => {
  if (result.ok) return result.value;
  log.warn({ refusal: result.refusal.code }, `playground: ${what} was refused`);
  return null;
};

const linkTo = async (core: Core, first: Funded, other: Funded, log: Logger) => {
  const [one, two] = [await meet(core, first), await meet(core, other)];
  if (one.person.id === two.person.id) return;
  const code = expected(await core.people.linkCode(first.identity), 'a link code', log);
  if (!code) return;
  const key = `playground:link:${other.identity.platform}:${other.user.handle}`;
  expected(await core.people.link(other.identity, code.code, key), `linking ${other.user.name}`, log);
};

/** Whether a database has people, and never had ours: then it is somebody's own, and made-up money has no business there. */
export const isForeign = async (core: Core): Promise<boolean> => {
  const ours = await Promise.all(FUNDED.flat().map(({ identity }) => core.people.find(identity)));
  return ours.every((person) => person === null) && (await core.people.anybody());
};

const worth = (hundredths: bigint, asset: Asset) => {
  const minor = (hundredths * 10n ** BigInt(asset.exponent)) / 100n;
  return money(minor > 0n ? minor : 1n, asset);
};

/** Only where nothing has been set: what an operator of the playground has changed stays as it is. */
export const seedTips = async (core: Core, log: Logger): Promise<void> => {
  for (const platform of PLATFORMS) {
    const where = COMMON_ROOM[platform];
    if ((await core.tip.emojis(where)).length > 0) continue;
    for (const [emoji, hundredths] of Object.entries(TIP_EMOJIS[platform]))
      expected(
        await core.tip.setEmoji(null, where, emoji, worth(hundredths, core.assets.main)),
        `what ${emoji} is worth`,
        log,
      );
  }
};

export const seedPeople = async (core: Core, log: Logger): Promise<void> => {
  const { code, exponent } = core.assets.main;
  for (const [first, ...others] of FUNDED) {
    if (!first) continue;
    await meet(core, first);
    for (const other of others) await linkTo(core, first, other, log);
    const amount = FIRST_MONEY * 10n ** BigInt(exponent);
    const key = `playground:fund:${code}:${first.user.handle}`;
    const to = { by: 'identity', identity: first.identity } as const;
    expected(await core.bank.fund(null, to, amount, code, key), `funding ${first.user.name}`, log);
  }
};

/** Something to buy, and units of it to sell to people. */
export const seedAssets = async (core: Core, log: Logger): Promise<void> => {
  for (const { issued, ...asset } of PLAYGROUND_ASSETS) {
    const { code, exponent } = asset;
    const key = `playground:asset:${code}`;
    const definition = { ...asset, kind: 'security' as const, quote: null };
    expected(await core.invest.define(null, definition, key), `defining ${code}`, log);
    const units = issued * 10n ** BigInt(exponent);
    expected(await core.invest.issue(null, { asset: code, units }, `${key}:issue`), `issuing ${code}`, log);
  }
  await core.invest.refresh();
};

/** Where there are rates to deal at: the exchange has something to deal out of. */
export const seedExchange = async (core: Core, log: Logger): Promise<void> => {
  await core.exchange.refresh();
  if (!(await core.exchange.rates()).ok) return;
  for (const [code, units] of Object.entries(PLAYGROUND_LIQUIDITY)) {
    const amount = units * 10n ** BigInt(core.assets.find(code)!.exponent);
    const stocked = await core.exchange.stock(null, { amount, asset: code }, `playground:exchange:${code}`);
    expected(stocked, `stocking the exchange with ${code}`, log);
  }
};
