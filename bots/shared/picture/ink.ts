/** The colours of what is drawn, on a screen and on paper. */

/** Chats are read in light and in dark, and do not say in which: a picture has a ground of its own that stands on both. */
export const ink = {
  ground: '#ffffff',
  text: '#1f2430',
  quiet: '#5c6475',
  line: '#dde1ea',
  good: '#178a4c',
  bad: '#c0343b',
  accent: '#3b5bdb',
  track: '#e9ecf3',
} as const;
