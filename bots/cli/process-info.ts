/** What the operating system knows of a process: whether a pid in a file left behind is still who it says it is. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inheritedEnvironment } from './env.ts';

interface ProcessInfo {
  /** Dead, but not reaped: it answers `kill(pid, 0)` and does nothing else. */
  zombie: boolean;
  /** When it started, in the system's own words: tells a process from a later one with the same pid. */
  started: string;
  /** Program and arguments; empty where the system does not tell. */
  command: string;
}

/** Null when there is no such process. */
export function processInfo(pid: number): ProcessInfo | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return fromSignal(pid);
  return fromPs(pid);
}

/** proc_pid_stat(5): the name in parentheses may hold anything, so count from its last bracket; field 3 is the state, field 22 the start. */
function fromProc(pid: number): ProcessInfo | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { zombie: fields[0] === 'Z' || fields[0] === 'X', started: fields[19] ?? '', command };
  } catch {
    return null;
  }
}

function fromPs(pid: number): ProcessInfo | null {
  const options = { encoding: 'utf8', env: inheritedEnvironment({ LC_ALL: 'C' }) } as const;
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], options);
  const match = /^\s*(\S+)\s+(\w{3} \w{3}\s+\d+ [\d:]{8} \d{4})\s*(.*)$/m.exec(stdout ?? '');
  return match ? { zombie: match[1]!.startsWith('Z'), started: match[2]!, command: match[3]! } : null;
}

function fromSignal(pid: number): ProcessInfo | null {
  try {
    process.kill(pid, 0);
    return { zombie: false, started: '', command: '' };
  } catch {
    return null;
  }
}
