/** The parameters of a Bot API call: query string, JSON, form or multipart, all equal to the platform. */
import type { Request } from 'express';
import type { ChatFileKind } from '../emulator.ts';
import { keptAs } from '../kept.ts';
import { ApiError, badRequest, type Parameters } from './wire.ts';

/** Of a file that a bot uploads, with what is said beside it. Source: https://core.telegram.org/bots/api#sending-files */
const BODY_BYTES_MAX = 50_000_000;

const readAll = async (request: Request): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BODY_BYTES_MAX) throw new ApiError(413, 'Request Entity Too Large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

/** A file that came with a call, or from somebody's client. */
export interface Upload {
  file_name: string;
  text: string;
  /** Of what is no text: its bytes, in base64. */
  data?: string;
  media_type?: string;
  /** As what it was sent; of a call, the method says it. */
  kind?: ChatFileKind;
}

/** Fields, and files where a part has a name of its own. */
const multipart = (bytes: Buffer, type: string): Parameters => {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(type);
  if (!boundary) throw badRequest('no boundary in the multipart body');
  const parameters: Parameters = {};
  // Byte for byte, so that pictures stay whole.
  const body = bytes.toString('latin1');
  const utf8 = (text: string) => Buffer.from(text, 'latin1').toString('utf8');
  for (const part of body.split(`--${boundary[1] ?? boundary[2]}`)) {
    const match = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n$/.exec(part);
    const name = match && /[; ]name="([^"]*)"/.exec(match[1]!)?.[1];
    const file_name = match && /filename="([^"]*)"/.exec(match[1]!)?.[1];
    if (!match || !name) continue;
    const content = Buffer.from(match[2]!, 'latin1');
    parameters[name] = file_name
      ? { file_name: utf8(file_name), ...keptAs(file_name, content) }
      : content.toString('utf8');
  }
  return parameters;
};

export async function parametersOf(request: Request): Promise<Parameters> {
  const query = request.query as Parameters;
  if (request.method === 'GET') return { ...query };
  const type = request.headers['content-type'] ?? '';
  const bytes = await readAll(request);
  const body = bytes.toString('utf8');
  if (body === '') return { ...query };
  if (type.includes('application/json')) {
    try {
      return { ...query, ...(JSON.parse(body) as Parameters) };
    } catch {
      throw badRequest("can't parse request JSON object");
    }
  }
  if (type.includes('multipart/form-data')) return { ...query, ...multipart(bytes, type) };
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
}

/** Objects arrive as JSON, or as a string of JSON in a form. */
export function objectOf<T>(value: unknown, name: string): T | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'object') return value as T;
  try {
    return JSON.parse(String(value)) as T;
  } catch {
    throw badRequest(`can't parse ${name} JSON object`);
  }
}

export const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value);
export const flagOf = (value: unknown): boolean => value === true || value === 'true' || value === '1';
export const integerOf = (value: unknown): number | undefined => {
  const number = Number(textOf(value));
  return textOf(value) !== '' && Number.isSafeInteger(number) ? number : undefined;
};
