-- How many entries an account had at a moment: its version then, 0 before its first. Versions follow the clock, so that halving finds it
-- in as many steps as their number has binary digits: 20 for a million entries, each two rows by their keys. An index by account and
-- moment would find it in one, and cost every payment two more index entries.
-- Where the server's clock was set back, one moment may have come twice: then it is one of both.
create function ledger_version_at(p_account bigint, p_at timestamptz) returns bigint
language plpgsql stable security definer
set search_path = tuppence, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  -- Entries up to v_low were there by then; entries from v_high on were not.
  v_low bigint := 0;
  v_high bigint;
  v_middle bigint;
  v_created_at timestamptz;
begin
  select version + 1 into v_high from account where id = p_account;
  while v_high - v_low > 1 loop
    v_middle := (v_low + v_high) / 2;
    select t.created_at into v_created_at
      from entry e join transfer t on t.id = e.transfer_id
     where e.account_id = p_account and e.version = v_middle;
    if v_created_at <= p_at then v_low := v_middle; else v_high := v_middle; end if;
  end loop;
  return v_low;
end $$;
