-- A tip that settled has a transfer that captured its hold, from its tipper to its author or to escrow; one that has left escrow has a
-- transfer from there to its author or back. People count as whom they were merged into.
-- Range: tip, $1 < id ≤ $2
with movement as (
  select id, reference, asset, amount, transfer, tipper as source, case when not escrowed then author end as target
  from tip where id > $1 and id <= $2 and state in ('settled', 'claimable', 'returned')
  union all
  select id, reference, asset, amount, escrow_transfer, null, case state when 'returned' then tipper else author end
  from tip where id > $1 and id <= $2 and escrowed and state in ('settled', 'returned')
), leg as (
  -- A null person stands for the system's escrow.
  select *, source as person, -amount as expected from movement
  union all
  select *, target, amount from movement
)
select format('tip %s: no transfer of %s %s %s %s (transfer %s)', l.reference, l.amount, l.asset,
              case when l.expected < 0 then 'from' else 'to' end, coalesce(q.public_id, 'escrow'), coalesce(l.transfer::text, 'missing')) as detail
from leg l
left join person q on q.id = l.person
where not exists (
  select from entry e
  join account a on a.id = e.account_id
  left join person o on o.public_id = a.owner
  where e.transfer_id = l.transfer and a.asset = l.asset and e.amount = l.expected
    and case when l.person is null then a.owner = 'system' and a.purpose = 'escrow_tip'
        else coalesce(o.merged_into, o.id) = coalesce(q.merged_into, q.id) end
)
union all
select format('tip %s has a hold, %s, that transfer %s does not capture', t.reference, t.hold, t.transfer)
from tip t
where t.id > $1 and t.id <= $2 and t.transfer is not null
  and not exists (select from transfer r where r.id = t.transfer and r.hold_id = t.hold and r.verb = 'capture');
