-- Locks subscriptions of which something is to be done at their date: renewed, or ended where they were cancelled.
-- $1 now, $2 limit
select id from subscription
where state <> 'ended' and next_at <= $1
order by next_at
limit $2
for no key update skip locked
