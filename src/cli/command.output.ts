const ignore = () => {};

/**
 * Prints to standard output. Resolves when that has taken it, or when nobody reads it any more, as
 * behind `| head -1`.
 * @throws Error when it cannot be written, as on a full disk
 */
export function print(text: string): Promise<void> {
  const { stdout } = process;
  // The callback is told of a failed write; without a listener it would end the process as well.
  stdout.off('error', ignore).on('error', ignore);
  return new Promise((resolve, reject) => {
    stdout.write(text, (error) => {
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
      if (!error || code === 'EPIPE') resolve();
      else reject(new Error(`Standard output cannot be written to (${code ?? error.message})`));
    });
  });
}

/** Says something to whoever sits before a terminal; scripts are spared. */
export function tell(text: string): void {
  if (process.stderr.isTTY) say(text);
}

/** Says something on standard error, where somebody may read it. */
export function say(text: string): void {
  process.stderr.off('error', ignore).on('error', ignore);
  process.stderr.write(text);
}
