export interface StorageOptions {
  /** `sqlite:<path>`, `sqlite::memory:`, `mongodb://…` or `mongodb+srv://…` */
  readonly url: string;
  readonly sqliteSynchronous?: 'NORMAL' | 'FULL';
}

/** `sqlite:data/x` and `sqlite://data/x` are relative, `sqlite:/data/x` and `sqlite:///data/x` not. */
export function sqlitePathOf(url: string): string {
  return url.slice('sqlite:'.length).replace(/^\/\//, '');
}
