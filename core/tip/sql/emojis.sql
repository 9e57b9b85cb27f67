-- What emoji are worth in a community, the smallest first.
-- $1 community
select emoji, asset, amount from tip_emoji where community = $1 order by asset, amount, emoji
