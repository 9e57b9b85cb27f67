-- An emoji is worth nothing any more.
-- $1 community, $2 emoji
delete from tip_emoji where community = $1 and emoji = $2
