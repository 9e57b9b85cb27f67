-- A match is decided; returns the cards that show it. A name that is somebody is nobody else: what waited is declined.
-- $1 match, or null; $2 member, $3 state, $4 who decides, $5 key of the event, $6 now
update tab_match set state = case when id = $1 then $3 else 'declined' end, decided_by = $4, decided_key = $5, decided_at = $6
where member = $2 and state = 'asked' and (id = $1 or $3 = 'confirmed')
returning delivery
