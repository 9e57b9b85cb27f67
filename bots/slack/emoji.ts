/**
 * Slack's names of emoji, as the characters that the other chats give: what an operator types is then what a reaction is.
 * Of the thousands those that people react or tip with; any other keeps its name, between colons as it is typed.
 * Source: https://docs.slack.dev/messaging/formatting-message-text/#emoji (the names are those of iamcal/emoji-data)
 */
const CHARACTERS: Readonly<Record<string, string>> = {
  coin: '🪙',
  coffee: '☕',
  tea: '🍵',
  beer: '🍺',
  beers: '🍻',
  champagne: '🍾',
  clinking_glasses: '🥂',
  wine_glass: '🍷',
  pizza: '🍕',
  cake: '🍰',
  cookie: '🍪',
  doughnut: '🍩',
  taco: '🌮',
  hamburger: '🍔',
  icecream: '🍦',
  moneybag: '💰',
  money_with_wings: '💸',
  dollar: '💵',
  euro: '💶',
  pound: '💷',
  gem: '💎',
  gift: '🎁',
  trophy: '🏆',
  medal: '🎖',
  first_place_medal: '🥇',
  star: '⭐',
  star2: '🌟',
  sparkles: '✨',
  fire: '🔥',
  rocket: '🚀',
  zap: '⚡',
  heart: '❤',
  tada: '🎉',
  clap: '👏',
  pray: '🙏',
  raised_hands: '🙌',
  muscle: '💪',
  eyes: '👀',
  joy: '😂',
  heart_eyes: '😍',
  wave: '👋',
  bouquet: '💐',
  rose: '🌹',
  '100': '💯',
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
};

/** The character, or `:name:`; without the tone of a skin. */
export const emojiOf = (name: string): string => {
  const [plain = name] = name.split('::');
  return CHARACTERS[plain] ?? `:${plain}:`;
};

/** In a text that was typed, the names that we know become characters again. */
export const withCharacters = (text: string): string =>
  text.replace(
    /:([a-z0-9_+'-]{1,60}):(?::skin-tone-\d:)?/g,
    (whole, name: string) => CHARACTERS[name] ?? whole,
  );
