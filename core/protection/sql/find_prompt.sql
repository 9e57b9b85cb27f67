-- For which button somebody's next direct message is a PIN.
-- $1 person, $2 now
select intent from pin_prompt where person = $1 and expires_at > $2
