/** Files as the emulators keep them: texts as they are, anything else by its bytes, in base64, so that the page can give it out or show it. */
import { isUtf8 } from 'node:buffer';
import type { ChatFile, ChatFileKind } from './emulator.ts';

interface Kept {
  text: string;
  /** Of what is no text: its bytes, in base64. */
  data?: string;
}

export const isPicture = (name: string): boolean => /\.(png|jpe?g|gif|webp)$/i.test(name);

/** As what Telegram's client sends a file, unless its person says otherwise. A recording that is a voice note was made in the client. */
export function kindOf({ name, media_type = '' }: Pick<ChatFile, 'name' | 'media_type'>): ChatFileKind {
  if (media_type === 'image/gif' || /\.gif$/i.test(name)) return 'animation';
  if (isPicture(name)) return 'photo';
  if (media_type === 'video/mp4') return 'video';
  return /^audio\/(mpeg|mp4|x-m4a)$/.test(media_type) ? 'audio' : 'document';
}

export const keptAs = (name: string, bytes: Uint8Array): Kept =>
  isPicture(name) || !isUtf8(bytes)
    ? { text: '', data: Buffer.from(bytes).toString('base64') }
    : { text: Buffer.from(bytes).toString('utf8') };

export const bytesOf = ({ text, data }: Kept): Buffer =>
  data === undefined ? Buffer.from(text, 'utf8') : Buffer.from(data, 'base64');
