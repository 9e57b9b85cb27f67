-- A ticket is in one person's hands: whoever bought it had it, whoever gave it away has it no more, and whoever got it has it. What that leaves is
-- its holder, once, and nobody else. People count as whom they were merged into.
-- Range: shop_item, $1 < id ≤ $2
with ticket as (
  select t.id, t.number, t.holder, p.buyer from shop_ticket t join shop_purchase p on p.id = t.purchase where p.item > $1 and p.item <= $2
), hand as (
  select id as ticket, buyer as person, 1 as had from ticket
  union all
  select t.id, g.receiver, 1 from ticket t join shop_ticket_gift g on g.ticket = t.id
  union all
  select t.id, g.giver, -1 from ticket t join shop_ticket_gift g on g.ticket = t.id
  union all
  select id, holder, -1 from ticket
), wrong as (
  select h.ticket, coalesce(q.merged_into, q.id) as person, sum(h.had) as had
  from hand h join person q on q.id = h.person
  group by 1, 2 having sum(h.had) <> 0
)
select case when w.had > 0 then format('ticket %s is also in the hands of person %s, who is not its holder', t.number, w.person)
  else format('person %s has or gave away ticket %s, and nobody gave it to them', w.person, t.number) end as detail
from wrong w
join ticket t on t.id = w.ticket
order by t.number, w.person;
