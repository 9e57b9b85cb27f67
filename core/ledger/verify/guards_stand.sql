-- The database's own guards are there and on: rows that may not change have their triggers, what must be unique has its valid index,
-- and no account may fall below its floor.
-- Range: none
select format('table %s has no trigger that keeps its rows from being changed', x.name) as detail
from unnest('{account,transfer,entry,hold,hold_leg,rejection,journal,seal,account_floor}'::text[]) as x(name)
where not exists (
  select from pg_trigger t
  join pg_proc p on p.oid = t.tgfoid
  where t.tgrelid = to_regclass(x.name) and t.tgenabled = 'A' and p.proname = 'refuse_change' and t.tgtype & 24 = 24
)
union all
select format('constraint %s is missing or not valid', x.name)
from unnest('{transfer_pkey,transfer_key,transfer_reverses,entry_pkey,entry_version,hold_pkey,hold_leg_pkey,rejection_pkey,journal_pkey,seal_pkey,account_pkey,account_name}'::text[]) as x(name)
where not exists (
  select from pg_index i
  where i.indexrelid = to_regclass(x.name) and i.indisunique and i.indisvalid and i.indisready
)
union all
select 'constraint account_floor is missing or not valid'
where not exists (
  select from pg_constraint c
  where c.conrelid = to_regclass('account') and c.conname = 'account_floor' and c.contype = 'c' and c.convalidated
);
