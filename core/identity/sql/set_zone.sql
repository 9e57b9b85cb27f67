-- What somebody says their time zone is.
-- $1 person, $2 IANA name
update person set time_zone = $2 where id = $1
