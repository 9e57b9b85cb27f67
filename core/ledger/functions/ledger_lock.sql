-- Locks accounts for the rest of the database transaction, in the order that all callers keep, for whoever decides by what is there. A
-- submission that follows in it is safe as far as it touches these accounts alone.
-- p_accounts: ids, in any order
create function ledger_lock(p_accounts bigint[]) returns void
language plpgsql security definer set search_path = tuppence, pg_temp as $$
begin
  perform from account where id = any(p_accounts) order by id for no key update;
end $$;
