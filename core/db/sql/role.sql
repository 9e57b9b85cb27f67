-- The application's role in this database, and what the login that asks may do.
-- Its name has the schema's owner in it: a server's roles are shared by its databases, and the application of one owner must have no
-- rights in another's books.
-- $1 schema
select
  named.role, current_user::text as login, r.oid is not null as is_made,
  coalesce(pg_has_role(r.oid, case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end), false) as is_usable,
  coalesce(has_schema_privilege(named.schema, 'CREATE'), has_database_privilege(current_database(), 'CREATE')) as may_migrate
from (
  select
    (select oid from pg_namespace where nspname = $1) as schema,
    ('tuppence_app_' || coalesce((select pg_get_userbyid(nspowner) from pg_namespace where nspname = $1), current_user))::name::text as role
) named
left join pg_roles r on r.rolname = named.role;
