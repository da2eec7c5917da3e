/** SIGHUP and SIGQUIT are what a terminal sends beside SIGINT. */
export const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const;

/** Calls `stop` at the first signal that asks the process to end; those after it change nothing. */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): void {
  let isStopping = false;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (!isStopping) stop(signal);
      isStopping = true;
    });
  }
}
