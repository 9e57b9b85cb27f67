-- What somebody sells or has sold, with what it brought, less what came back: what is for sale first, the newest first; how many there are, and
-- what all of it brought, by currency. What is over and has brought nothing is nobody's business any more.
-- $1 person, $2 limit
with own as materialized (
  select i.id, i.state, i.asset, coalesce(sum(s.units), 0)::int as sold,
    coalesce(sum(s.amount - s.refunded) filter (where s.state in ('settled', 'claimable')), 0) as takings
  from shop_item i
  left join shop_sale s on s.item = i.id
  where i.seller in (select id from person where id = $1 or merged_into = $1)
  group by i.id
)
select id, sold, takings::text, count(*) over ()::int as total,
  (
    select coalesce(jsonb_object_agg(asset, minor::text), '{}')
    from (select asset, sum(takings) as minor from own group by asset having sum(takings) > 0) brought
  ) as brought
from own
where state <> 'removed' or sold > 0
order by (state = 'open') desc, id desc
limit $2
