type Headers = Readonly<Record<string, string>>;

/** How many predictions the history of a service holds. */
export async function countStored(url: string, headers: Headers = {}): Promise<number> {
  const { total } = JSON.parse(await read(`${url}/history/summary`, headers)) as { total: number };
  return total;
}

/** How many single predictions a service says it has answered, also to clients that hung up. */
export async function countAnswered(url: string, headers: Headers = {}): Promise<number> {
  const text = await read(`${url}/metrics`, headers);
  const counts = [...text.matchAll(/^tabserve_predictions_total\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

async function read(url: string, headers: Headers): Promise<string> {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  return response.text();
}
