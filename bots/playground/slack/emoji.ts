/** Slack names its emoji; people see them. A few, enough for a playground. */
const CHARACTERS: Record<string, string> = {
  coin: '🪙',
  coffee: '☕',
  heart: '❤️',
  tada: '🎉',
  eyes: '👀',
  fire: '🔥',
  rocket: '🚀',
  joy: '😂',
  clap: '👏',
  pray: '🙏',
  wave: '👋',
  beer: '🍺',
  pizza: '🍕',
  '+1': '👍',
  '-1': '👎',
  '100': '💯',
  moneybag: '💰',
  white_check_mark: '✅',
  warning: '⚠️',
  hourglass_flowing_sand: '⏳',
};
const NAMES = new Map(Object.entries(CHARACTERS).map(([name, character]) => [character, name]));

/** `🪙`, `:coin:` or `coin` → `coin`. */
export const emojiName = (typed: string): string =>
  NAMES.get(typed) ?? NAMES.get(`${typed}\ufe0f`) ?? typed.replace(/^:|:$/g, '');

export const emojiCharacter = (name: string): string => CHARACTERS[name] ?? `:${name}:`;

/** What the picker offers, by name. */
export const PALETTE = Object.entries(CHARACTERS)
  .filter(([name]) => !['warning', 'hourglass_flowing_sand', 'white_check_mark'].includes(name))
  .map(([name, emoji]) => ({ emoji, name }));
