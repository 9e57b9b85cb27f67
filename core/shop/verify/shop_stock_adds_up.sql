-- What was ever put up of an item is what its seller's acts add up to, and no more of it is sold than that.
-- Range: shop_item, $1 < id ≤ $2
with put_up as (
  select a.item, sum(a.stock_change) as stock, (array_agg(a.stock order by a.id desc))[1] as last
  from shop_act a where a.item > $1 and a.item <= $2 group by a.item
), sold as (
  select s.item, sum(s.units) as units from shop_sale s where s.item > $1 and s.item <= $2 group by s.item
)
select case when p.item is null then format('item %s was added by nobody', i.reference)
  when coalesce(s.units, 0) > i.stock then format('%s of item %s are sold, of %s', s.units, i.reference, i.stock)
  else format('item %s has a stock of %s, and its seller put up %s, of %s in the end', i.reference, i.stock, p.stock, p.last) end as detail
from shop_item i
left join put_up p on p.item = i.id
left join sold s on s.item = i.id
where i.id > $1 and i.id <= $2
  and (p.item is null or i.stock is distinct from p.last or i.stock is not null and i.stock <> p.stock or coalesce(s.units, 0) > i.stock)
order by i.id;
