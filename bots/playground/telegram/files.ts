/** Files that people send: what the bot learns of one, and where it gets it. Source: https://core.telegram.org/bots/api#getfile */
import type { Express } from 'express';
import type { ChatFileKind } from '../emulator.ts';
import { bytesOf } from '../kept.ts';
import { textOf, type Upload } from './body.ts';
import type { FaultPlan } from './faults.ts';
import type { Method } from './methods.ts';
import { ApiError, badRequest, type WireFile, type WireMessage } from './wire.ts';
import type { StoredMessage, World } from './world.ts';

/** The largest that a bot may fetch. */
const FETCHED_BYTES_MAX = 20_000_000;

type Sent = Pick<WireMessage, 'chat' | 'message_id'> & { upload: Upload };

const idOf = ({ chat, message_id }: Sent): string => `file-${chat.id}-${message_id}`;

/** What stands in for the small sizes that Telegram makes of a photo. */
const SMALL = Buffer.from('a thumbnail');

const fileOf = (sent: Sent): WireFile => {
  const file_id = idOf(sent);
  return { file_id, file_unique_id: file_id, file_size: bytesOf(sent.upload).length };
};

const named = (sent: Sent): WireFile => {
  const { file_name, media_type } = sent.upload;
  return { ...fileOf(sent), file_name, ...(media_type && { mime_type: media_type }) };
};

const duration = 3;
const moving = { width: 640, height: 320, duration };

/** A file as a message has it, by what it was sent as. */
const FIELDS: Record<ChatFileKind, (sent: Sent) => Partial<WireMessage>> = {
  document: (sent) => ({ document: named(sent) }),
  photo: (sent) => {
    const large = fileOf(sent);
    const small = `${large.file_id}-small`;
    return {
      photo: [
        { file_id: small, file_unique_id: small, file_size: SMALL.length, width: 90, height: 45 },
        { ...large, width: 640, height: 320 },
      ],
    };
  },
  video: (sent) => ({ video: { ...named(sent), ...moving } }),
  // "For backward compatibility, when this field is set, the document field will also be set."
  animation: (sent) => ({ animation: { ...named(sent), ...moving }, document: named(sent) }),
  audio: (sent) => ({ audio: { ...named(sent), duration } }),
  voice: (sent) => ({ voice: { ...fileOf(sent), mime_type: 'audio/ogg', duration } }),
  video_note: (sent) => ({ video_note: { ...fileOf(sent), length: 240, duration } }),
};

export const fileFields = (sent: Sent): Partial<WireMessage> => FIELDS[sent.upload.kind ?? 'document'](sent);

/** By its id, as long as its message is there. */
export const findFile = (world: World, id: string): (StoredMessage & { upload: Upload }) | undefined => {
  const [, chat, message] = /^file-(-?\d+)-(\d+)(?:-small)?$/.exec(id) ?? [];
  const found = chat === undefined ? undefined : world.find(Number(chat), Number(message));
  return found?.upload && { ...found, upload: found.upload };
};

const contentOf = (message: { upload: Upload }, id: string): Buffer =>
  id.endsWith('-small') ? SMALL : bytesOf(message.upload);

export const getFile: Method = ({ world }, parameters) => {
  const file_id = textOf(parameters.file_id);
  const message = findFile(world, file_id);
  if (!message) throw badRequest('wrong file_id or the file is temporarily unavailable');
  const file_size = contentOf(message, file_id).length;
  if (file_size > FETCHED_BYTES_MAX) throw badRequest('file is too big');
  return { file_id, file_unique_id: file_id, file_size, file_path: `documents/${file_id}` };
};

export const serveFiles = (
  app: Express,
  { world, botToken, faults }: { world: World; botToken: string; faults: FaultPlan },
): void => {
  app.get('/file/bot:token/documents/:file', (request, response) => {
    try {
      faults.before('GET file');
      const { token, file } = request.params;
      const message = token === botToken ? findFile(world, file) : undefined;
      if (!message) throw new ApiError(404, 'Not Found');
      response.type('application/octet-stream').send(contentOf(message, file));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { error_code, message: description } = error;
      response.status(error_code).json({ ok: false, error_code, description });
    }
  });
};
