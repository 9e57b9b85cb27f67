/** Documents that people send: what the bot learns of one, and where it gets it. Source: https://core.telegram.org/bots/api#getfile */
import type { Express } from 'express';
import { bytesOf } from '../kept.ts';
import { textOf, type Upload } from './body.ts';
import type { FaultPlan } from './faults.ts';
import type { Method } from './methods.ts';
import { ApiError, badRequest, type WireMessage } from './wire.ts';
import type { StoredMessage, World } from './world.ts';

/** The largest that a bot may fetch. */
const FETCHED_BYTES_MAX = 20_000_000;

const idOf = ({ chat, message_id }: Pick<WireMessage, 'chat' | 'message_id'>): string =>
  `file-${chat.id}-${message_id}`;

export const documentOf = (
  message: WireMessage & { upload: Upload },
): NonNullable<WireMessage['document']> => {
  const { upload } = message;
  const file_id = idOf(message);
  return {
    file_id,
    file_unique_id: file_id,
    file_name: upload.file_name,
    file_size: bytesOf(upload).length,
    ...(upload.media_type && { mime_type: upload.media_type }),
  };
};

const find = (world: World, id: string): (StoredMessage & { upload: Upload }) | undefined => {
  const [, chat, message] = /^file-(-?\d+)-(\d+)$/.exec(id) ?? [];
  const found = chat === undefined ? undefined : world.find(Number(chat), Number(message));
  return found?.upload && { ...found, upload: found.upload };
};

/** A photo, in the one size that this emulator keeps. */
export const photoOf = (message: WireMessage & { upload: Upload }): NonNullable<WireMessage['photo']> => {
  const { file_id, file_unique_id, file_size } = documentOf(message);
  return [{ file_id, file_unique_id, file_size, width: 640, height: 320 }];
};

export const getFile: Method = ({ world }, parameters) => {
  const message = find(world, textOf(parameters.file_id));
  if (!message) throw badRequest('wrong file_id or the file is temporarily unavailable');
  const document = documentOf(message);
  if (document.file_size > FETCHED_BYTES_MAX) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size } = document;
  return { file_id, file_unique_id, file_size, file_path: `documents/${file_id}` };
};

export const serveFiles = (
  app: Express,
  { world, botToken, faults }: { world: World; botToken: string; faults: FaultPlan },
): void => {
  app.get('/file/bot:token/documents/:file', (request, response) => {
    try {
      faults.before('GET file');
      const message = request.params.token === botToken ? find(world, request.params.file) : undefined;
      if (!message) throw new ApiError(404, 'Not Found');
      response.type('application/octet-stream').send(bytesOf(message.upload));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { error_code, message: description } = error;
      response.status(error_code).json({ ok: false, error_code, description });
    }
  });
};
