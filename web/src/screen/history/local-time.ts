/** An instant as the value of a `datetime-local` input; empty when it is none. */
export function toLocalInput(instant: string | undefined): string {
  const time = new Date(
    /^\d{4}-\d\d-\d\d$/.test(instant ?? '') ? `${instant}T00:00` : (instant ?? ''),
  );
  if (Number.isNaN(time.getTime())) return '';
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString();
  return local.slice(0, time.getSeconds() === 0 ? 16 : 19);
}

/** The instant that a `datetime-local` input names, ISO 8601 in UTC; empty when it is empty. */
export function fromLocalInput(value: string): string {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}
