-- Which deliveries are a message, and what they show. There is no index for this: it reads every delivery.
-- $1 platform, $2 channel, $3 message
select id, delivery_reference(subject) as reference
from delivery
where platform = $1 and message_ref ->> 'channel' = $2 and message_ref ->> 'message' = $3
order by id
