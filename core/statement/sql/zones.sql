-- Every zone that somebody said, or that a chat tells of them.
select time_zone as zone from person where time_zone is not null
union
select time_zone from identity where time_zone is not null
