/** Documents of others, as they are fetched: in time, of a plausible size, as text. */

interface Limits {
  /** How long all of the answer is waited for. */
  timeout_ms: number;
  bytes_max: number;
  /** Whether the document may be elsewhere than where it was asked for. */
  redirects: boolean;
}

/** Rejects for anything but a document of a plausible size, in time; with a reason for the log. */
export async function textAt(url: string, { timeout_ms, bytes_max, redirects }: Limits): Promise<string> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeout_ms),
    redirect: redirects ? 'follow' : 'manual',
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${response.status} ${response.statusText}`.trim());
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytes_max) throw new Error(`more than ${bytes_max} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}
