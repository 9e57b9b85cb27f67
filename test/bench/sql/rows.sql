-- The rows of transfers and nothing else: no lock in advance, no rule, no key looked up, no digest, no journal. It is about the least that
-- writing all these rows into these tables takes. In a copy of the ledger that is thrown away: its books are wrong afterwards.
-- Each transfer is of one unit. A version is unique for each account and says nothing: its transfer's id, above all versions of the past.
-- p_key, p_hash, p_payer, p_payee: one element per transfer; the last two are ids of accounts
create schema bench;

create function bench.write_rows(p_key text[], p_hash bytea[], p_payer bigint[], p_payee bigint[]) returns void
language plpgsql set search_path = tuppence set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  v_id constant bigint[] := array(select nextval('transfer_id_seq') from generate_series(1, cardinality(p_key)));
  v_now constant timestamptz := clock_timestamp();
begin
  insert into transfer (id, key, request_hash, verb, code, event_at, created_at)
  select x.id, x.key, x.hash, 'post', 'pay', v_now, v_now from unnest(v_id, p_key, p_hash) as x(id, key, hash);
  insert into entry (transfer_id, account_id, amount, version, balance)
  select x.id, y.account, y.amount, 1000000000 + x.id, 1000000
    from unnest(v_id, p_payer, p_payee) as x(id, payer, payee), lateral (values (x.payer, -1), (x.payee, 1)) as y(account, amount);
  update account a
     set debits_posted = a.debits_posted + x.debits, credits_posted = a.credits_posted + x.credits, version = a.version + x.debits + x.credits
    from (select y.account, count(*) filter (where y.is_payer) as debits, count(*) filter (where not y.is_payer) as credits
            from unnest(p_payer, p_payee) as x(payer, payee), lateral (values (x.payer, true), (x.payee, false)) as y(account, is_payer)
           group by y.account order by y.account) x
   where a.id = x.account;
end $$;
