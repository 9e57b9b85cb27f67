-- The post that is called so.
-- $1 reference
select id from paywall_post where reference = $1
