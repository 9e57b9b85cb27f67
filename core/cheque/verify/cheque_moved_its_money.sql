-- A cheque has a transfer from its writer into escrow, and once it has ended one from there to who cashed it, or else back. People count as whom
-- they were merged into.
-- Range: cheque, $1 < id ≤ $2
with movement as (
  select id, reference, 'written' as what, asset, amount, transfer, writer as person, -amount as expected from cheque
  where id > $1 and id <= $2
  union all
  select id, reference, state, asset, amount, end_transfer, coalesce(casher, writer), amount from cheque
  where id > $1 and id <= $2 and state <> 'open'
), leg as (
  select m.*, coalesce(p.merged_into, p.id) as owner from movement m join person p on p.id = m.person
  union all
  -- Person 0 stands for the system's escrow of cheques.
  select id, reference, what, asset, amount, transfer, person, -expected, 0 from movement
), owned as (
  select m.transfer, a.asset, e.amount,
    case when a.owner = 'system' and a.purpose = 'escrow_cheque' then 0 else coalesce(q.merged_into, q.id) end as owner
  from movement m
  join entry e on e.transfer_id = m.transfer
  join account a on a.id = e.account_id
  left join person q on q.public_id = a.owner
)
select format('%s (%s): no transfer of %s %s %s %s (transfer %s)', l.reference, l.what, l.amount, l.asset,
              case when l.expected < 0 then 'from' else 'to' end,
              case when l.owner = 0 then 'escrow' else 'person ' || l.owner end, coalesce(l.transfer::text, 'missing')) as detail
from leg l
where not exists (
  select from owned o where o.transfer = l.transfer and o.asset = l.asset and o.amount = l.expected and o.owner = l.owner
);
