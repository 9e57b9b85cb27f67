/** How the code of an asset goes on: by its code or by its name. */
import type { Command } from '../command.ts';

export const completeAsset: NonNullable<Command['complete']>[string] = async ({ typed }, { core }) => {
  const sought = typed.trim().toLowerCase();
  const { assets } = await core.invest.market();
  return assets
    .filter(({ asset, name }) => [asset, name].some((text) => text.toLowerCase().startsWith(sought)))
    .map(({ asset, name }) => ({ label: `${asset} · ${name}`, value: asset }));
};
