-- What somebody has subscribed to, the newest first; whoever was merged into them has left them theirs.
-- $1 person, $2 limit
select s.id from subscription s
where s.subscriber in (select id from person where id = $1 or merged_into = $1) and s.state <> 'ended'
order by s.id desc
limit $2
