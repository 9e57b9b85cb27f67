-- Freezes or unfreezes every account of an owner, locking them in the order that the kernel keeps.
create function ledger_freeze(p_owner text, p_frozen boolean) returns void
language sql security definer set search_path = tuppence, pg_temp as $$
  with locked as (
    select id from account where owner = p_owner order by id for no key update
  )
  update account set frozen = p_frozen where id in (select id from locked) and frozen <> p_frozen;
$$;
