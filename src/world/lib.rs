//! Everything outside the machine: files, clock, where OTP is installed.
