-- The cards that show what a creator offers.
-- $1 creator, as the person that they have turned out to be
select delivery from subscription_card c where c.creator in (select p.id from person p where p.id = $1 or p.merged_into = $1)
