-- Every transfer that the journal lists is there, and is what it was when it was listed: its digest, made anew from the rows, is the
-- journal's. Migration 0020_journal.sql says what the digest is of.
-- Range: journal, $1 < id ≤ $2
with listed as (
  select j.id as journal, x.transfer, substr(j.digests, (x.place * 32 - 31)::int, 32) as digest
  -- Concatenated with nothing, the digests are read once for all of a row's transfers.
  from (select id, transfers, digests || ''::bytea as digests from journal where id > $1 and id <= $2 offset 0) j
  cross join unnest(j.transfers) with ordinality as x(transfer, place)
), bounds as (
  select min(transfer) as first, max(transfer) as last from listed
), legs_of as (
  select transfer_id as id, string_agg(concat_ws(':', account_id, amount, version, balance), ',' order by account_id) as legs
  from entry
  where transfer_id >= (select first from bounds) and transfer_id <= (select last from bounds)
  group by transfer_id
), held as (
  select h.id, h.expires_at, string_agg(concat_ws(':', l.account_id, l.amount), ',' order by l.account_id) as legs
  from hold h
  join hold_leg l on l.hold_id = h.id
  where h.id >= (select first from bounds) and h.id <= (select last from bounds)
  group by h.id
)
select case when t.id is null then format('transfer %s of journal row %s was removed', l.transfer, l.journal)
  else format('transfer %s (%s) was changed after journal row %s had listed it', l.transfer, t.key, l.journal) end as detail
from listed l
left join transfer t on t.id = l.transfer
left join legs_of e on e.id = l.transfer
left join held h on h.id = l.transfer
where l.digest is distinct from case when t.id is not null then sha256(convert_to(json_build_array(
  t.id, t.key, encode(t.request_hash, 'hex'), t.verb, t.code, t.hold_id, t.reverses,
  (extract(epoch from t.event_at) * 1000000)::bigint, (extract(epoch from t.created_at) * 1000000)::bigint,
  case when t.verb = 'hold' then h.legs else e.legs end, (extract(epoch from h.expires_at) * 1000000)::bigint)::text, 'UTF8')) end
order by l.transfer;
