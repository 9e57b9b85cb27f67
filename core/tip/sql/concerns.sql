-- Whether a reaction may be a tip, or the end of one that still is a hold.
-- $1 community, $2 emoji, $3 place of the message, or null where the reaction was put on
select exists (select from tip_emoji where community = $1 and emoji = $2)
  or exists (
    select from tip t join tip_target m on m.id = t.target
    where m.place = $3 and t.emoji = $2 and t.state = 'held'
  ) as concerns
