// Writes SQLite's log back into its file, so that the thread that answers does not wait for a disk.
// Plain JavaScript, because the tests run the source and the service runs the build.
import { workerData } from 'node:worker_threads';
import Database from 'libsql';

const INTERVAL_MS = 500;
/** Pages of log at which writes wait for the last of it, so that the log begins anew. */
const RESTART_PAGES = 16_000;

const db = new Database(workerData.path);
db.pragma('busy_timeout = 100');

setInterval(() => {
  try {
    // While writes go on; then, if they never pause, once more with them held back.
    const [{ log }] = db.pragma('wal_checkpoint(PASSIVE)');
    if (log > RESTART_PAGES) db.pragma('wal_checkpoint(RESTART)');
  } catch {
    // The store is busy or gone; whoever writes to it will say so.
  }
}, INTERVAL_MS);
