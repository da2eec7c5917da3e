import type { PredictionRecord, WrittenRecord } from '../../domain/prediction.record.js';

/**
 * Keeps single predictions. Every write of a store is durable when its promise resolves
 * (SQLite: survives a killed process; MongoDB: majority acknowledged), and everything rejects with a
 * `history-unavailable` problem while the store cannot be reached.
 */
export abstract class PredictionRepository {
  /**
   * Stores single predictions in one write; records that are already stored stay as they are,
   * so that a write of unknown outcome can be repeated.
   * SQLite stores all or none of them. MongoDB acknowledges all or none: a write that fails
   * half way may leave some, as there are no multi-document transactions on every deployment.
   */
  abstract saveAll(records: readonly WrittenRecord[]): Promise<void>;

  abstract findRecord(id: string): Promise<PredictionRecord | null>;
}
