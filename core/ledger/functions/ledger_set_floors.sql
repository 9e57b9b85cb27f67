-- Sets the floors of accounts that have one, and records each change. What is below its new floor already stays, and may only rise.
-- Locks the accounts in the order that all callers keep. Returns how many floors were others before.
-- p_accounts, p_floors: one element per account, each account once; p_now: null for PostgreSQL's clock
create function ledger_set_floors(p_accounts bigint[], p_floors numeric[], p_now timestamptz) returns int
language plpgsql security definer set search_path = tuppence, pg_temp as $$
declare
  v_changed int;
begin
  if exists (select from unnest(p_floors) x where x is null or x > 0 or x <> trunc(x)) then
    raise exception 'a floor is zero or below, in whole minor units';
  end if;
  if (select count(distinct x) from unnest(p_accounts) x) <> cardinality(p_accounts) then
    raise exception 'each account gets one floor';
  end if;
  perform from account where id = any(p_accounts) order by id for no key update;
  if exists (select from account where id = any(p_accounts) and floor is null) then
    raise exception 'an account without a floor gets none';
  end if;
  with change as (
    select a.id, a.version, a.floor as floor_before, x.floor, a.credits_posted - a.debits_posted - a.debits_pending as available
    from unnest(p_accounts, p_floors) as x(id, floor)
    join account a on a.id = x.id
    where a.floor <> x.floor
  ), recorded as (
    insert into account_floor (account_id, version, floor_before, floor, available, created_at)
    select id, version, floor_before, floor, available, coalesce(p_now, clock_timestamp()) from change order by id
  )
  update account a set floor = c.floor, overdrawn = case when c.available < c.floor then c.available end
  from change c
  where a.id = c.id;
  get diagnostics v_changed = row_count;
  return v_changed;
end $$;
