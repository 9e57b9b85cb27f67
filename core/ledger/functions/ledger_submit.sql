-- The kernel: carries out submissions exactly as if they had arrived one by one, in a handful of statements however many they are.
-- p_verb … p_chain have one element per submission:
--   p_reference: the hold (capture, void, expire) or the transfer (reverse)
--   p_chain: null, or a number shared with neighbours that are accepted all or none
-- p_leg_of … p_leg_amount: the legs that were asked for, one element each; p_leg_of is a position in p_verb.
-- p_now: null for PostgreSQL's clock.
-- Returns one row per submission, in order; id is the transfer's, or the hold's for hold, void and expire.
create function ledger_submit(
  p_verb text[], p_key text[], p_hash bytea[], p_code text[], p_event_at timestamptz[], p_even_frozen boolean[],
  p_reference bigint[], p_expires_at timestamptz[], p_chain int[],
  p_leg_of int[], p_leg_account bigint[], p_leg_amount numeric[], p_now timestamptz
) returns table (id bigint, refusal text, account_id bigint, replayed boolean)
language plpgsql
-- Pinned: a generic plan that was cached while `transfer` was empty would read it whole for every key check, five times slower.
set enable_seqscan = off
-- Every statement has one good plan; asking for a better one at each call takes as long as the call.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  n constant int := cardinality(p_verb);
  v_now timestamptz;
  -- legs, see ledger_legs; at: the account's place among those locked; version and balance: after the leg
  l_of int[]; l_account bigint[]; l_posted numeric[]; l_outgoing numeric[]; l_incoming numeric[]; l_flaw text[];
  l_at int[]; l_version bigint[]; l_balance numeric[]; l_transfer bigint[]; l_first int[]; l_last int[];
  -- accounts, as they are after the submissions decided so far
  a_id bigint[]; a_asset int[]; a_floor numeric[]; a_frozen boolean[]; a_closed boolean[]; a_version bigint[];
  a_debits numeric[]; a_debits_pending numeric[]; a_credits numeric[]; a_credits_pending numeric[]; a_user int[];
  -- what is referred to: a hold with its state, or a transfer that is 'reversed' or not
  s_reference int[]; f_id bigint[]; f_state text[]; f_expires_at timestamptz[]; f_resolver int[];
  -- submissions: seen: the key has an outcome already · first: the first of the batch with this key · sticky: a refusal to keep
  s_seen boolean[]; s_first int[]; s_accepted boolean[]; s_sticky boolean[]; s_transfer bigint[];
  o_id bigint[]; o_refusal text[]; o_account bigint[]; o_replayed boolean[];
  -- the chain under way, and what its accounts were before each leg
  v_chain int; v_start int := 1; v_broken boolean := false; v_chain_seen boolean; v_seen boolean;
  u_count int := 0; u_at int[]; u_debits numeric[]; u_debits_pending numeric[]; u_credits numeric[]; u_credits_pending numeric[]; u_version bigint[];
  v_sums numeric[]; v_zeros numeric[]; v_refusal text; v_account bigint; v_sum numeric;
  i int; j int; k int; a int; r record;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'ledger_submit needs read committed: an older snapshot would miss the keys that others have just used';
  end if;

  -- 1. What each submission would do to each account.
  select x.leg_of, x.account, x.posted, x.outgoing, x.incoming, x.flaw
    into l_of, l_account, l_posted, l_outgoing, l_incoming, l_flaw
    from ledger_legs(p_verb, p_reference, p_leg_of, p_leg_account, p_leg_amount) x;

  -- 2. Lock every account once, in the order that all callers keep, so that nobody waits in a circle.
  select array_agg(x.id), array_agg(dense_asset), array_agg(floor), array_agg(frozen), array_agg(closed), array_agg(version),
         array_agg(debits_posted), array_agg(debits_pending), array_agg(credits_posted), array_agg(credits_pending)
    into a_id, a_asset, a_floor, a_frozen, a_closed, a_version, a_debits, a_debits_pending, a_credits, a_credits_pending
    from (select x.*, dense_rank() over (order by x.asset)::int as dense_asset
            from (select * from account where id = any(l_account) order by id for no key update) x
           order by x.id) x;
  a_user := array_fill(0, array[coalesce(cardinality(a_id), 0)]);
  v_zeros := array_fill(0::numeric, array[coalesce((select max(x) from unnest(a_asset) x), 0)]);
  select array_agg(x.place order by l.number) into l_at
    from unnest(l_account) with ordinality as l(account, number)
    left join unnest(a_id) with ordinality as x(id, place) on x.id = l.account;
  l_version := array_fill(null::bigint, array[cardinality(l_of)]); l_transfer := l_version;
  l_balance := array_fill(null::numeric, array[cardinality(l_of)]);
  l_first := array_fill(1, array[n]);
  l_last := array_fill(0, array[n]);
  for j in 1..cardinality(l_of) loop
    i := l_of[j];
    if l_last[i] = 0 then l_first[i] := j; end if;
    l_last[i] := j;
  end loop;
  v_now := coalesce(p_now, clock_timestamp());

  -- 3. What is known already. Later statements than the locks, so with fresh snapshots: whoever used a key or a hold of ours before us has committed.
  select array_agg(x.first order by x.number) into s_first
    from (select k.number, min(k.number) over (partition by k.key)::int as first from unnest(p_key) with ordinality as k(key, number)) x;
  s_seen := array_fill(false, array[n]); s_accepted := s_seen; s_sticky := s_seen; o_replayed := s_seen;
  o_id := array_fill(null::bigint, array[n]); o_account := o_id; s_transfer := o_id; o_refusal := array_fill(null::text, array[n]);
  for r in
    select k.number, k.hash, x.*
      from unnest(p_key, p_hash) with ordinality as k(key, hash, number)
      join (select key, request_hash, case when verb in ('void', 'expire') then hold_id else id end as id, null as refusal, null::bigint as account_id
              from transfer where key = any(p_key)
            union all
            select key, request_hash, null, refusal, account_id from rejection where key = any(p_key)
              and not exists (select from transfer t where t.key = rejection.key)) x on x.key = k.key
  loop
    s_seen[r.number] := true;
    o_replayed[r.number] := true;
    if r.hash = r.request_hash then
      o_id[r.number] := r.id; o_refusal[r.number] := r.refusal; o_account[r.number] := r.account_id;
    else
      o_refusal[r.number] := 'idempotency_key_reused';
    end if;
  end loop;
  select array_agg(x.id), array_agg(x.state), array_agg(x.expires_at) into f_id, f_state, f_expires_at
    from (select id, state, expires_at from hold where id = any(p_reference)
          union all
          select t.id, case when exists (select from transfer v where v.reverses = t.id) then 'reversed' else 'standing' end, null
            from transfer t where t.id = any(p_reference) and t.verb in ('post', 'capture', 'reverse')) x;
  f_resolver := array_fill(null::int, array[coalesce(cardinality(f_id), 0)]);
  select array_agg(f.place order by x.number) into s_reference
    from unnest(p_reference) with ordinality as x(reference, number)
    left join unnest(f_id) with ordinality as f(id, place) on f.id = x.reference;

  -- 4. Decide, in order of arrival, on the arrays alone.
  for i in 1..n loop
    if p_chain[i] is null or p_chain[i] is distinct from v_chain then
      v_chain := p_chain[i]; v_start := i; v_broken := false; v_chain_seen := null; u_count := 0;
    end if;
    k := s_reference[i];
    v_refusal := o_refusal[i];
    v_account := null;
    v_seen := s_seen[i];

    if s_first[i] < i and not v_seen then
      -- The key once more in this batch: the same request has the same outcome, filled in at the end.
      v_seen := true;
      o_replayed[i] := true;
      if p_hash[i] <> p_hash[s_first[i]] then v_refusal := 'idempotency_key_reused'; o_refusal[i] := v_refusal;
      elsif v_chain is null or s_first[i] < v_start then v_refusal := o_refusal[s_first[i]];
      else v_seen := v_chain_seen;
      end if;
    elsif v_broken and not v_seen then
      v_refusal := 'linked_refused';
    elsif not v_seen then
      if p_verb[i] in ('capture', 'void', 'expire') then
        if k is null or f_expires_at[k] is null then v_refusal := 'hold_unknown';
        elsif f_state[k] <> 'open' then v_refusal := 'hold_resolved';
        elsif p_verb[i] = 'capture' and v_now >= f_expires_at[k] then v_refusal := 'hold_expired';
        elsif p_verb[i] = 'expire' and v_now < f_expires_at[k] then v_refusal := 'hold_not_expired';
        end if;
      elsif p_verb[i] = 'reverse' then
        if k is null or f_expires_at[k] is not null then v_refusal := 'transfer_unknown';
        elsif f_state[k] = 'reversed' then v_refusal := 'already_reversed';
        end if;
      end if;

      -- The request in itself.
      if v_refusal is null and p_verb[i] not in ('void', 'expire') then
        v_sums := v_zeros;
        for j in l_first[i]..l_last[i] loop
          a := l_at[j];
          if l_flaw[j] is not null then v_refusal := l_flaw[j];
          elsif a is null then v_refusal := 'account_unknown';
          elsif a_user[a] = i then v_refusal := 'leg_repeated';
          end if;
          if v_refusal is not null then v_account := l_account[j]; exit; end if;
          a_user[a] := i;
          v_sums[a_asset[a]] := v_sums[a_asset[a]] + l_posted[j] + l_incoming[j] - l_outgoing[j];
        end loop;
        if v_refusal is null and l_last[i] <= l_first[i] then v_refusal := 'unbalanced'; end if;
        if v_refusal is null then
          foreach v_sum in array v_sums loop
            if v_sum <> 0 then v_refusal := 'unbalanced'; end if;
          end loop;
        end if;
      end if;

      -- What the accounts say to it.
      if v_refusal is null and p_verb[i] not in ('void', 'expire') then
        for j in l_first[i]..l_last[i] loop
          a := l_at[j];
          if a_closed[a] then v_refusal := 'account_closed';
          elsif a_frozen[a] and not p_even_frozen[i] then v_refusal := 'account_frozen';
          elsif greatest(a_credits[a] + l_posted[j], a_debits[a] - l_posted[j],
                         a_credits_pending[a] + l_incoming[j], a_debits_pending[a] + l_outgoing[j]) >= 1e38 then v_refusal := 'amount_too_large';
          elsif l_posted[j] < l_outgoing[j]
            and a_credits[a] - a_debits[a] - a_debits_pending[a] + l_posted[j] - l_outgoing[j] < a_floor[a] then v_refusal := 'insufficient_funds';
          end if;
          if v_refusal is not null then v_account := l_account[j]; exit; end if;
        end loop;
      end if;
    end if;

    -- A chain is replayed whole or not at all.
    v_chain_seen := coalesce(v_chain_seen, v_seen);
    if v_refusal is null and v_chain is not null and v_seen <> v_chain_seen then v_refusal := 'linked_refused'; end if;

    if v_refusal is null and not v_seen and s_first[i] = i then
      for j in l_first[i]..l_last[i] loop
        a := l_at[j];
        if v_chain is not null then
          u_count := u_count + 1;
          u_at[u_count] := a; u_version[u_count] := a_version[a];
          u_debits[u_count] := a_debits[a]; u_debits_pending[u_count] := a_debits_pending[a];
          u_credits[u_count] := a_credits[a]; u_credits_pending[u_count] := a_credits_pending[a];
        end if;
        if l_outgoing[j] <> 0 then a_debits_pending[a] := a_debits_pending[a] + l_outgoing[j]; end if;
        if l_incoming[j] <> 0 then a_credits_pending[a] := a_credits_pending[a] + l_incoming[j]; end if;
        if l_posted[j] <> 0 then
          if l_posted[j] > 0 then a_credits[a] := a_credits[a] + l_posted[j];
          else a_debits[a] := a_debits[a] - l_posted[j];
          end if;
          a_version[a] := a_version[a] + 1;
          l_version[j] := a_version[a];
          l_balance[j] := a_credits[a] - a_debits[a];
        end if;
      end loop;
      if k is not null then
        f_state[k] := case p_verb[i] when 'capture' then 'captured' when 'void' then 'voided' when 'expire' then 'expired' else 'reversed' end;
        f_resolver[k] := i;
      end if;
      s_accepted[i] := true;
    elsif v_refusal is not null then
      if not v_seen then
        o_refusal[i] := v_refusal; o_account[i] := v_account;
        -- "Not yet" is no decision: the same key may ask again later.
        s_sticky[i] := v_refusal <> 'hold_not_expired' and not (v_refusal = 'linked_refused' and v_broken and not s_sticky[v_start]);
      end if;
      if v_chain is not null and not v_broken then
        -- Undo the chain so far, newest first.
        v_broken := true;
        for j in reverse u_count..1 loop
          a := u_at[j];
          a_version[a] := u_version[j]; a_debits[a] := u_debits[j]; a_debits_pending[a] := u_debits_pending[j];
          a_credits[a] := u_credits[j]; a_credits_pending[a] := u_credits_pending[j];
        end loop;
        for j in v_start..i - 1 loop
          if s_accepted[j] then
            k := s_reference[j];
            if k is not null then f_state[k] := case when p_verb[j] = 'reverse' then 'standing' else 'open' end; f_resolver[k] := null; end if;
            s_accepted[j] := false; o_refusal[j] := 'linked_refused'; s_sticky[j] := v_refusal <> 'hold_not_expired';
          end if;
        end loop;
      end if;
    end if;
  end loop;

  -- 5. Write what was accepted, one statement per table, and keep what was refused.
  for i in 1..n loop
    if s_accepted[i] then
      s_transfer[i] := nextval('transfer_id_seq');
      o_id[i] := case when p_verb[i] in ('void', 'expire') then p_reference[i] else s_transfer[i] end;
      for j in l_first[i]..l_last[i] loop l_transfer[j] := s_transfer[i]; end loop;
    elsif s_first[i] < i and not s_seen[i] and p_hash[i] = p_hash[s_first[i]] then
      k := s_first[i];
      o_id[i] := o_id[k]; o_refusal[i] := o_refusal[k]; o_account[i] := o_account[k];
    end if;
  end loop;

  if true = any(s_accepted) then
    insert into transfer (id, key, request_hash, verb, code, hold_id, reverses, event_at, created_at)
    select x.id, x.key, x.hash, x.verb, x.code,
           case when x.verb = 'hold' then x.id when x.verb in ('capture', 'void', 'expire') then x.reference end,
           case when x.verb = 'reverse' then x.reference end,
           coalesce(x.event_at, v_now), v_now
      from unnest(s_transfer, p_key, p_hash, p_verb, p_code, p_reference, p_event_at) as x(id, key, hash, verb, code, reference, event_at)
     where x.id is not null;
    insert into entry (transfer_id, account_id, amount, version, balance)
    select x.transfer, x.account, x.posted, x.version, x.balance
      from unnest(l_transfer, l_account, l_posted, l_version, l_balance) as x(transfer, account, posted, version, balance)
     where x.transfer is not null and x.posted <> 0;
    update account a set
      debits_posted = x.debits, debits_pending = x.debits_pending, credits_posted = x.credits, credits_pending = x.credits_pending,
      version = x.version
      from unnest(a_id, a_debits, a_debits_pending, a_credits, a_credits_pending, a_version)
        as x(id, debits, debits_pending, credits, credits_pending, version)
     where a.id = x.id and a.id = any(a_id)
       and (a.version, a.debits_pending, a.credits_pending) is distinct from (x.version, x.debits_pending, x.credits_pending);
  end if;
  if 'hold' = any(p_verb) then
    insert into hold (id, expires_at)
    select x.id, x.expires_at from unnest(s_transfer, p_verb, p_expires_at) as x(id, verb, expires_at)
     where x.id is not null and x.verb = 'hold';
    -- Only a new hold adds to what is held.
    insert into hold_leg (hold_id, account_id, amount)
    select x.transfer, x.account, x.incoming - x.outgoing
      from unnest(l_transfer, l_account, l_outgoing, l_incoming) as x(transfer, account, outgoing, incoming)
     where x.transfer is not null and (x.outgoing > 0 or x.incoming > 0);
  end if;
  if f_id is not null then
    update hold h set state = x.state, resolved_by = t.id
      from unnest(f_id, f_state, f_resolver) as x(id, state, resolver)
      join unnest(s_transfer) with ordinality as t(id, number) on t.number = x.resolver
     where h.id = x.id and h.id = any(f_id);
  end if;
  if true = any(s_sticky) then
    insert into rejection (key, request_hash, refusal, account_id, created_at)
    select x.key, x.hash, x.refusal, x.account, v_now
      from unnest(p_key, p_hash, o_refusal, o_account, s_sticky) as x(key, hash, refusal, account, sticky)
     where x.sticky
    on conflict do nothing;
  end if;

  return query select * from unnest(o_id, o_refusal, o_account, o_replayed);
end $$;
