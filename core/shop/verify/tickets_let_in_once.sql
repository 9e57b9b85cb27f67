-- Whoever was let in had a code of that ticket, good then and since, for a ticket that let somebody in is given to nobody; the event had not been
-- called off, and only because it was later is the ticket given back. They were let in by the seller or somebody whom they named. People count as
-- whom they were merged into.
-- Range: shop_item, $1 < id ≤ $2
with off as (
  select a.item, min(a.created_at) as at from shop_act a where a.item > $1 and a.item <= $2 and a.did = 'cancelled' group by a.item
)
select case when c.hash is null then format('ticket %s let somebody in by a code that is not its own', t.number)
  when c.created_at > t.checked_in_at or c.void_at is not null then format('ticket %s let somebody in by a code that was void', t.number)
  when off.at < t.checked_in_at then format('ticket %s let somebody in after its event was called off', t.number)
  when t.refunded_at is not null and coalesce(off.at > t.refunded_at, true) then format('ticket %s let somebody in and was given back', t.number)
  else format('ticket %s was checked in by person %s, who is not of the door', t.number, t.checked_in_by) end as detail
from shop_item i
join shop_purchase p on p.item = i.id
join shop_ticket t on t.purchase = p.id and t.checked_in_at is not null
left join off on off.item = i.id
left join shop_ticket_code c on c.hash = t.checked_in_code and c.ticket = t.id
left join person named on named.id = t.checked_in_by
join person seller on seller.id = i.seller
where i.id > $1 and i.id <= $2
  and (c.hash is null or c.created_at > t.checked_in_at or c.void_at is not null or off.at < t.checked_in_at
    or t.refunded_at is not null and coalesce(off.at > t.refunded_at, true)
    or coalesce(named.merged_into, named.id) <> coalesce(seller.merged_into, seller.id)
      and not exists (
        select from shop_staff s join person q on q.id = s.person
        where s.item = i.id and coalesce(q.merged_into, q.id) = coalesce(named.merged_into, named.id)
      ))
order by t.number;
