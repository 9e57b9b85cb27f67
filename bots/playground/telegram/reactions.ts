/** The emoji that Telegram takes as a reaction, and no others. Source: https://core.telegram.org/bots/api#reactiontypeemoji */
const ALLOWED = new Set(
  '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  ),
);

/** Telegram writes a heart without the selector that makes it red elsewhere. Null for what is no reaction there. */
export const reactionEmoji = (emoji: string): string | null => {
  const plain = emoji.replaceAll('\ufe0f', '');
  return ALLOWED.has(plain) ? plain : null;
};

/** A reaction as the app draws it: in colour, also where Unicode would draw a sign. */
export const drawnReaction = (emoji: string): string =>
  /^\p{Emoji_Presentation}/u.test(emoji) || emoji.includes('\u200d') ? emoji : `${emoji}\ufe0f`;

/** A few of them, as the app's short row. */
export const PALETTE = [
  { emoji: '👍', name: 'thumbs up' },
  { emoji: '❤️', name: 'heart' },
  { emoji: '🤣', name: 'laughing' },
  { emoji: '🎉', name: 'hooray' },
  { emoji: '🔥', name: 'fire' },
  { emoji: '🏆', name: 'trophy' },
  { emoji: '💯', name: 'a hundred' },
  { emoji: '🍾', name: 'champagne' },
  { emoji: '⚡', name: 'lightning' },
  { emoji: '👏', name: 'clapping' },
  { emoji: '🙏', name: 'thank you' },
  { emoji: '👀', name: 'eyes' },
];
