-- How many tickets of an event are in, of how many that are good.
-- $1 item
select count(*) filter (where state = 'used')::int as inside, count(*) filter (where state in ('valid', 'used'))::int as sold
from shop_ticket_state where item = $1
