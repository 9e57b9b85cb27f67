-- What is given back of a payment is seen by whatever it paid: requests, splits and tabs read it off the refunds.

-- `refunded`: what has come back of it, in minor units. The state stays what it was: a refund is a transfer of its own.
create or replace view payment_outcome as
select o.reference, o.delivery, p.payee, p.amount, p.state, p.hold, p.transfer, p.settled_at, o.asset,
  coalesce((select sum(r.amount) from refund r where r.payment = p.id), 0) as refunded
from payment_order o
join payment p on p.payment_order = o.id;

-- Shares with what is paid of them, in minor units: settled and kept, under way, and paid once and given back since. What is left may be
-- asked for and paid, also what was given back. A payment that did not go through counts for nothing. Whoever has paid of a share for
-- anybody, and has not got all of it back, has it.
create or replace view request_state as
select s.id as share, s.request, s.position, s.amount, s.state, s.expires_at, s.ended_key,
  (select coalesce(q.merged_into, q.id) from person q where q.id = coalesce(s.payer, m.payer)) as payer,
  s.payer is null as for_anybody,
  m.paid, m.under_way, m.given_back,
  greatest(s.amount - m.paid - m.under_way, 0) as remaining
from request_share s
cross join lateral (
  select
    coalesce(sum(o.amount - o.refunded) filter (where o.state in ('settled', 'claimable')), 0) as paid,
    coalesce(sum(o.amount) filter (where o.state = 'authorized'), 0) as under_way,
    coalesce(sum(o.refunded), 0) as given_back,
    min(p.payer) filter (where o.state in ('settled', 'claimable', 'authorized') and o.amount > o.refunded) as payer
  from request_payment p
  join payment_outcome o on o.reference = p.reference
  where p.share = s.id
) m;

create index split_act_share on split_act (share) where share is not null;

-- Shares with what has become of them, likewise; people as the persons that they have turned out to be. `own`: of whoever paid the bill;
-- `open`: something is to be paid.
create or replace view split_share_view as
select
  s.id, s.split, s.position, s.takes_part, s.weight, s.amount, s.delivery,
  coalesce(named.merged_into, named.id) as person,
  case
    when coalesce(named.merged_into, named.id) = coalesce(owner.merged_into, owner.id) then 'own'
    when m.under_way > 0 then 'pending'
    when m.paid >= s.amount then 'paid'
    else 'open'
  end as state,
  m.paid, m.given_back,
  greatest(s.amount - m.paid - m.under_way, 0) as remaining
from split_share s
join split on split.id = s.split
join person named on named.id = s.person
join person owner on owner.id = split.owner
cross join lateral (
  select
    coalesce(sum(o.amount - o.refunded) filter (where o.state in ('settled', 'claimable')), 0) as paid,
    coalesce(sum(o.amount) filter (where o.state = 'authorized'), 0) as under_way,
    coalesce(sum(o.refunded), 0) as given_back
  from split_act act
  join payment_outcome o on o.reference = act.payment
  where act.share = s.id
) m;

-- Which payments pay a share, the acts say.
alter table split_share drop column payment;
