#!/usr/bin/env node
import { runCommand } from './cli/command.line.js';
import { withoutKeys } from './cli/key.redaction.js';
import { UsageFault } from './cli/usage.fault.js';
import { endWithFault } from './cluster/start.fault.js';
import { SettingsFault } from './config/settings.js';

/** Exit codes: 0 when all went well, 1 for a failed run, 2 for a faulty configuration or command. */
function exitCodeOf(error: Error): number {
  return error instanceof SettingsFault || error instanceof UsageFault ? 2 : 1;
}

runCommand(process.argv.slice(2)).catch((error: Error) =>
  endWithFault(withoutKeys(error.message), exitCodeOf(error)),
);
