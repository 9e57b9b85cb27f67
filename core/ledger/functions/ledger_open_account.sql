-- The id of an account, opened on first use. An account that exists keeps its floor.
-- While another account of its owner is frozen, a new one is born frozen.
create function ledger_open_account(p_owner text, p_asset text, p_purpose text, p_floor numeric) returns bigint
language plpgsql security definer set search_path = tuppence, pg_temp as $$
declare
  v_id bigint;
begin
  select id into v_id from account where owner = p_owner and asset = p_asset and purpose = p_purpose;
  if found then return v_id; end if;
  insert into account (owner, asset, purpose, floor, frozen)
  values (p_owner, p_asset, p_purpose, p_floor, exists (select from account where owner = p_owner and frozen))
  on conflict on constraint account_name do nothing
  returning id into v_id;
  if found then return v_id; end if;
  -- Somebody else opened it at the same moment: a new statement sees it.
  select id into v_id from account where owner = p_owner and asset = p_asset and purpose = p_purpose;
  return v_id;
end $$;
