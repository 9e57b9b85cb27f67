-- Who people have turned out to be.
-- $1 public ids
select coalesce(p.merged_into, p.id) as id from person p where p.public_id = any($1::text[])
