-- The legs of submissions that refer to something: what a hold still reserves, or the opposite of a transfer. Both are immutable, so they
-- can be read before any lock.
-- p_verb, p_reference, p_legs: one element per submission, p_legs: how many of the legs that are asked for are its own, as for a capture in part
-- Returned arrays are parallel, ordered by submission, then by account:
--   amount: changes the balance · released: is held no longer, signed as in the hold · flaw: why it can never be accepted
create function ledger_referred(
  p_verb text[], p_reference bigint[], p_legs int[], p_leg_account bigint[], p_leg_amount numeric[],
  out leg_of int[], out account bigint[], out amount numeric[], out released numeric[], out flaw text[]
) language plpgsql stable security definer set search_path = tuppence, pg_temp as $$
#variable_conflict use_column
begin
  with submission as (
    select s.verb, s.reference, s.number::int, s.legs, sum(s.legs) over (order by s.number) as last_leg
    from unnest(p_verb, p_reference, p_legs) with ordinality as s(verb, reference, legs, number)
  ), asked as (
    select s.number, s.reference, l.account, l.amount, l.number as place
    from unnest(p_leg_account, p_leg_amount) with ordinality as l(account, amount, number)
    join submission s on l.number > s.last_leg - s.legs and l.number <= s.last_leg
    where s.verb = 'capture' and s.legs > 0
  ), leg as (
    -- A hold comes to its end: all that was held is released, and what is captured is posted.
    select s.number, h.account_id as account, a.place,
      case when s.verb <> 'capture' then 0 when s.legs = 0 then h.amount else coalesce(a.amount, 0) end as amount,
      h.amount as released,
      case when a.amount = 0 then 'amount_zero'
           when abs(a.amount) >= 1e38 then 'amount_too_large'
           when sign(a.amount) <> sign(h.amount) or abs(a.amount) > abs(h.amount) then 'capture_exceeds_hold' end as flaw
    from submission s
    join hold_leg h on h.hold_id = s.reference and h.hold_id = any(p_reference)
    left join asked a on a.number = s.number and a.account = h.account_id
    where s.verb in ('capture', 'void', 'expire')
    union all
    select a.number, a.account, a.place, a.amount, 0, 'capture_exceeds_hold'
    from asked a
    where not exists (select from hold_leg h where h.hold_id = a.reference and h.account_id = a.account)
    union all
    select s.number, e.account_id, null, -e.amount, 0, null
    from submission s
    join entry e on e.transfer_id = s.reference and e.transfer_id = any(p_reference)
    where s.verb = 'reverse'
  )
  select
    coalesce(array_agg(number order by number, account, place), '{}'),
    array_agg(account order by number, account, place),
    array_agg(amount order by number, account, place),
    array_agg(released order by number, account, place),
    array_agg(flaw order by number, account, place)
  into leg_of, account, amount, released, flaw
  from leg;
end $$;
