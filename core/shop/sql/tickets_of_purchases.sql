-- The tickets of purchases that are not given back.
-- $1 purchases
select t.id from shop_ticket t where t.purchase = any($1::bigint[]) and t.refunded_at is null order by t.id
