-- In which assets a tier has a line.
-- $1 tier
select asset from (select distinct on (asset) asset, line from credit_tier where tier = $1 order by asset, id desc) t where line > 0
