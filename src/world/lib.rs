//! Everything outside the machine: files, the clock, where OTP is installed, where the user's own
//! files are. The only room that touches the operating system.

pub mod clock;
pub mod files;
pub mod host;
pub mod library;
pub mod otp;
pub mod places;
pub mod zone;
