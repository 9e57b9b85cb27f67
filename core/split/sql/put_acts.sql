-- Events have done something to splits.
-- Of each: $1 key of the event, $2 split, $3 person, $4 what, $5 share or null, $6 reference of its payment or null,
--   $7 refusal as JSON text or null; $8 now
insert into split_act (key, split, person, did, share, payment, refusal, at)
select act.key, act.split, act.person, act.did, act.share, act.payment, act.refusal::jsonb, $8
from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[])
  as act (key, split, person, did, share, payment, refusal)
