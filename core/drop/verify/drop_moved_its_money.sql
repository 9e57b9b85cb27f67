-- A drop has a transfer from its giver into escrow, each share that was taken one from there to who took it, and what was left one back to the
-- giver. People count as whom they were merged into.
-- Range: money_drop, $1 < id ≤ $2
with movement as (
  select id, 'given' as what, asset, total as amount, transfer, giver as person, -total as expected from money_drop
  where id > $1 and id <= $2
  union all
  select id, 'returned', asset, returned, return_transfer, giver, returned from money_drop
  where id > $1 and id <= $2 and (returned is not null or return_transfer is not null)
  union all
  select d.id, 'share ' || s.position, d.asset, s.amount, s.transfer, s.person, s.amount
  from money_drop d join drop_share s on s.money_drop = d.id
  where d.id > $1 and d.id <= $2 and s.money_drop > $1 and s.money_drop <= $2 and s.person is not null
), leg as (
  select m.*, coalesce(p.merged_into, p.id) as owner from movement m join person p on p.id = m.person
  union all
  -- Person 0 stands for the system's escrow of drops.
  select id, what, asset, amount, transfer, person, -expected, 0 from movement
), owned as (
  select m.transfer, a.asset, e.amount,
    case when a.owner = 'system' and a.purpose = 'escrow_drop' then 0 else coalesce(q.merged_into, q.id) end as owner
  from movement m
  join entry e on e.transfer_id = m.transfer
  join account a on a.id = e.account_id
  left join person q on q.public_id = a.owner
)
select format('drop %s (%s): no transfer of %s %s %s %s (transfer %s)', l.id, l.what, l.amount, l.asset,
              case when l.expected < 0 then 'from' else 'to' end,
              case when l.owner = 0 then 'escrow' else 'person ' || l.owner end, coalesce(l.transfer::text, 'missing')) as detail
from leg l
where not exists (
  select from owned o where o.transfer = l.transfer and o.asset = l.asset and o.amount = l.expected and o.owner = l.owner
);
