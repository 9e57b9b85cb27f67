-- What waits may be something whose card shows how it stands when it is told, such as a request.

alter table alert rename column notice to subject;
update alert set subject = jsonb_build_object('kind', 'notice', 'notice', subject) where subject is not null;
