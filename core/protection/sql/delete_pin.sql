-- Without a PIN from now on. Returns a row where there was one.
-- $1 person
delete from pin where person = $1 returning person
