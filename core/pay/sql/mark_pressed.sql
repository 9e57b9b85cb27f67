-- The Claim button was pressed for a payment that had been claimed by the contact itself.
-- $1 payment, $2 key of the event
update payment set pressed_key = $2 where id = $1 and pressed_key is null
returning id
