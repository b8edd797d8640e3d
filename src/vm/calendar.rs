//! Dates of the virtual wall clock.

/// Day, month, year, hour, minute, second of a time in seconds since 1970 (UTC, Gregorian).
pub fn date_time(seconds: u64) -> (u64, u64, u64, u64, u64, u64) {
    let days = seconds / 86_400;
    // Days since 0000-03-01, so that a leap day ends its year.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (day, month, year, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60)
}

/// A time in nanoseconds since 1970 as OTP's error reports are headed.
pub fn report_time(ns: u64) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, month, year, hour, minute, second) = date_time(ns / 1_000_000_000);
    let name = MONTHS.get(month as usize - 1).unwrap_or(&"?");
    let micro = ns / 1_000 % 1_000_000;
    format!("{day}-{name}-{year}::{hour:02}:{minute:02}:{second:02}.{micro:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_right() {
        assert_eq!(date_time(0), (1, 1, 1970, 0, 0, 0));
        assert_eq!(date_time(951_782_399), (28, 2, 2000, 23, 59, 59));
        assert_eq!(date_time(951_782_400), (29, 2, 2000, 0, 0, 0));
        assert_eq!(date_time(1_795_261_181), (21, 11, 2026, 11, 39, 41));
        assert_eq!(report_time(1_795_261_181_674_922_000), "21-Nov-2026::11:39:41.674922");
    }
}
