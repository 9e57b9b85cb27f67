/** Files as Discord keeps them: at an address of its content server that is signed, and good for a day (https://discord.com/developers/docs/reference#signed-attachment-cdn-urls). */
import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import { bytesOf } from '../kept.ts';
import type { FaultState } from './faults.ts';
import { snowflake } from './snowflake.ts';
import type { Body, Upload, WireAttachment } from './wire.ts';
import type { World } from './world.ts';

/** What an interaction says of itself as `attachment_size_limit`. */
export const ATTACHMENT_BYTES_MAX = 10_485_760;
const LIFE_S = 24 * 3600;

/** `ephemeral`: given to a command, and in no message. */
export const keepFile = (
  world: World,
  upload: Upload,
  { channel, ephemeral }: { channel: string; ephemeral: boolean },
): WireAttachment => {
  const id = snowflake();
  const expires_s = Math.floor(Date.now() / 1000) + LIFE_S;
  const signature = randomBytes(32).toString('hex');
  const path = `/${ephemeral ? 'ephemeral-' : ''}attachments/${channel}/${id}/${encodeURIComponent(upload.name)}`;
  const query = `?ex=${expires_s.toString(16)}&is=${(expires_s - LIFE_S).toString(16)}&hm=${signature}&`;
  world.files.set(id, { upload, signature });
  const url = `${world.origin}${path}${query}`;
  return {
    id,
    filename: upload.name,
    size: bytesOf(upload).length,
    ...(upload.alt && { description: upload.alt }),
    url,
    proxy_url: url,
    ...(upload.media_type && { content_type: upload.media_type }),
    ...(ephemeral && { ephemeral }),
  };
};

/** The files that an interaction names, in full beside their ids. */
export const resolvedFiles = (files: WireAttachment[]): Body =>
  files.length > 0 ? { attachments: Object.fromEntries(files.map((file) => [file.id, file])) } : {};

/** Content, for whoever has the signed address; no token is asked for. */
export const serveFiles = (app: Express, world: World, faults: () => FaultState): void => {
  app.get(
    ['/attachments/:channel/:id/:name', '/ephemeral-attachments/:channel/:id/:name'],
    (request, response) => {
      const failing = faults().failing(['GET file']);
      const kept = world.files.get(String(request.params.id));
      if (failing !== null) response.status(failing).end();
      else if (!kept || kept.signature !== request.query.hm)
        response.status(404).type('text').send('This content is no longer available.');
      else response.type(kept.upload.media_type || 'application/octet-stream').send(bytesOf(kept.upload));
    },
  );
};
