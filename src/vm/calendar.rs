//! Dates of the wall clock, in the Gregorian calendar and UTC.

/// Year, month, day; hour, minute, second.
pub type DateTime = ([i64; 3], [i64; 3]);

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The date and time of a number of seconds since 1970, as OTP reckons it (`seconds_to_univ`): before the year 0 its
/// quotients are rounded to zero.
pub fn date_time(seconds: i64) -> DateTime {
    // Days since 0000-03-01, so that a leap day ends its year.
    let days = seconds.div_euclid(DAY) + 719_468;
    let begin = |year: i64| 365 * year + year / 4 - year / 100 + year / 400;
    let mut year = (10_000 * days + 14_780) / 3_652_425;
    if days < begin(year) {
        year -= 1;
    }
    let day_of_year = days - begin(year);
    let month_from_march = (100 * day_of_year + 52) / 3_060;
    let day = day_of_year - (month_from_march * 306 + 5) / 10 + 1;
    let second = seconds.rem_euclid(DAY);
    let date = [year + (month_from_march + 2) / 12, (month_from_march + 2) % 12 + 1, day];
    (date, [second / 3_600, second / 60 % 60, second % 60])
}

/// The seconds since 1970 of a date and time that there is.
pub fn seconds(&([year, month, day], [hour, minute, second]): &DateTime) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    days * DAY + hour * 3_600 + minute * 60 + second
}

/// Whether there is such a date and time.
pub fn is_valid(&([year, month, day], [hour, minute, second]): &DateTime) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day) && (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second)
}

/// A time in nanoseconds since 1970 as OTP's error reports are headed.
pub fn report_time(ns: u64) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let ([year, month, day], [hour, minute, second]) = date_time((ns / 1_000_000_000) as i64);
    let name = MONTHS.get(month as usize - 1).unwrap_or(&"?");
    let micro = ns / 1_000 % 1_000_000;
    format!("{day}-{name}-{year}::{hour:02}:{minute:02}:{second:02}.{micro:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_right() {
        assert_eq!(date_time(0), ([1970, 1, 1], [0, 0, 0]));
        assert_eq!(date_time(-1), ([1969, 12, 31], [23, 59, 59]));
        assert_eq!(date_time(-(1 << 40)), ([-32873, 11, 11], [23, 23, 44]));
        assert_eq!(date_time(1 << 62), ([146_138_514_283, 6, 19], [7, 45, 4]));
        assert_eq!(date_time(951_782_399), ([2000, 2, 28], [23, 59, 59]));
        assert_eq!(date_time(951_782_400), ([2000, 2, 29], [0, 0, 0]));
        assert_eq!(date_time(1_795_261_181), ([2026, 11, 21], [11, 39, 41]));
        assert_eq!(report_time(1_795_261_181_674_922_000), "21-Nov-2026::11:39:41.674922");
    }

    #[test]
    fn seconds_are_those_of_the_date() {
        for second in (-62_000_000_000..300_000_000_000).step_by(86_399 * 997) {
            let date = date_time(second);
            assert!(is_valid(&date), "{date:?}");
            assert_eq!(seconds(&date), second);
        }
        assert!(!is_valid(&([2021, 2, 29], [0, 0, 0])) && !is_valid(&([2000, 13, 1], [0, 0, 0])));
    }
}
