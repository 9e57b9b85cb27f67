-- A right code is no guess: its own try is taken back, those before it stay.
-- $1 identity
update link_try set wrong = wrong - 1 where identity = $1
