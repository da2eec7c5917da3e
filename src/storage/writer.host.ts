import { type StorageOptions, sqlitePathOf } from './storage.options.js';

/**
 * What writes for the processes of a cluster, in its primary process; null where every process
 * reaches a database server by itself.
 * @throws Error when the history cannot be opened, or is in memory, which processes do not share
 */
export async function openWriterHost({ url, sqliteSynchronous = 'NORMAL' }: StorageOptions) {
  if (!url.startsWith('sqlite:')) return null;
  const path = sqlitePathOf(url);
  if (path === ':memory:') throw new Error('A history in memory cannot be shared by processes.');
  const { WriterHost } = await import('./sqlite/writer/writer.host.js');
  return WriterHost.open({ path, synchronous: sqliteSynchronous });
}
