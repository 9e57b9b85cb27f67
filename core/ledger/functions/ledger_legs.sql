-- Step 1 of ledger_submit: what each submission would do to each account, as four numbers per leg.
-- Holds' legs and transfers' entries are immutable, so they can be read before any lock.
-- p_leg_of: positions in p_verb. Returned arrays are parallel and ordered by submission:
--   posted: signed, changes the balance · outgoing, incoming: change what is held on either side · flaw: why the leg can never be accepted
create function ledger_legs(
  p_verb text[], p_reference bigint[], p_leg_of int[], p_leg_account bigint[], p_leg_amount numeric[],
  out leg_of int[], out account bigint[], out posted numeric[], out outgoing numeric[], out incoming numeric[], out flaw text[]
) language plpgsql stable as $$
#variable_conflict use_column
begin
  with submission as (
    select s.verb, s.reference, s.number::int, s.number = any(p_leg_of) as asks
    from unnest(p_verb, p_reference) with ordinality as s(verb, reference, number)
  ), asked as (
    select s.number, s.verb, s.reference, l.account, l.amount, l.place,
      case when l.amount is null or l.amount = 0 then 'amount_zero' when abs(l.amount) >= 1e38 then 'amount_too_large' end as flaw
    from unnest(p_leg_of, p_leg_account, p_leg_amount) with ordinality as l(number, account, amount, place)
    join submission s on s.number = l.number
  ), leg as (
    select number, place, account,
      case verb when 'post' then amount else 0 end as posted,
      case verb when 'hold' then greatest(-amount, 0) else 0 end as outgoing,
      case verb when 'hold' then greatest(amount, 0) else 0 end as incoming,
      flaw
    from asked where verb in ('post', 'hold')
    union all
    -- A hold comes to its end: all that was held is released, and what is captured is posted.
    select s.number, a.place, h.account_id,
      case when s.verb <> 'capture' then 0 when s.asks then coalesce(a.amount, 0) else h.amount end,
      least(h.amount, 0),
      -greatest(h.amount, 0),
      coalesce(a.flaw, case when sign(a.amount) <> sign(h.amount) or abs(a.amount) > abs(h.amount) then 'capture_exceeds_hold' end)
    from submission s
    join hold_leg h on h.hold_id = s.reference and h.hold_id = any(p_reference)
    left join asked a on a.number = s.number and a.account = h.account_id
    where s.verb in ('capture', 'void', 'expire')
    union all
    select a.number, a.place, a.account, 0, 0, 0, 'capture_exceeds_hold'
    from asked a
    where a.verb = 'capture'
      and not exists (select from hold_leg h where h.hold_id = a.reference and h.account_id = a.account)
    union all
    select s.number, null, e.account_id, -e.amount, 0, 0, null
    from submission s
    join entry e on e.transfer_id = s.reference and e.transfer_id = any(p_reference)
    where s.verb = 'reverse'
  )
  select
    coalesce(array_agg(number order by number, place, account), '{}'),
    array_agg(account order by number, place, account),
    array_agg(posted order by number, place, account),
    array_agg(outgoing order by number, place, account),
    array_agg(incoming order by number, place, account),
    array_agg(flaw order by number, place, account)
  into leg_of, account, posted, outgoing, incoming, flaw
  from leg;
end $$;
