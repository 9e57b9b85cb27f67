-- Changes of tiers whose floors are not all set.
select id from credit_tier where applied_at is null order by id
