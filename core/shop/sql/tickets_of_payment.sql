-- The tickets that payments bought.
-- $1 references
select p.payment, t.id from shop_purchase p join shop_ticket t on t.purchase = p.id
where p.payment = any($1::text[]) order by t.id
