-- Who has part in a purchase: its buyer, and whoever holds its tickets.
-- $1 purchase
select p.buyer as person from shop_purchase p where p.id = $1
union
select t.holder from shop_ticket t where t.purchase = $1
