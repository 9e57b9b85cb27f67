-- Tickets of payments, one for each unit. Returns their ids.
-- $1 references of payments, and of each ticket: $2 position, $3 number
insert into shop_ticket (purchase, position, number, holder)
select p.id, made.position, made.number, p.buyer
from unnest($1::text[], $2::int[], $3::text[]) as made (payment, position, number)
join shop_purchase p on p.payment = made.payment
order by p.id, made.position
returning id
