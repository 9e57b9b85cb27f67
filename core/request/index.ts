/** Requests for money: asked, paid in full or in parts, declined, cancelled, reminded of, and over after a time. */
import { assetOf } from '../asset-book.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { loadPeople, personOf, viewOf } from '../identity/index.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { ask } from './ask.ts';
import { cancel, decline, expireDue } from './end.ts';
import { noticeFor, requestList, requestNotices, shareNotices } from './notice.ts';
import { type Pay, payRequest, requestPayable } from './pay.ts';
import { requestPresses } from './presses.ts';
import { remind } from './remind.ts';
import { findRequest, loadRequests, type RequestRow } from './request.ts';
import type { RequestAct, RequestService } from './types.ts';

export function createRequest(context: Context, pay: Pay): Capability<RequestService> {
  const service = serviceOf(context, pay);
  return {
    service,
    presses: requestPresses(context, pay),
    subjects: {
      request: (sql, references) => requestNotices(context, sql, references),
      request_share: (sql, ids) => shareNotices(context, sql, ids),
      request_reminder: (sql, ids) => shareNotices(context, sql, ids, true),
    },
    payables: { request: requestPayable(context) },
    schedules: { request_expire: { every_ms: 60_000, run: service.expireDue } },
    home: async (identity) => {
      const list = await service.list(identity);
      return list.owes.length + list.owed.length > 0 ? [list] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

function serviceOf(context: Context, pay: Pay): RequestService {
  /** What somebody does about a request, by its reference. */
  const act = async <T>(
    { by, reference }: Pick<RequestAct, 'by' | 'reference'>,
    work: (request: bigint, person: Awaited<ReturnType<typeof personOf>>) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const request = await findRequest(context.sql, reference);
    if (request === null) return refuse('request_unknown', { text: reference });
    const person = await personOf(context, by);
    return work(request, person);
  };
  const end = (
    ending: RequestAct,
    work: (
      context: Context,
      how: { request: bigint; by: bigint; key: string },
    ) => Promise<Result<RequestRow>>,
  ) =>
    act(ending, async (request, { id }) => {
      const ended = await work(context, { request, by: id, key: ending.origin.key });
      return ended.ok ? ok({ reference: ended.value.reference, delivery: ended.value.delivery }) : ended;
    });
  return {
    ask: (asked) => ask(context, asked),
    pay: (paying) =>
      act(paying, async (request, by) => {
        const { by: identity, origin, amount, asset } = paying;
        const [row] = await loadRequests(context.sql, [request]);
        if (asset !== undefined && asset !== row!.asset)
          return refuse('request_currency', { asset: assetOf(context, row!).code });
        return payRequest(context, pay, { request, by, identity, origin, amount });
      }),
    decline: (ending) => end(ending, decline),
    cancel: (ending) => end(ending, cancel),
    remind: (reminding) => end(reminding, remind),
    list: async (identity) => requestList(context, context.sql, await context.known(identity)),
    find: (identity, reference) => find(context, identity, reference),
    expireDue: (limit) => expireDue(context, limit),
  };
}

async function find(
  context: Context,
  identity: Identity,
  reference: string,
): ReturnType<RequestService['find']> {
  const unknown = refuse('request_unknown', { text: reference });
  if ((await findRequest(context.sql, reference)) === null) return unknown;
  const { id } = await personOf(context, identity);
  const person = viewOf((await loadPeople(context.sql, [id])).get(id)!);
  const notice = await noticeFor(context, context.sql, reference, person);
  // Whoever has no part in it learns nothing of it.
  return notice ? ok(notice) : unknown;
}
