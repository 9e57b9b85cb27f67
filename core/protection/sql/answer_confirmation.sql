-- An answer, by an event. The first one holds; the same event may give it again.
-- $1 confirmation, $2 state, $3 key of the event, $4 now
update confirmation set state = $2, pressed_key = $3, answered_at = coalesce(answered_at, $4)
where id = $1 and (state = 'asked' or (state = $2 and pressed_key = $3))
returning id
