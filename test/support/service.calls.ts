type Headers = Record<string, string>;

/** Calls of a service, whether it runs in this process or in one of its own. */
export interface ServiceCalls {
  /** `fetch` of a path of the service. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** POSTs JSON. */
  post(path: string, body: unknown, headers?: Headers): Promise<Response>;
  /** POSTs a CSV text as it is. */
  postCsv(path: string, csv: string | Uint8Array, headers?: Headers): Promise<Response>;
}

export function callsTo(url: string): ServiceCalls {
  const request = (path: string, init?: RequestInit) => fetch(new URL(path, url), init);
  const post = (path: string, type: string, body: NonNullable<RequestInit['body']>, headers = {}) =>
    request(path, { method: 'POST', headers: { 'content-type': type, ...headers }, body });
  return {
    request,
    post: (path, body, headers) => post(path, 'application/json', JSON.stringify(body), headers),
    postCsv: (path, csv, headers) =>
      post(path, 'text/csv', csv as NonNullable<RequestInit['body']>, headers),
  };
}
