-- Nobody else can unlock it.
-- $1 post, $2 key of the event, $3 now
update paywall_post set withdrawn_at = $3, withdrawn_key = $2 where id = $1
