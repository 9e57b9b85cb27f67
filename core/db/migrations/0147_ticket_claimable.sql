-- A ticket is good once its seller has what it cost. What waits to be claimed the buyer can take back, also from inside.
create or replace view shop_ticket_state as
select t.id as ticket, t.purchase, t.position, t.number, s.item, s.payment, s.unit_price, s.amount, s.refunded, t.checked_in_at, t.checked_in_by,
  t.checked_in_key, t.refunded_key,
  (select coalesce(q.merged_into, q.id) from person q where q.id = t.holder) as holder,
  (select coalesce(q.merged_into, q.id) from person q where q.id = s.buyer) as buyer,
  case when s.state = 'authorized' then 'pending'
    when s.state not in ('settled', 'claimable') then 'void'
    when t.refunded_at is not null or s.refunded >= s.amount then 'refunded'
    when i.state = 'cancelled' then 'cancelled'
    when t.checked_in_at is not null then 'used'
    when s.state = 'claimable' then 'pending'
    else 'valid' end as state
from shop_ticket t
join shop_sale s on s.purchase = t.purchase
join shop_item i on i.id = s.item;
