-- What somebody sells or has sold, with what it brought, less what came back: what is for sale first, the newest first.
-- $1 person
select i.id, coalesce(sum(s.units), 0)::int as sold, coalesce(sum(s.amount - s.refunded) filter (where s.state in ('settled', 'claimable')), 0)::text as takings
from shop_item i
left join shop_sale s on s.item = i.id
where i.seller in (select id from person where id = $1 or merged_into = $1)
group by i.id
order by (i.state = 'open') desc, i.id desc
