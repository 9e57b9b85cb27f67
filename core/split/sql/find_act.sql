-- What an event did to a split before.
-- $1 key of the event
select refusal from split_act where key = $1
