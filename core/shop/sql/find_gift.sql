-- What an event has given already.
-- $1 key
select ticket, receiver from shop_ticket_gift where key = $1
