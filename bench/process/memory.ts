import { readFileSync } from 'node:fs';

/** Memory that a process has resident, in MiB; NaN where the system does not say. */
export function residentMiB(pid: number): number {
  return statusMiB(pid, 'VmRSS');
}

/** Most memory that a process ever had resident, in MiB. */
export function peakMiB(pid: number): number {
  return statusMiB(pid, 'VmHWM');
}

function statusMiB(pid: number, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s*(\\d+)`).exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
