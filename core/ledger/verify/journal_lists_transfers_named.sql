-- Where the stretches named in $1 have more transfers than the journal lists, or fewer: which.
-- Names: journal_lists_transfers, at most $2 rows
with stretch as (select substring(s from '\d+')::bigint / 100000 as number from unnest($1::text[]) s),
listed as (
  select x.transfer, j.id as journal, count(*) over (partition by x.transfer) as times
  from journal j
  cross join unnest(j.transfers) as x(transfer)
  where x.transfer / 100000 in (select number from stretch)
)
select detail
from (
  select t.id, format('transfer %s (%s) is in no journal row: it was put in by hand', t.id, t.key) as detail
  from stretch s
  join transfer t on t.id >= s.number * 100000 and t.id < (s.number + 1) * 100000
  where not exists (select from listed l where l.transfer = t.id)
  union all
  select l.transfer, format('transfer %s is listed by journal row %s, and is not there', l.transfer, l.journal)
  from listed l
  where not exists (select from transfer t where t.id = l.transfer)
  union all
  select l.transfer, format('transfer %s is listed %s times, also by journal row %s', l.transfer, l.times, l.journal)
  from listed l
  where l.times > 1
) x
order by id
limit $2;
