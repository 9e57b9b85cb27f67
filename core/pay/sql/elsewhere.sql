-- Whom somebody has paid of late, of those who are in exactly one chat, and not in this one: the last first.
-- $1 payer, $2 their platform, $3 how many
with lately as (
  select o.id from payment_order o
  where o.payer in (select id from person where id = $1 or merged_into = $1)
  order by o.id desc
  limit 200
), paid as (
  select coalesce(payee.merged_into, payee.id) as person, max(lately.id) as last
  from lately
  join payment p on p.payment_order = lately.id
  join person payee on payee.id = p.payee
  group by 1
)
select single.platform, single.handle, single.name
from paid, lateral (
  select min(i.platform) as platform, min(i.handle) as handle, min(i.display_name) as name
  from identity i
  where i.person = paid.person
  having count(*) = 1
) as single
where single.platform <> $2 and single.handle is not null
order by paid.last desc
limit $3
