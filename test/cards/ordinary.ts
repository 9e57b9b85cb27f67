/** The samples of every notice as they are in ordinary life: the same shapes, said with the names, sums and words of the people who read them. */

import { CHAT_USERS, SLACK_TEAM } from '../../bots/playground/people.ts';
import { type Identity, type Notice, type PersonView, PLATFORMS, type Platform } from '../../core/index.ts';
import { everyone, evil, huge } from '../bots/shared/samples/kit.ts';

const SHOWN_MAX = 3;
const MEMOS = ['dinner at Luigi’s', 'taxi *home* & <b>back</b>', 'cinema', 'http://example.org/menu_2025'];
const SUMS = ['123456', '1250', '2000', '99900', '500'];
const STRANGERS = ['Bartholomew Featherstonehaugh', 'Jürgen Müller-Lüdenscheidt', 'שרה כהן', 'Zoë'];

/** Those of a platform's own come first; the others are somewhere else, as people who were linked or invited are. */
const castOf = (here: Platform): PersonView[] => {
  const elsewhere = PLATFORMS.filter((platform) => platform !== here);
  const members = [here, ...elsewhere].flatMap((platform) =>
    CHAT_USERS[platform].map(({ id, name }): PersonView => {
      const identity: Identity = { platform, tenant: platform === 'slack' ? SLACK_TEAM : '', user: id };
      return { id: `per_${id}`, name, identities: [identity] };
    }),
  );
  const strangers = STRANGERS.map((name, index): PersonView => {
    const identity: Identity = { platform: 'telegram', tenant: '', user: `@stranger_${index}` };
    return { id: `per_s${index}`, name, identities: [identity] };
  });
  const [reader, other, ...rest] = members.filter(
    ({ name }, index) => members.findIndex((one) => one.name === name) === index,
  );
  return [reader!, other!, ...strangers, ...rest];
};

const isPerson = (value: object): value is PersonView => 'identities' in value && 'name' in value;

/** Everything nasty becomes ordinary. `nth` numbers what was replaced, so that not everything is the same. `nasty` leaves all but the keys of buttons, of which a card has none twice. */
export const ordinary = (notice: Notice, here: Platform, nasty = false): Notice => {
  const cast = castOf(here);
  let nth = 0;
  const tamed = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      if (/^[ij]{32}$/.test(value)) return `${value.slice(0, 24)}${nth++}`;
      if (nasty) return value;
      if (value.includes(evil)) return key === 'emoji' ? '🥐' : MEMOS[nth++ % MEMOS.length];
      if (key === 'operator')
        return `${here}:${here === 'slack' ? SLACK_TEAM : ''}:${CHAT_USERS[here][1]!.id}`;
      return value === '9'.repeat(38) ? '2' : value;
    }
    if (Array.isArray(value))
      return value
        .slice(0, value.length > 12 && !nasty ? SHOWN_MAX : undefined)
        .map((one) => tamed(one, key));
    if (value === null || typeof value !== 'object') return value;
    if (isPerson(value) && !nasty) {
      if (value === everyone) return cast[0];
      const known = { Alice: 0, Bob: 1, Carol: 2 }[value.name];
      return cast[known ?? 1 + (Number.parseInt(value.name, 10) % (cast.length - 1))] ?? cast[3];
    }
    if ('minor' in value && 'asset' in value && !nasty) {
      const minor = String(value.minor);
      if (!minor.includes('9'.repeat(30)) && value.asset !== huge.asset) return value;
      const sign = minor.startsWith('-') ? '-' : '';
      return {
        minor: `${sign}${minor === '0' ? '0' : SUMS[nth++ % SUMS.length]}`,
        asset: { code: 'GBP', exponent: 2 },
      };
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tamed(inner, key)]));
  };
  return tamed(notice) as Notice;
};
