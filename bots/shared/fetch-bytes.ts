/** Fetching a file over HTTP from a platform's own servers, and from nobody else's: within a size and a time. */
import type { FetchedFile } from './file.ts';

const wait_ms_max = 10_000;
const retryAfterDefault_s = 5;

interface Fetching {
  /** Where the platform keeps files. A redirect leads elsewhere, so none is followed. */
  origins: readonly string[];
  bytes_max: number;
  headers?: Record<string, string>;
}

export async function fetchBytes(
  address: string,
  { origins, bytes_max, headers = {} }: Fetching,
): Promise<FetchedFile> {
  const origin = URL.canParse(address) ? new URL(address).origin : 'nowhere';
  if (!origins.includes(origin)) return { status: 'gone', reason: `${origin} is not the platform's` };
  try {
    const signal = AbortSignal.timeout(wait_ms_max);
    const response = await fetch(address, { headers, redirect: 'manual', signal });
    return response.ok ? await bytesIn(response, bytes_max) : await failed(response);
  } catch (error) {
    return { status: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function failed(response: Response): Promise<FetchedFile> {
  await response.body?.cancel();
  const { status, headers } = response;
  if (status === 429) {
    const wait_s = Number(headers.get('retry-after')) || retryAfterDefault_s;
    return { status: 'rate_limited', retry_after_ms: wait_s * 1_000 };
  }
  const reason = `the server answered ${status}`;
  return status >= 500 ? { status: 'unknown', reason } : { status: 'gone', reason };
}

/** Reads no further than is allowed, whatever the server said of the length. */
async function bytesIn({ body }: Response, bytes_max: number): Promise<FetchedFile> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > bytes_max) return { status: 'too_large' };
    chunks.push(chunk);
  }
  return { status: 'fetched', bytes: Buffer.concat(chunks) };
}
