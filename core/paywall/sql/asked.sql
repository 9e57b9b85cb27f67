-- Its buyer has asked for their money back.
-- $1 reference of the payment order, $2 now, $3 key of the event, $4 the message to the seller
update paywall_purchase set asked_at = $2, asked_key = $3, asked_delivery = $4 where reference = $1
