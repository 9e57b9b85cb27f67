-- A code that is good is of whoever holds the ticket now; and who holds it is who bought it, or got it from whoever held it before.
-- Range: shop_item, $1 < id ≤ $2
with ticket as (
  select t.*, p.buyer from shop_ticket t join shop_purchase p on p.id = t.purchase where p.item > $1 and p.item <= $2
)
select format('ticket %s has a good code of person %s, and person %s holds it', t.number, c.holder, t.holder) as detail
from ticket t
join shop_ticket_code c on c.ticket = t.id and c.void_at is null
join person one on one.id = c.holder
join person other on other.id = t.holder
where coalesce(one.merged_into, one.id) <> coalesce(other.merged_into, other.id)
union all
select format('person %s holds ticket %s, and nobody gave it to them', t.holder, t.number)
from ticket t
where t.holder <> t.buyer and not exists (select from shop_ticket_gift g where g.ticket = t.id and g.receiver = t.holder);
