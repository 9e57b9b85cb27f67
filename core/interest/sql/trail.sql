-- The trail of interest that was posted.
-- $1 references, $2 idempotency keys of events, of which none leads to interest
select 'interest' as capability, 'int_' || p.transfer as reference, t.created_at as at, p.side as state, p.xmin::text as written_in, null as topic,
  null::text[] as keys, null::bigint[] as deliveries, array[p.transfer] as transfers, null::bigint[] as nudged,
  jsonb_build_array(
    jsonb_build_object('name', 'month', 'text', to_char(p.month, 'YYYY-MM')),
    jsonb_build_object('name', 'amount', 'minor', p.amount::text, 'asset', a.asset)
  ) as facts
from interest_posting p
join statement_line t on t.transfer = p.transfer and t.account_id in (select id from account_balance where owner = 'system' and purpose like 'interest\_%')
join account_balance a on a.id = p.account_id
where p.transfer = any(array(select substr(r, 5)::bigint from unnest($1::text[]) r where r ~ '^int_[0-9]{1,18}$')) and $2::text[] is not null
