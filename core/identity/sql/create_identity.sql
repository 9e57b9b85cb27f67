-- A person nobody knew, with their first identity. Under the identity's advisory lock.
-- $1 public id, $2 platform, $3 tenant, $4 user id, $5 display name, $6 reachable, $7 now
with made as (
  insert into person (public_id, created_at) values ($1, $7) returning id
)
insert into identity (platform, tenant, user_id, person, display_name, reachable, created_at)
select $2, $3, $4, made.id, $5, $6, $7 from made
returning person
