/** Says whether the store takes and gives what it should. */
export abstract class StoreHealth {
  /** Resolves when the store answered a real round trip. */
  abstract ping(): Promise<void>;
}
