/** How many predictions the history of a service holds. */
export async function countStored(url: string): Promise<number> {
  const { total } = JSON.parse(await read(`${url}/history/summary`)) as { total: number };
  return total;
}

/** How many single predictions a service says it has answered, also to clients that hung up. */
export async function countAnswered(url: string): Promise<number> {
  const text = await read(`${url}/metrics`);
  const counts = [...text.matchAll(/^tabserve_predictions_total\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

async function read(url: string): Promise<string> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answers ${response.status}`);
  return response.text();
}
