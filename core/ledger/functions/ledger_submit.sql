-- The kernel: carries out submissions exactly as if they had arrived one by one, in a handful of statements however many they are.
-- p_accounts: the ids of all accounts that legs name, ascending
-- p_verb … p_legs: one element per submission; what is null for all of them may be null as a whole
--   p_reference: the hold (capture, void, expire) or the transfer (reverse)
--   p_chain: null, or a number shared with neighbours that are accepted all or none
--   p_legs: how many of the legs are its own
-- p_leg_at, p_leg_amount: the legs that are asked for, submission by submission and by ascending account:
--   a place in p_accounts, and what the leg adds to its balance
-- p_now: null for PostgreSQL's clock
-- In its body the first letter of a name says what an array has an element for: l_ leg, r_ leg of what is referred to, a_ account,
-- f_ hold or transfer that is referred to, s_ submission, u_ undoing of a chain. p_ are parameters, v_ single values.
-- Returns one element per submission: ids are the transfers', or the holds' for hold, void and expire; accounts: what a
-- refusal is about, where it is about one account.
create function ledger_submit(
  p_accounts bigint[],
  p_verb text[], p_key text[], p_hash bytea[], p_code text[], p_event_at timestamptz[], p_even_frozen boolean[],
  p_reference bigint[], p_expires_at timestamptz[], p_chain int[], p_legs int[],
  p_leg_at int[], p_leg_amount numeric[], p_now timestamptz,
  out ids bigint[], out refusals text[], out accounts bigint[], out replays boolean[]
)
language plpgsql security definer set search_path = tuppence, pg_temp
-- Pinned: a generic plan that was cached while `transfer` was empty would read it whole for every key check, five times slower.
set enable_seqscan = off
-- Every statement has one good plan; asking for a better one at each call takes as long as the call.
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  n constant int := cardinality(p_verb);
  n_asked constant int := cardinality(p_leg_at);
  v_now timestamptz; v_now_us bigint;
  -- legs: those asked for, then those of what is referred to (ledger_referred); at: the account's place among those locked
  l_at int[] := p_leg_at; l_amount numeric[] := p_leg_amount; l_released numeric[]; l_account bigint[]; l_flaw text[];
  r_of int[]; r_account bigint[]; r_amount numeric[]; r_released numeric[]; r_flaw text[];
  -- what becomes of a leg: an entry of a transfer, with version and balance after it, or a part of a hold
  l_transfer bigint[]; l_version bigint[]; l_balance numeric[]; l_hold bigint[];
  -- accounts, as they are after the submissions decided so far
  a_id bigint[]; a_asset text[]; a_floor numeric[]; a_frozen boolean[]; a_closed boolean[]; a_version bigint[];
  a_debits numeric[]; a_debits_pending numeric[]; a_credits numeric[]; a_credits_pending numeric[];
  -- what is referred to: a hold with its state, or a transfer that is 'reversed' or 'standing'
  f_id bigint[]; f_state text[]; f_expires_at timestamptz[]; f_resolver bigint[]; s_reference int[];
  -- submissions: seen: the key has an outcome already · earlier: one before it in the batch with the same key · sticky: a refusal to keep
  s_seen boolean[]; s_earlier int[]; s_sticky boolean[]; s_transfer bigint[]; s_legs text[]; s_first int[]; s_last int[];
  -- the chain under way, and what its accounts were before each leg
  v_chain int; v_start int := 1; v_broken boolean := false; v_chain_seen boolean; v_is_final boolean;
  u_count int := 0; u_at int[]; u_debits numeric[]; u_debits_pending numeric[]; u_credits numeric[]; u_credits_pending numeric[]; u_version bigint[];
  -- the submission under way: what is wrong with it in itself, and what an account says to it
  v_verb text; v_seen boolean; v_refusal text; v_account bigint; v_objection text; v_objector bigint;
  v_first int; v_last int; v_next int := 1; v_next_referred int := cardinality(p_leg_at) + 1; v_before int;
  v_asset text; v_is_mixed boolean; v_sum numeric; v_amount numeric; v_transfer bigint; v_text text;
  v_is_careful boolean;
  i int; j int; k int; a int; r record;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'ledger_submit needs read committed: an older snapshot would miss the keys that others have just used';
  end if;
  if 0 > any(p_legs) or (select coalesce(sum(x), 0) from unnest(p_legs) x) <> n_asked or cardinality(p_leg_amount) <> n_asked then
    raise exception 'every leg belongs to one submission';
  end if;

  -- 1. The legs of what is referred to.
  if p_reference is not null then
    select x.leg_of, x.account, x.amount, x.released, x.flaw into r_of, r_account, r_amount, r_released, r_flaw
      from ledger_referred(p_verb, p_reference, p_legs, array(select p_accounts[x] from unnest(p_leg_at) x), p_leg_amount) x;
  end if;

  -- 2. Lock every account once, in the order that all callers keep, so that nobody waits in a circle.
  select array_agg(x.id), array_agg(asset), array_agg(floor), array_agg(frozen), array_agg(closed), array_agg(version),
         array_agg(debits_posted), array_agg(debits_pending), array_agg(credits_posted), array_agg(credits_pending),
         bool_or(frozen or closed or greatest(debits_posted, debits_pending, credits_posted, credits_pending) >= 1e37)
    into a_id, a_asset, a_floor, a_frozen, a_closed, a_version, a_debits, a_debits_pending, a_credits, a_credits_pending, v_is_careful
    from (select * from account where id = any(p_accounts || r_account) order by id for no key update) x;
  if r_of is not null or a_id is distinct from p_accounts then
    -- Others than the client named were locked, too, or some do not exist: the places are not those that it knew.
    with place as (select x.id, x.number::int from unnest(a_id) with ordinality as x(id, number))
    select array_agg(place.number order by l.number) into l_at
      from unnest(array(select p_accounts[x] from unnest(p_leg_at) x) || r_account) with ordinality as l(account, number)
      left join place on place.id = l.account;
    l_amount := p_leg_amount || r_amount;
    l_released := array_fill(0::numeric, array[n_asked]) || r_released;
  end if;
  -- What holds for the whole batch need not be asked of every leg: accounts exist, are open and far from their limits, amounts are sensible.
  -- From below 1e37, by amounts below 1e30, no number of legs that fits into memory gets to 1e38.
  v_is_careful := coalesce(v_is_careful, true)
    or exists (select from unnest(l_at) x where x is null or x not between 1 and cardinality(a_id))
    or exists (select from unnest(p_leg_amount) x where x is null or x = 0 or abs(x) >= 1e30 or scale(x) > 0)
    or exists (select from unnest(r_flaw) x where x is not null);
  if v_is_careful then
    if exists (select from unnest(p_leg_amount) x where x <> trunc(x)) then raise exception 'amounts are whole minor units'; end if;
    l_account := array(select p_accounts[x] from unnest(p_leg_at) x) || r_account;
    l_flaw := array(select case when x is null or x = 0 then 'amount_zero' when abs(x) >= 1e38 then 'amount_too_large' end
                    from unnest(p_leg_amount) x) || r_flaw;
  end if;
  l_transfer := array_fill(null::bigint, array[coalesce(cardinality(l_at), 0)]); l_hold := l_transfer; l_version := l_transfer;
  l_balance := array_fill(null::numeric, array[coalesce(cardinality(l_at), 0)]);
  v_now := coalesce(p_now, clock_timestamp());
  v_now_us := extract(epoch from v_now) * 1000000;

  -- 3. What is known already. Later statements than the locks, so with fresh snapshots: whoever used a key or a hold of ours before us has committed.
  ids := array_fill(null::bigint, array[n]); accounts := ids; s_transfer := ids;
  refusals := array_fill(null::text, array[n]); s_legs := refusals;
  replays := array_fill(false, array[n]); s_seen := replays; s_sticky := replays;
  s_first := array_fill(0, array[n]); s_last := s_first;
  if n > (select count(distinct x) from unnest(p_key) x) then
    select array_agg(nullif(x.first, x.number) order by x.number) into s_earlier
      from (select k.number, min(k.number) over (partition by k.key) as first from unnest(p_key) with ordinality as k(key, number)) x;
  end if;
  for r in
    select k.number, k.hash, x.*
      from unnest(p_key, p_hash) with ordinality as k(key, hash, number)
      join (select key, request_hash, case when verb in ('void', 'expire') then hold_id else id end as id, null as refusal, null::bigint as account
              from transfer where key = any(p_key)
            union all
            select key, request_hash, null, refusal, account_id from rejection where key = any(p_key)
              and not exists (select from transfer t where t.key = rejection.key)) x on x.key = k.key
  loop
    s_seen[r.number] := true;
    replays[r.number] := true;
    if r.hash = r.request_hash then
      ids[r.number] := r.id; refusals[r.number] := r.refusal; accounts[r.number] := r.account;
    else
      refusals[r.number] := 'idempotency_key_reused';
    end if;
  end loop;
  if r_of is not null then
    select array_agg(x.id), array_agg(x.state), array_agg(x.expires_at) into f_id, f_state, f_expires_at
      from (select id, state, expires_at from hold where id = any(p_reference)
            union all
            select t.id, case when exists (select from transfer v where v.reverses = t.id) then 'reversed' else 'standing' end, null
              from transfer t
             where t.id = any(array(select x.reference from unnest(p_verb, p_reference) as x(verb, reference) where x.verb = 'reverse'))
               and t.verb in ('post', 'capture', 'reverse')) x;
    f_resolver := array_fill(null::bigint, array[coalesce(cardinality(f_id), 0)]);
    select array_agg(f.place order by x.number) into s_reference
      from unnest(p_reference) with ordinality as x(reference, number)
      left join unnest(f_id) with ordinality as f(id, place) on f.id = x.reference;
  end if;

  -- 4. Decide, in order of arrival, on the arrays alone.
  for i in 1..n loop
    v_verb := p_verb[i];
    -- Its legs: those asked for; or, where it refers to something, what ledger_referred has made of them.
    v_first := v_next; v_next := v_next + p_legs[i]; v_last := v_next - 1;
    if v_verb not in ('post', 'hold') then
      v_first := v_next_referred;
      while r_of[v_next_referred - n_asked] = i loop v_next_referred := v_next_referred + 1; end loop;
      v_last := v_next_referred - 1;
    end if;
    -- A chain begins here, or none is under way.
    if p_chain[i] is null or p_chain[i] is distinct from v_chain then
      v_chain := p_chain[i]; v_start := i; v_broken := false; v_chain_seen := null; u_count := 0;
    end if;
    k := s_reference[i];
    v_refusal := refusals[i];
    v_account := null;
    v_seen := s_seen[i];

    if s_earlier[i] is not null and not v_seen then
      -- The key once more in this batch: the same request has the same outcome, filled in at the end.
      v_seen := true;
      replays[i] := true;
      if p_hash[i] <> p_hash[s_earlier[i]] then v_refusal := 'idempotency_key_reused'; refusals[i] := v_refusal;
      -- From before this chain it counts with its refusal, as a key of an earlier call does.
      elsif v_chain is null or s_earlier[i] < v_start then v_refusal := refusals[s_earlier[i]];
      -- Of this chain itself it makes no difference: it is as new, or as seen, as the chain is.
      else v_seen := v_chain_seen;
      end if;
    elsif v_broken and not v_seen then
      v_refusal := 'linked_refused';
    elsif not v_seen then
      if v_verb in ('capture', 'void', 'expire') then
        if k is null or f_expires_at[k] is null then v_refusal := 'hold_unknown';
        elsif f_state[k] <> 'open' then v_refusal := 'hold_resolved';
        elsif v_verb = 'capture' and v_now >= f_expires_at[k] then v_refusal := 'hold_expired';
        elsif v_verb = 'expire' and v_now < f_expires_at[k] then v_refusal := 'hold_not_expired';
        end if;
      elsif v_verb = 'reverse' then
        if k is null or f_expires_at[k] is not null then v_refusal := 'transfer_unknown';
        elsif f_state[k] = 'reversed' then v_refusal := 'already_reversed';
        end if;
      end if;

      if v_refusal is null and v_verb not in ('void', 'expire') then
        -- What is wrong with the request in itself comes before what its accounts say to it, so that a refusal depends on the accounts
        -- only where it must: a flaw of a leg ends the loop, an account's objection is kept until all legs were looked at.
        v_before := 0; v_sum := 0; v_is_mixed := false; v_asset := a_asset[l_at[v_first]]; v_objection := null;
        for j in v_first..v_last loop
          a := l_at[j];
          v_amount := l_amount[j];
          if v_is_careful then
            if l_flaw[j] is not null then v_refusal := l_flaw[j];
            elsif a_id[a] is null then v_refusal := 'account_unknown';
            end if;
            if v_refusal is not null then v_account := l_account[j]; exit; end if;
            if v_objection is not null then null;
            elsif a_closed[a] then v_objection := 'account_closed'; v_objector := a_id[a];
            elsif a_frozen[a] and not coalesce(p_even_frozen[i], false) then v_objection := 'account_frozen'; v_objector := a_id[a];
            elsif v_verb = 'hold' and greatest(a_debits_pending[a] - v_amount, a_credits_pending[a] + v_amount) >= 1e38
              or v_verb <> 'hold' and greatest(a_debits[a] - v_amount, a_credits[a] + v_amount) >= 1e38
            then v_objection := 'amount_too_large'; v_objector := a_id[a];
            end if;
          end if;
          if a <= v_before or a_asset[a] <> v_asset then
            if a = v_before then v_refusal := 'leg_repeated'; v_account := a_id[a]; exit;
            elsif a < v_before then raise exception 'legs are in ascending order of their accounts';
            end if;
            v_is_mixed := true;
          end if;
          v_before := a;
          v_sum := v_sum + v_amount;
          -- What a capture takes is held already.
          if v_amount < 0 and a_credits[a] - a_debits[a] - a_debits_pending[a] + v_amount < a_floor[a] and v_verb <> 'capture' then
            if v_objection is null then v_objection := 'insufficient_funds'; v_objector := a_id[a]; end if;
          end if;
        end loop;
        -- Of several assets each must balance by itself.
        if v_is_mixed and v_refusal is null then
          v_sum := (select max(abs(x.sum)) from (select sum(l_amount[x]) from generate_series(v_first, v_last) x group by a_asset[l_at[x]]) x);
        end if;
        if v_refusal is null and (v_sum <> 0 or v_last <= v_first) then v_refusal := 'unbalanced'; end if;
        if v_refusal is null and v_objection is not null then v_refusal := v_objection; v_account := v_objector; end if;
      end if;
    end if;

    -- A chain is replayed whole or not at all.
    if v_chain is not null then
      v_chain_seen := coalesce(v_chain_seen, v_seen);
      if v_refusal is null and v_seen <> v_chain_seen then v_refusal := 'linked_refused'; end if;
    end if;

    if v_refusal is null and not v_seen and s_earlier[i] is null then
      -- Accepted: its accounts change here, in memory, for those that come after it.
      v_transfer := nextval('transfer_id_seq');
      v_text := null;
      for j in v_first..v_last loop
        a := l_at[j];
        v_amount := l_amount[j];
        if v_chain is not null then
          u_count := u_count + 1;
          u_at[u_count] := a; u_version[u_count] := a_version[a];
          u_debits[u_count] := a_debits[a]; u_debits_pending[u_count] := a_debits_pending[a];
          u_credits[u_count] := a_credits[a]; u_credits_pending[u_count] := a_credits_pending[a];
        end if;
        if v_verb = 'hold' then
          if v_amount < 0 then a_debits_pending[a] := a_debits_pending[a] - v_amount;
          else a_credits_pending[a] := a_credits_pending[a] + v_amount;
          end if;
          l_hold[j] := v_transfer;
          v_text := concat_ws(',', v_text, a_id[a] || ':' || v_amount);
        else
          -- What a hold had reserved is free, whatever of it is captured.
          if l_released[j] < 0 then a_debits_pending[a] := a_debits_pending[a] + l_released[j];
          elsif l_released[j] > 0 then a_credits_pending[a] := a_credits_pending[a] - l_released[j];
          end if;
          if v_amount <> 0 then
            if v_amount < 0 then a_debits[a] := a_debits[a] - v_amount;
            else a_credits[a] := a_credits[a] + v_amount;
            end if;
            a_version[a] := a_version[a] + 1;
            l_transfer[j] := v_transfer;
            l_version[j] := a_version[a];
            l_balance[j] := a_credits[a] - a_debits[a];
            v_text := concat_ws(',', v_text, concat_ws(':', a_id[a], v_amount, a_version[a], l_balance[j]));
          end if;
        end if;
      end loop;
      if k is not null then
        f_state[k] := case v_verb when 'capture' then 'captured' when 'void' then 'voided' when 'expire' then 'expired' else 'reversed' end;
        f_resolver[k] := v_transfer;
      end if;
      s_transfer[i] := v_transfer; s_legs[i] := v_text; s_first[i] := v_first; s_last[i] := v_last;
      ids[i] := case when v_verb in ('void', 'expire') then p_reference[i] else v_transfer end;
    elsif v_refusal is not null then
      if not v_seen then
        refusals[i] := v_refusal; accounts[i] := v_account;
        -- "Not yet" is no decision: the same key may ask again later, and so may those who were refused only because it broke their chain.
        s_sticky[i] := v_refusal <> 'hold_not_expired' and not (v_refusal = 'linked_refused' and v_broken and not v_is_final);
      end if;
      if v_chain is not null and not v_broken then
        -- Undo the chain so far, newest first.
        v_broken := true;
        v_is_final := v_refusal <> 'hold_not_expired';
        for j in reverse u_count..1 loop
          a := u_at[j];
          a_version[a] := u_version[j]; a_debits[a] := u_debits[j]; a_debits_pending[a] := u_debits_pending[j];
          a_credits[a] := u_credits[j]; a_credits_pending[a] := u_credits_pending[j];
        end loop;
        for j in v_start..i - 1 loop
          if s_transfer[j] is not null then
            k := s_reference[j];
            if k is not null then f_state[k] := case when p_verb[j] = 'reverse' then 'standing' else 'open' end; f_resolver[k] := null; end if;
            for a in s_first[j]..s_last[j] loop l_transfer[a] := null; l_hold[a] := null; end loop;
            s_transfer[j] := null; ids[j] := null; refusals[j] := 'linked_refused'; s_sticky[j] := v_is_final;
          end if;
        end loop;
      end if;
    end if;
  end loop;
  if s_earlier is not null then
    for i in 1..n loop
      k := s_earlier[i];
      if k is not null and not s_seen[i] and p_hash[i] = p_hash[k] then
        ids[i] := ids[k]; refusals[i] := refusals[k]; accounts[i] := accounts[k];
      end if;
    end loop;
  end if;

  -- 5. Write what was accepted, one statement per table, and keep what was refused.
  insert into journal (transfers, digests, created_at)
  select array_agg(x.id), string_agg(sha256(convert_to(json_build_array(
           x.id, x.key, encode(x.hash, 'hex'), x.verb, x.code,
           case when x.verb = 'hold' then x.id when x.verb in ('capture', 'void', 'expire') then x.reference end,
           case when x.verb = 'reverse' then x.reference end,
           coalesce((extract(epoch from x.event_at) * 1000000)::bigint, v_now_us), v_now_us,
           x.legs, case when x.verb = 'hold' then (extract(epoch from x.expires_at) * 1000000)::bigint end)::text, 'UTF8')), ''), v_now
    from unnest(s_transfer, p_key, p_hash, p_verb, p_code, p_reference, p_event_at, s_legs, p_expires_at)
      as x(id, key, hash, verb, code, reference, event_at, legs, expires_at)
   where x.id is not null
  having count(*) > 0;
  if found then
    insert into transfer (id, key, request_hash, verb, code, hold_id, reverses, event_at, created_at)
    select x.id, x.key, x.hash, x.verb, x.code,
           case when x.verb = 'hold' then x.id when x.verb in ('capture', 'void', 'expire') then x.reference end,
           case when x.verb = 'reverse' then x.reference end,
           coalesce(x.event_at, v_now), v_now
      from unnest(s_transfer, p_key, p_hash, p_verb, p_code, p_reference, p_event_at) as x(id, key, hash, verb, code, reference, event_at)
     where x.id is not null;
    insert into entry (transfer_id, account_id, amount, version, balance)
    select x.transfer, a_id[x.at], x.amount, x.version, x.balance
      from unnest(l_transfer, l_at, l_amount, l_version, l_balance) as x(transfer, at, amount, version, balance)
     where x.transfer is not null;
    update account a set
      debits_posted = x.debits, debits_pending = x.debits_pending, credits_posted = x.credits, credits_pending = x.credits_pending,
      version = x.version
      from unnest(a_id, a_debits, a_debits_pending, a_credits, a_credits_pending, a_version)
        as x(id, debits, debits_pending, credits, credits_pending, version)
     where a.id = x.id
       and (a.version, a.debits_pending, a.credits_pending) is distinct from (x.version, x.debits_pending, x.credits_pending);
    if 'hold' = any(p_verb) then
      insert into hold (id, expires_at)
      select x.id, x.expires_at from unnest(s_transfer, p_verb, p_expires_at) as x(id, verb, expires_at)
       where x.id is not null and x.verb = 'hold';
      insert into hold_leg (hold_id, account_id, amount)
      select x.hold, a_id[x.at], x.amount from unnest(l_hold, l_at, l_amount) as x(hold, at, amount)
       where x.hold is not null;
    end if;
    if f_id is not null then
      update hold h set state = x.state, resolved_by = x.resolver
        from unnest(f_id, f_state, f_resolver) as x(id, state, resolver)
       where h.id = x.id and h.id = any(f_id) and x.resolver is not null;
    end if;
  end if;
  if true = any(s_sticky) then
    insert into rejection (key, request_hash, refusal, account_id, created_at)
    select x.key, x.hash, x.refusal, x.account, v_now
      from unnest(p_key, p_hash, refusals, accounts, s_sticky) as x(key, hash, refusal, account, sticky)
     where x.sticky
    on conflict do nothing;
  end if;
end $$;
