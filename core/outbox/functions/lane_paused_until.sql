-- Until when a lane's platform has asked us to be quiet, there or everywhere. Null when it has not.
-- In PL/pgSQL because that keeps its plan; an SQL function would be planned at every call.
create function lane_paused_until(p_lane text) returns timestamptz language plpgsql stable as $$
begin
  return (
    select max(not_before) from lane
    where lane in (p_lane, 'platform:' || split_part(regexp_replace(p_lane, '^direct:', ''), ':', 1))
  );
end $$;
