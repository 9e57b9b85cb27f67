-- What an emoji is worth in a community, and since when.
-- $1 community, $2 emoji
select asset, amount, since from tip_emoji where community = $1 and emoji = $2
