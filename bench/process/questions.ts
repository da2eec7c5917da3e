export interface Question {
  readonly name: string;
  readonly argument: unknown;
}

export interface Answer {
  readonly value?: unknown;
  /** Why there is no value. */
  readonly error?: string;
}

type Answerer = (argument: never) => unknown;

/** Answers the questions of the process that started this one, and ends with it. */
export function answerQuestions(answerers: Readonly<Record<string, Answerer>>): void {
  process.on('message', async ({ name, argument }: Question) => {
    process.send?.(await answerOf(answerers[name], argument));
  });
  process.once('disconnect', () => process.exit());
}

async function answerOf(answerer: Answerer | undefined, argument: unknown): Promise<Answer> {
  try {
    if (answerer === undefined) throw new Error('there is no such question');
    return { value: await answerer(argument as never) };
  } catch (error) {
    return { error: (error as Error).stack ?? String(error) };
  }
}
