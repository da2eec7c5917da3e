/** Says in the summary when the MongoDB half of the tests did not run. */
export default class StoreReporter {
  onRunComplete() {
    if (process.env.MONGODB_TEST_URL) return;
    process.stderr.write('\nMongoDB tests skipped: set MONGODB_TEST_URL to run them.\n');
  }
}
