-- A code that is good is of whoever holds the ticket now. People count as whom they were merged into.
-- Range: shop_item, $1 < id ≤ $2
select format('ticket %s has a good code of person %s, and person %s holds it', t.number, c.holder, t.holder) as detail
from shop_purchase p
join shop_ticket t on t.purchase = p.id
join shop_ticket_code c on c.ticket = t.id and c.void_at is null
join person one on one.id = c.holder
join person other on other.id = t.holder
where p.item > $1 and p.item <= $2 and coalesce(one.merged_into, one.id) <> coalesce(other.merged_into, other.id)
order by t.number;
