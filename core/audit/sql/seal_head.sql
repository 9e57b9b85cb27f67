-- The newest seal.
select number, hash from seal order by number desc limit 1;
