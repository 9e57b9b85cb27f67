-- How much of an asset may be changed within 24 hours from now on; its row is locked.
-- $1 asset, $2 whether by a person, and $3 how much, or null for what is usual; $4 whether by all together, and $5 likewise
update exchange_asset set
  person_a_day = case when $2::boolean then $3::numeric else person_a_day end,
  house_a_day = case when $4::boolean then $5::numeric else house_a_day end
where asset = $1
