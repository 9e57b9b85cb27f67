/** What was understood of `/buy`, `/sell` and `/portfolio`: a quote, which a button carries out, or what there is. */
import type { NoticeOf, Result } from '../../../core/index.ts';
import type { Turn } from '../turn.ts';
import type { BankAsset } from './bank-commands.ts';
import type { InvestCommand } from './commands.ts';
import type { BankDividend } from './dividend-commands.ts';

export async function invest(turn: Turn, command: InvestCommand): Promise<void> {
  const { event, parts } = turn;
  const service = parts.core.invest;
  const me = event.actor.identity;
  if (command.verb === 'market') return turn.answer(await service.market());
  if (command.verb === 'portfolio') return turn.answer(await service.portfolio(me));
  const { side, asset, size } = command;
  const quoted = await service.quote(me, {
    side,
    asset,
    size: size === 'all' ? size : 'units' in size ? { units: BigInt(size.units.minor) } : size,
    origin: { key: turn.key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
  });
  return turn.told(quoted, (quote) => turn.answer(quote));
}

export async function assetsByBank(turn: Turn, command: BankAsset | BankDividend): Promise<void> {
  const service = turn.parts.core.invest;
  const me = turn.event.actor.identity;
  const done = await (async (): Promise<Result<NoticeOf<'invest_listings' | 'invest_dividends'>>> => {
    switch (command.verb) {
      case 'bank_assets':
        return service.listings(me);
      case 'bank_asset_define': {
        const { verb: _, ...asset } = command;
        return service.define(me, asset, turn.key);
      }
      case 'bank_asset_price': {
        const { asset, price, from } = command;
        return service.setPrice(me, { asset, price, from }, turn.key);
      }
      case 'bank_asset_source': {
        const { asset, source } = command;
        return service.setSource(me, { asset, source }, turn.key);
      }
      case 'bank_dividends':
        return service.dividends(me);
      case 'bank_dividend_declare': {
        const { verb: _, ...dividend } = command;
        return service.declare(me, dividend, turn.key);
      }
      case 'bank_dividend_cancel':
        return service.cancelDividend(me, command.reference, turn.key);
      case 'bank_asset_issue': {
        const { minor, asset } = command.units;
        const units = command.out ? -BigInt(minor) : BigInt(minor);
        return service.issue(me, { asset: asset.code, units }, turn.key);
      }
    }
  })();
  return turn.told(done, (value) => turn.answer(value));
}
