-- A change of a tab with its entries and their legs.
-- $1 change as JSON text: reference, tab, kind, person, key, delivery; $2 entries as JSON text, each with its legs; $3 now
with made as (
  insert into tab_change (reference, tab, kind, person, key, delivery, created_at)
  select reference, tab, kind, person, key, delivery, $3
  from jsonb_to_record($1::text::jsonb) as (reference text, tab bigint, kind text, person bigint, key text, delivery bigint)
  returning id, tab
), asked as materialized (
  select nextval(pg_get_serial_sequence('tab_entry', 'id')) as id, e.*
  from jsonb_to_recordset($2::text::jsonb) as e (
    number integer, version integer, asset text, amount numeric, memo text, day date, reverses bigint, legs jsonb
  )
), written as (
  insert into tab_entry (id, tab, change, number, version, asset, amount, memo, day, reverses)
  overriding system value
  select a.id, m.tab, m.id, a.number, a.version, a.asset, a.amount, a.memo, a.day, a.reverses from asked a, made m
)
insert into tab_leg (entry, member, paid, owed)
select a.id, l.member, l.paid, l.owed
from asked a, jsonb_to_recordset(a.legs) as l (member bigint, paid numeric, owed numeric)
