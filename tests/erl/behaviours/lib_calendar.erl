%% Dates of the calendar module, which depend on no clock.
-module(lib_calendar).
-export([main/0]).

main() -> [calendar:is_leap_year(Y) || Y <- [1900, 2000, 2023, 2024]] ++
    [calendar:last_day_of_the_month(2024, 2), calendar:day_of_the_week(2024, 2, 29),
     calendar:date_to_gregorian_days(2000, 1, 1), calendar:gregorian_days_to_date(730485),
     calendar:datetime_to_gregorian_seconds({{1970, 1, 1}, {0, 0, 0}}),
     calendar:gregorian_seconds_to_datetime(63800000000), calendar:iso_week_number({2021, 1, 3}),
     calendar:valid_date(2023, 2, 29), calendar:seconds_to_time(3661), calendar:time_to_seconds({1, 1, 1})].
