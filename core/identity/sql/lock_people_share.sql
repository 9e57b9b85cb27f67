-- Keeps people from being frozen, unfrozen or merged until the end of the database transaction, and says how they stand.
-- $1 person ids
select id, merged_into, frozen_at is not null as frozen, met_at is not null as met
from person where id = any($1) order by id for share
