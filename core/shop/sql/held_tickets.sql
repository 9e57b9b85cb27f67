-- The tickets that somebody holds: those of events to come first, the soonest first. Without those that came to nothing.
-- $1 person, $2 now
with self as materialized (
  select id from person where id = $1 or merged_into = $1
)
select t.ticket as id
from shop_ticket_state t
join shop_item i on i.id = t.item
where t.ticket in (select id from shop_ticket where holder = any(array(select id from self)))
  and t.state in ('pending', 'valid', 'used', 'cancelled')
order by i.event_at < $2::timestamptz - interval '12 hours', i.event_at, t.ticket
