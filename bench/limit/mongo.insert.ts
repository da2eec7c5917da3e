import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Figures } from '../figures.js';
import { answerQuestions } from '../process/questions.js';

interface Insert {
  /** The service's database, whose newest prediction is written again and again. */
  readonly history: string;
  /** Documents of one `insertMany`. */
  readonly size: number;
  readonly seconds: number;
}

/** What storing alone costs: the driver's `insertMany` of the same documents, one after another. */
answerQuestions({
  async insert({ history, size, seconds }: Insert): Promise<Figures> {
    const connection = await mongoose
      .createConnection(history, { writeConcern: { w: 'majority' } })
      .asPromise();
    const document = await connection.collection('predictions').findOne({ source: 'single' });
    const copies = connection.collection<{ _id: string }>('copies');
    const startedAt = performance.now();
    let stored = 0;
    while (performance.now() - startedAt < seconds * 1000) {
      const documents = Array.from({ length: size }, () => ({ ...document, _id: randomUUID() }));
      stored += (await copies.insertMany(documents, { ordered: false })).insertedCount;
    }
    const elapsed = (performance.now() - startedAt) / 1000;
    await copies.drop();
    await connection.close();
    return { 'requests/s': stored / elapsed };
  },
});
