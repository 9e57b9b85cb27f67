-- What is tipped, locked: its tips are given one batch at a time, so that it gets one tally.
-- $1 places
select id, reference, place, delivery from tip_target where place = any($1::text[]) order by place for no key update
