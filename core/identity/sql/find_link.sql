-- A link that this event has made already.
-- $1 key of the event
select survivor from person_link where key = $1
