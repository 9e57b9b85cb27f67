/** Offering something, and changing what is offered: the post, its version and its card, in one database transaction. */
import { createHash } from 'node:crypto';
import { assetOf } from '../asset-book.ts';
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, lockPeople, type Person, personOf } from '../identity/index.ts';
import { publicId, sha256 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { addDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { found, loadPosts, lockPosts, reviseCreator, revisePost } from './post.ts';
import { type Content, checkContent, checkFile } from './rules.ts';
import type { EditRequest, OfferRequest, PaywallFile } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find.sql'),
  findVersion: sqlFile(import.meta.url, './sql/find_version.sql'),
  create: sqlFile(import.meta.url, './sql/create.sql'),
  putVersion: sqlFile(import.meta.url, './sql/put_version.sql'),
  putFile: sqlFile(import.meta.url, './sql/put_file.sql'),
  countRecent: sqlFile(import.meta.url, './sql/count_recent.sql'),
};

const day_ms = 86_400_000;

type Written = Shown & { request_hash: string };

/** What has passed the rules that need no lock. */
interface Checked {
  content: Content;
  file: PaywallFile | null;
  hash: string;
}

function check(
  { assets }: Context,
  request: Omit<OfferRequest, 'seller'>,
  { of, hasFile }: { of: unknown[]; hasFile: boolean },
): Result<Checked> {
  const { price, asset: code, title, teaser, text } = request;
  const asset = checkAmount(price, assets.find(code), code, assets.all);
  if (!asset.ok) return asset;
  const file = request.file ? checkFile(request.file) : ok(null);
  if (!file.ok) return file;
  const content = checkContent({ title, teaser, text }, hasFile || file.value !== null);
  if (!content.ok) return content;
  const digest = file.value && createHash('sha256').update(file.value.bytes).digest('base64url');
  const what = [...of, price.toString(), code, content.value, file.value?.name ?? null, digest];
  return ok({ content: content.value, file: file.value, hash: sha256(JSON.stringify(what)) });
}

const replayed = (row: Written | undefined, hash: string): Result<Shown> | null => {
  if (!row) return null;
  const { reference, delivery, request_hash } = row;
  return request_hash === hash ? ok({ reference, delivery }) : refuse('idempotency_key_reused');
};

export async function findOffer({ sql }: Context, key: string): Promise<Shown | null> {
  const [row] = await run<Written>(sql, statement.find, [key]);
  return row ? { reference: row.reference, delivery: row.delivery } : null;
}

/** The same event offers one post, and is given the same answer when it comes again. */
export async function offer(context: Context, request: OfferRequest): Promise<Result<Shown>> {
  const checked = check(context, request, { of: [request.seller], hasFile: false });
  if (!checked.ok) return checked;
  const { id: seller } = await personOf(context, request.seller);
  const { origin } = request;
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    // Of one event that is handled twice at once, the later waits for what the earlier makes.
    await advisoryLock(sql, `paywall:${origin.key}`);
    const [row] = await run<Written>(sql, statement.find, [origin.key]);
    const before = replayed(row, checked.value.hash);
    if (before) return before;
    const person = (await lockPeople(sql, [seller], 'share')).get(seller)!;
    const refusal = await mayWrite(context, sql, person, checked.value);
    if (refusal) return refusal;
    return create(context, sql, person, request, checked.value);
  });
}

/** Frozen people sell nothing, and nobody fills the database. */
async function mayWrite(
  { clock }: Context,
  sql: Queryable,
  { id, frozen }: Person,
  { file }: Checked,
): Promise<Result<never> | null> {
  if (frozen) return refuse('account_frozen');
  const since = new Date(clock.now().getTime() - day_ms);
  const [recent] = await run<{ count: number; bytes: bigint }>(sql, statement.countRecent, [id, since]);
  const { perDay, bytesPerDay } = limits.paywall;
  if (recent!.count >= perDay) return refuse('paywalls_too_many', { limit: perDay });
  if (file && Number(recent!.bytes) + file.bytes.length > bytesPerDay)
    return refuse('paywall_files_too_many', { limit_megabytes: bytesPerDay / 1_000_000 });
  return null;
}

