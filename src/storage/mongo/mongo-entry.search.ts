import { type Model, mongo, type QueryFilter } from 'mongoose';
import { rangeOf } from '../history.range.js';
import type { EntryStretch } from '../ports/history.index.js';
import { entryFilter, idsIn, type NamedFilter, rowFilter } from './mongo.filter.js';
import type { PredictionDocument } from './prediction.document.js';
import { toEntry } from './prediction.mapper.js';

/** Documents of one answer of the server, which are made of their bytes in one go. */
const AT_ONCE = 512;
/** What a server says of an operator that it does not know. */
const BAD_VALUE = 2;

/** Looks through entries: the server says which come next, and which of these may match. */
export class MongoEntrySearch {
  /** FerretDB 1 cannot look into the members of a list. */
  private canJudge = true;

  constructor(private readonly predictions: Model<PredictionDocument>) {}

  /** As `HistoryIndex` promises it. */
  async search(filter: NamedFilter, before: string | null, most: number): Promise<EntryStretch> {
    const meant = entryFilter(filter, before);
    const looked = await this.predictions
      .find(meant, { _id: 1 })
      .sort({ _id: -1 })
      .limit(most)
      .batchSize(AT_ONCE)
      .lean<{ _id: string }[]>();
    const lowest = looked.at(-1)?._id;
    if (lowest === undefined) return { entries: [], looked: 0, last: null };
    const { high } = rangeOf(filter, before);
    const documents = await this.judged(filter, {
      ...meant,
      _id: idsIn({ low: lowest, high }),
    } as QueryFilter<PredictionDocument>);
    const last = looked.length < most ? null : lowest;
    return { entries: documents.map(toEntry), looked: looked.length, last };
  }

  /** Those that may match, or all of them from a server that cannot tell. */
  private async judged(
    filter: NamedFilter,
    meant: QueryFilter<PredictionDocument>,
  ): Promise<PredictionDocument[]> {
    if (!this.canJudge) return this.newest(meant);
    try {
      return await this.newest({ ...meant, ...rowFilter(filter) });
    } catch (error) {
      if (!(error instanceof mongo.MongoServerError && error.code === BAD_VALUE)) throw error;
      this.canJudge = false;
      return this.newest(meant);
    }
  }

  private newest(meant: QueryFilter<PredictionDocument>): Promise<PredictionDocument[]> {
    const found = this.predictions.find(meant).sort({ _id: -1 }).batchSize(AT_ONCE);
    return found.lean<PredictionDocument[]>().exec();
  }
}
