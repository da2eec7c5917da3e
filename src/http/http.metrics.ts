import { type Metric, register } from 'prom-client';
import type { AnsweredRequest } from './log/answered.request.js';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Requests of one method, route and status. */
interface Series {
  readonly labels: { readonly method: string; readonly route: string; readonly status: number };
  /** By bucket, not yet summed up; the last is beyond all of them. */
  readonly counts: Float64Array;
  seconds: number;
}

/**
 * A histogram that is put into Prometheus' form when it is read: every request pays for an
 * observation, and a label object with its hash would be half of the price.
 */
class RequestDurations {
  readonly name = 'http_request_duration_seconds';
  readonly help = 'Time from a request to the end of its answer.';
  readonly type = 'histogram';
  readonly aggregator = 'sum';
  private readonly series = new Map<string, Series>();

  observe({ method, route, status, ms }: AnsweredRequest): void {
    const key = `${method} ${status} ${route}`;
    let series = this.series.get(key);
    if (series === undefined) {
      const counts = new Float64Array(BUCKETS.length + 1);
      series = { labels: { method, route, status }, counts, seconds: 0 };
      this.series.set(key, series);
    }
    const seconds = ms / 1000;
    let bucket = 0;
    while (seconds > (BUCKETS[bucket] as number)) bucket++;
    series.counts[bucket] = (series.counts[bucket] as number) + 1;
    series.seconds += seconds;
  }

  /** Called by the registry. */
  async get() {
    const { name, help, type, aggregator } = this;
    return { name, help, type, aggregator, values: [...this.series.values()].flatMap(valuesOf) };
  }

  /** Called by the registry. */
  reset(): void {
    this.series.clear();
  }
}

function valuesOf({ labels, counts, seconds }: Series) {
  const metricName = 'http_request_duration_seconds';
  let total = 0;
  const buckets = [...BUCKETS, '+Inf'].map((le, index) => {
    total += counts[index] as number;
    return { metricName: `${metricName}_bucket`, labels: { le, ...labels }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${metricName}_sum`, labels, value: seconds },
    { metricName: `${metricName}_count`, labels, value: total },
  ];
}

const durations = new RequestDurations();
register.registerMetric(durations as unknown as Metric);

/** Routes are counted by their pattern: paths would be endless, and hold ids. */
export function observeRequest(request: AnsweredRequest): void {
  durations.observe(request);
}
