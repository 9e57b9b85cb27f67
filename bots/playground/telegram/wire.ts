/** The parts of the Bot API's objects that this emulator speaks. Source: https://core.telegram.org/bots/api */

export interface WireUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface WireChat {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  first_name?: string;
  username?: string;
  is_forum?: true;
}

/** `offset` and `length` are in UTF-16 code units. */
export interface WireEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: WireUser;
  language?: string;
}

export interface WireButton {
  text: string;
  url?: string;
  callback_data?: string;
  /** Writes `@bot query` into the line of whoever presses it, in a chat of their choice or in this one. */
  switch_inline_query?: string;
  switch_inline_query_current_chat?: string;
  copy_text?: { text: string };
  style?: 'danger' | 'success' | 'primary';
}

export interface WireMarkup {
  inline_keyboard: WireButton[][];
}

/** Voice and video notes have no name, and photos no type either. */
export interface WireFile {
  file_id: string;
  file_unique_id: string;
  file_size: number;
  file_name?: string;
  mime_type?: string;
}

export interface WireMessage {
  message_id: number;
  message_thread_id?: number;
  is_topic_message?: true;
  from?: WireUser;
  sender_chat?: WireChat;
  is_automatic_forward?: true;
  via_bot?: WireUser;
  /** Unix seconds. */
  date: number;
  edit_date?: number;
  chat: WireChat;
  text?: string;
  entities?: WireEntity[];
  caption?: string;
  caption_entities?: WireEntity[];
  photo?: (WireFile & { width: number; height: number })[];
  document?: WireFile;
  video?: WireFile & { width: number; height: number; duration: number };
  animation?: WireFile & { width: number; height: number; duration: number };
  audio?: WireFile & { duration: number };
  voice?: WireFile & { duration: number };
  video_note?: WireFile & { length: number; duration: number };
  reply_to_message?: WireMessage;
  forward_origin?: { type: 'user'; date: number; sender_user: WireUser };
  reply_markup?: WireMarkup;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
}

export type WireReaction =
  | { type: 'emoji'; emoji: string }
  | { type: 'custom_emoji'; custom_emoji_id: string };

export interface WireUpdate {
  update_id: number;
  [kind: string]: unknown;
}

export type Parameters = Record<string, unknown>;

/** An answer of the form `{ok: false, error_code, description, parameters?}`, with the same HTTP status. */
export class ApiError extends Error {
  readonly error_code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(error_code: number, description: string, parameters?: ApiError['parameters']) {
    super(description);
    this.error_code = error_code;
    this.parameters = parameters;
  }
}

export const badRequest = (what: string): ApiError => new ApiError(400, `Bad Request: ${what}`);
export const forbidden = (what: string): ApiError => new ApiError(403, `Forbidden: ${what}`);
