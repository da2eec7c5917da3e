import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { MOST_TRIES, type Wait } from '../../api/patient.transfer.ts';

/** Says that the service is busy, and counts down to the next try. */
export function BusyNote({ wait: { until, attempt } }: { wait: Wait }) {
  const seconds = useSeconds(() => Math.max(0, Math.ceil((until - Date.now()) / 1_000)), until);
  return (
    <div class="note warn">
      The service is busy. Trying again in {seconds} s (try {attempt} of {MOST_TRIES}).
    </div>
  );
}

/** A figure that is looked up every second. */
export function useSeconds(read: () => number, key: unknown): number {
  const seconds = useSignal(read());
  useEffect(() => {
    seconds.value = read();
    const timer = setInterval(() => {
      seconds.value = read();
    }, 1_000);
    return () => clearInterval(timer);
  }, [key]);
  return seconds.value;
}
