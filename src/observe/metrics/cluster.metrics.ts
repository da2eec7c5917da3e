import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, register } from 'prom-client';

interface MetricsRequest {
  readonly metricsRequest: true;
}

interface MetricsReply {
  readonly metricsReply: { readonly text: string | null };
}

/** One for each process: it also answers when the primary process asks for this one's metrics. */
let aggregator: AggregatorRegistry<typeof register.contentType> | null = null;
const aggregated = () => {
  aggregator ??= new AggregatorRegistry();
  return aggregator;
};
let asked: Promise<string> | null = null;

/** Metrics as Prometheus text: of this process, or of all processes of its cluster together. */
export async function metricsText(): Promise<string> {
  if (!cluster.isWorker) return register.metrics();
  asked ??= askPrimary().finally(() => {
    asked = null;
  });
  return asked;
}

/** Must be called by every process of a cluster before the first of them is asked. */
export function answerClusterMetrics(): void {
  if (cluster.isWorker) aggregated();
}

/** In the primary process: puts the metrics of all processes together for one that is asked. */
export function serveClusterMetrics(worker: Worker): void {
  worker.on('message', async ({ metricsRequest }: Partial<MetricsRequest>) => {
    if (metricsRequest === undefined) return;
    const text = await aggregated()
      .clusterMetrics()
      .catch(() => null);
    const reply: MetricsReply = { metricsReply: { text } };
    if (worker.isConnected()) worker.send(reply);
  });
}

function askPrimary(): Promise<string> {
  return new Promise((resolve, reject) => {
    const take = ({ metricsReply }: Partial<MetricsReply>) => {
      if (metricsReply === undefined) return;
      process.off('message', take);
      if (metricsReply.text === null) reject(new Error('Not all processes told their metrics'));
      else resolve(metricsReply.text);
    };
    process.on('message', take);
    const request: MetricsRequest = { metricsRequest: true };
    process.send?.(request);
  });
}
