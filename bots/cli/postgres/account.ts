/**
 * Which user PostgreSQL runs as. It refuses root, and people do run `npm start` as root (containers, small servers). Then it
 * runs in a user namespace in which root is mapped to nobody, so that the files stay root's; where the kernel or a
 * container's seccomp profile forbids that, it runs as nobody itself, and the data directory becomes nobody's.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Binaries, copyBinaries } from './binaries.ts';

export interface Account {
  way: 'self' | 'namespace' | 'user';
  uid: number;
  gid: number;
}

interface Launch {
  file: string;
  args: string[];
  options: { uid?: number; gid?: number };
}

/** How to start a program of PostgreSQL as that account. */
export function launch(account: Account, file: string, args: string[]): Launch {
  if (account.way === 'self') return { file, args, options: {} };
  if (account.way === 'user') return { file, args, options: { uid: account.uid, gid: account.gid } };
  const map = ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
  return { file: 'unshare', args: [...map, file, ...args], options: {} };
}

/**
 * Decides by who runs us and by whose the data directory is already. `home` is the directory around the data.
 * May give other binaries: a copy, when the account cannot reach the checkout.
 */
export function chooseAccount(
  home: string,
  data: string,
  binaries: Binaries,
): { account: Account; binaries: Binaries } {
  const me = process.getuid?.() ?? -1;
  const owner = existsSync(data) ? statSync(data) : null;
  if (me !== 0) {
    if (owner && me !== -1 && owner.uid !== me)
      throw new Error(
        `${data} belongs to user ${owner.uid}, and you are user ${me}. Run as the user who made it, ` +
          'or set TUPPENCE_DATA_DIR to a directory of your own.',
      );
    const unnamed: Account = { way: 'namespace', ...unprivileged() };
    if (!hasName() && runs(unnamed, binaries)) return { account: unnamed, binaries };
    return { account: { way: 'self', uid: me, gid: process.getgid?.() ?? -1 }, binaries };
  }
  if (owner && owner.uid !== 0)
    return asUser({ way: 'user', uid: owner.uid, gid: owner.gid }, home, data, binaries);
  const nobody = unprivileged();
  const namespace: Account = { way: 'namespace', ...nobody };
  if (runs(namespace, binaries)) return { account: namespace, binaries };
  return asUser({ way: 'user', ...nobody }, home, data, binaries);
}

function asUser(account: Account, home: string, data: string, binaries: Binaries) {
  const reachable = runs(account, binaries) ? binaries : copyBinaries(binaries, home);
  if (!runs(account, reachable) || !reaches(account, home))
    throw new Error(
      `PostgreSQL refuses to run as root, and user ${account.uid} cannot reach ${home}. Run Tuppence as another user, ` +
        'set TUPPENCE_DATA_DIR to a directory that everybody may enter (for example /var/lib/tuppence), ' +
        'or point DATABASE_URL at a PostgreSQL of your own.',
    );
  if (existsSync(data) && statSync(data).uid !== account.uid) own(account, data);
  return { account, binaries: reachable };
}

/** Gives a path and everything in it to the account, where the account is a user of its own. */
export function own(account: Account, path: string): void {
  if (account.way !== 'user') return;
  chownSync(path, account.uid, account.gid);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(path, entry), account.uid, account.gid);
}

function runs(account: Account, binaries: Binaries): boolean {
  const { file, args, options } = launch(account, binaries.postgres, ['--version']);
  return spawnSync(file, args, { ...options, stdio: 'ignore' }).status === 0;
}

function reaches(account: Account, directory: string): boolean {
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { uid, gid, stdio: 'ignore' }).status === 0;
}

/** A container may run us as a user id that is in no list; initdb refuses that. */
function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/** initdb looks its user up, so it must be one that the system knows. */
function unprivileged(): { uid: number; gid: number } {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  const users = lines.map((line) => line.split(':')).filter((fields) => Number(fields[2]) > 0);
  const user = users.find((fields) => fields[0] === 'nobody') ?? users[0];
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65534, gid: 65534 };
}
