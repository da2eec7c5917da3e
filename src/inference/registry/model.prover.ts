import { resolve } from 'node:path';
import type { ModelAddress } from './folder.file.js';
import { findModels, type ModelListing } from './model.finder.js';
import type { ProofMessage } from './proof.task.js';
import { ProvingProcess } from './proving.process.js';

/** Most processes at a time: each takes about 90 MiB. */
const MOST_PROCESSES = 4;
/**
 * How long a model may take before the others go first. Nearly all are proved in the short time, so
 * that they hardly wait for one that runs for ever; slow ones are tried again, with more of it.
 */
const SHORT_MS = 1_000;
const LONG_MS = 5_000;

export interface ProverOptions {
  readonly folder: string;
  /** Most bytes of a graph with its data. */
  readonly maxBytes: number;
  /** How long a model may take in the end. */
  readonly timeoutMs: number;
  /** Which of the models to prove; all of them where it does not say. */
  readonly choose?: (models: readonly ModelAddress[]) => readonly ModelAddress[];
}

type Take = (message: ProofMessage) => void;

/** Proves the models of a folder in processes of their own, so that none of them can harm this one. */
export class ModelProver {
  private readonly running = new Set<ProvingProcess>();
  private readonly first: ProvingProcess | undefined;
  private isClosed = false;

  private constructor(
    private readonly options: ProverOptions,
    readonly listing: ModelListing,
  ) {
    if (listing.models.length > 0) this.first = this.start(listing.models, SHORT_MS);
  }

  /**
   * Looks into the folder and begins.
   * @throws Error when the folder cannot be read, or what `choose` throws
   */
  static async open(options: ProverOptions): Promise<ModelProver> {
    const { folder, choose = (models) => models } = options;
    const { models, strays } = await findModels(folder).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`MODEL_DIR ${resolve(folder)} cannot be read (${error.code})`, {
        cause: error,
      });
    });
    return new ModelProver(options, { models: choose(models), strays });
  }

  /**
   * Tells of each model that it is begun, perhaps again, and in the end what became of it.
   * Resolves when all have come to their end.
   */
  async run(take: Take): Promise<void> {
    if (this.first === undefined) return;
    const { timeoutMs } = this.options;
    let late = await this.attend(this.first, take, SHORT_MS);
    for (const limitMs of timeoutMs > LONG_MS ? [LONG_MS, timeoutMs] : [timeoutMs]) {
      late = await this.share(late, take, limitMs);
    }
    const reason = `model.onnx: did not load and answer golden.json within ${timeoutMs / 1000} s`;
    for (const refused of late) take({ refused, reason });
  }

  /** Ends every process. */
  close(): void {
    this.isClosed = true;
    for (const one of this.running) one.kill();
  }

  private start(addresses: readonly ModelAddress[], limitMs: number): ProvingProcess {
    const { folder, maxBytes } = this.options;
    const started = new ProvingProcess({ folder, maxBytes, addresses, limitMs });
    this.running.add(started);
    return started;
  }

  /**
   * Proves models by as many processes as there may be.
   * @returns those that took too long
   */
  private async share(
    addresses: readonly ModelAddress[],
    take: Take,
    limitMs: number,
  ): Promise<ModelAddress[]> {
    const count = Math.min(addresses.length, MOST_PROCESSES - this.running.size);
    const late = Array.from({ length: count }, (_, part) => {
      const own = addresses.filter((_, at) => at % count === part);
      return this.attend(this.start(own, limitMs), take, limitMs);
    });
    return (await Promise.all(late)).flat();
  }

  /** Where a process ends at one model, others go on with those that it did not come to. */
  private async attend(
    started: ProvingProcess,
    take: Take,
    limitMs: number,
  ): Promise<ModelAddress[]> {
    const { at, left, isLate, cause } = await started.listen(take);
    this.running.delete(started);
    if (this.isClosed) return [];
    if (at === null) return isLate ? [...left] : refuse(left, take, cause);
    const late = isLate ? [at] : refuse([at], take, cause);
    return [...late, ...(await this.share(left, take, limitMs))];
  }
}

/** A model whose process ended by itself; or all of them, when there can be no process. */
function refuse(addresses: readonly ModelAddress[], take: Take, cause: string): [] {
  const reason = `model.onnx: the process that loads it has ended (${cause})`;
  for (const refused of addresses) take({ refused, reason });
  return [];
}