async function create(
  context: Context,
  sql: Queryable,
  seller: Person,
  { origin, price, asset, seller: identity }: OfferRequest,
  checked: Checked,
): Promise<Result<Shown>> {
  const reference = publicId('pst');
  const { conversation, reply, key } = origin;
  const card = {
    audience: 'conversation',
    conversation,
    person: identity,
    locale: (await context.known(identity))?.locale ?? DEFAULT_LOCALE,
    subject: { kind: 'paywall', id: reference },
    ...(reply && { reply }),
  } as const;
  const delivery = await addDelivery(sql, card, { now: true });
  const now = context.clock.now();
  const row = [reference, seller.id, asset, key, checked.hash, delivery, now];
  const [made] = await run<{ id: bigint }>(sql, statement.create, row);
  const post = made!.id;
  await putIntents(context, sql, [
    { kind: 'paywall_show', person: null, subject: post },
    { kind: 'paywall_open', person: null, subject: post },
    { kind: 'paywall_edit', person: seller.id, subject: post },
    { kind: 'paywall_withdraw', person: seller.id, subject: post },
  ]);
  await putVersion(context, sql, { post, number: 1, price, key, checked, fileBefore: null });
  await reviseCreator(sql, { id: post, seller: seller.id });
  return ok({ reference, delivery });
}

interface NewVersion {
  post: bigint;
  number: number;
  price: bigint;
  key: string;
  checked: Checked;
  fileBefore: bigint | null;
}

/** With the button that says its price: whoever presses an older one is told what it costs by now. */
async function putVersion(
  context: Context,
  sql: Queryable,
  { post, number, price, key, checked: { content, file, hash }, fileBefore }: NewVersion,
): Promise<void> {
  const now = context.clock.now();
  const kept = file && (await putFile(sql, file, now));
  const { title, teaser, text } = content;
  const row = [post, number, price, title, teaser, text, kept ?? fileBefore, key, hash, now];
  await run(sql, statement.putVersion, row);
  const payload = { price: price.toString() };
  await putIntents(context, sql, [{ kind: 'paywall_unlock', person: null, subject: post, payload }]);
}

async function putFile(
  sql: Queryable,
  { name, media_type, bytes, shown_as, known_as }: PaywallFile,
  now: Date,
): Promise<bigint> {
  const row = [name, media_type, bytes, now, shown_as ?? null, toJsonb(known_as && { ...known_as })];
  const [kept] = await run<{ id: bigint }>(sql, statement.putFile, row);
  return kept!.id;
}

/** By its seller. The currency stays; a file stays where no other one is given. */
export async function edit(context: Context, request: EditRequest): Promise<Result<Shown>> {
  const asked = await found(context, request.by, request.reference);
  if (!asked.ok) return asked;
  const { post: id, person } = asked.value;
  const [seen] = await loadPosts(context.sql, [id]);
  if (seen!.seller !== person.id) return refuse('paywall_not_yours');
  // A file is never taken away again, so that this holds under the lock as well.
  const checked = check(context, request, { of: [request.reference], hasFile: seen!.file !== null });
  if (!checked.ok) return checked;
  const { key } = request.origin;
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    await advisoryLock(sql, `paywall:${key}`);
    const [row] = await run<Written>(sql, statement.findVersion, [key]);
    const before = replayed(row, checked.value.hash);
    if (before) return before;
    const seller = (await lockPeople(sql, [person.id], 'share')).get(person.id)!;
    const post = (await lockPosts(sql, [id]))[0]!;
    if (post.seller !== seller.id) return refuse('paywall_not_yours');
    if (post.withdrawn_key !== null) return refuse('paywall_withdrawn');
    if (post.asset !== request.asset)
      return refuse('paywall_currency', { asset: assetOf(context, post).code });
    const refusal = await mayWrite(context, sql, seller, checked.value);
    if (refusal) return refusal;
    const { price } = request;
    const number = post.version + 1;
    await putVersion(context, sql, {
      post: id,
      number,
      price,
      key,
      checked: checked.value,
      fileBefore: post.file,
    });
    await revisePost(sql, post);
    return ok({ reference: post.reference, delivery: post.delivery });
  });
}
