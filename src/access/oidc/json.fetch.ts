const MOST_BYTES = 256 * 1024;

/** The issuer answers with what cannot be used; the message says why, and quotes nothing of it. */
export class IssuerFault extends Error {}

/**
 * A JSON document of the issuer. No redirect is followed: it could lead to whom nobody named.
 * @throws IssuerFault, or what `fetch` throws
 */
export async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const headers = { accept: 'application/json' };
  const response = await fetch(url, { headers, signal, redirect: 'manual' });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new IssuerFault(`answers with status ${response.status}`);
  }
  const text = await boundedText(response);
  try {
    return JSON.parse(text);
  } catch {
    throw new IssuerFault('answers with what is not JSON');
  }
}

async function boundedText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new IssuerFault(`sends more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
