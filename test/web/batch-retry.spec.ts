import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chunked, csvOf } from '../support/upload.js';
import { axeViolations } from './support/axe.js';
import { BatchPage } from './support/batch.page.js';
import { PageHarness } from './support/page.harness.js';

let harness: PageHarness;
let screen: BatchPage;
beforeEach(async () => {
  harness = await PageHarness.open({ BATCH_WORKERS: '1', BATCH_QUEUE: '0' });
  const { page } = await harness.visit('#/batch');
  screen = new BatchPage(page, harness.server.url);
});
afterEach(() => harness.close());

/** Takes the only place of the service until it is told to let go. */
async function holdPlace(): Promise<() => Promise<unknown>> {
  let finish = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from(csvOf(1)));
      finish = () => controller.close();
    },
  });
  const url = `${harness.server.url}/predict-batch?record=false`;
  const answer = fetch(url, { ...chunked('', 'text/csv'), body } as RequestInit);
  const isTaken = async () =>
    (
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: csvOf(1),
      })
    ).status === 503;
  while (!(await isTaken()));
  return () => {
    finish();
    return answer;
  };
}

const busy = /^The service is busy\. Trying again in \d+ s \(try \d of 8\)\.$/;

describe('while the service is busy, a file', () => {
  it('waits, says how long, and is scored once there is a place', async () => {
    await screen.choose('f.csv', csvOf(3));
    await screen.says('no faults');
    const letGo = await holdPlace();
    await screen.score();
    await screen.step(3).getByText(busy).waitFor();
    expect(await axeViolations(screen.page)).toEqual([]);
    await letGo();
    expect(await screen.bars('Rows by predicted class')).toMatchObject({ setosa: '3 · 100%' });
    expect(await screen.storedBatches()).toEqual([screen.batchId]);
  });

  it('can be given up, and is not sent again', async () => {
    await screen.choose('f.csv', csvOf(3));
    await screen.says('no faults');
    const letGo = await holdPlace();
    await screen.score();
    await screen.step(3).getByText(busy).waitFor();
    await screen.page.getByRole('button', { name: 'Cancel' }).click();
    await screen.main.getByText('Cancelled. Nothing was stored.').waitFor();
    await letGo();
    await screen.score();
    await screen.bars('Rows by predicted class');
    expect(await screen.storedBatches()).toEqual([screen.batchId]);
  });
});
