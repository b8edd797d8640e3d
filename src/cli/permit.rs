//! What a program may do outside of the machine, as the command line says it.

use std::path::PathBuf;

use enigma_vm::environment::Environment;
use enigma_world::host::{Allowed, Permissions};
use enigma_world::places;

/// What the program may do outside of the machine (default: nothing).
#[derive(clap::Args, Debug, Clone, Default)]
pub struct Permit {
    /// Let it do all that this user may do.
    #[arg(long)]
    pub allow_all: bool,
    /// Let it read files: all, or those in these folders.
    #[arg(long, value_name = "DIR", num_args = 0.., require_equals = true, value_delimiter = ',')]
    pub allow_read: Option<Vec<PathBuf>>,
    /// Let it write files: all, or those in these folders.
    #[arg(long, value_name = "DIR", num_args = 0.., require_equals = true, value_delimiter = ',')]
    pub allow_write: Option<Vec<PathBuf>>,
    /// Let it run programs.
    #[arg(long)]
    pub allow_run: bool,
    /// Let it see the environment; else it sees the few variables that tell of home, language and terminal.
    #[arg(long)]
    pub allow_env: bool,
}

/// The variables that every program may see.
const VARIABLES: &[&str] =
    &["COLORTERM", "COLUMNS", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "LINES", "PATH", "TERM", "TZ"];

impl Permit {
    /// What is permitted, and reading these besides.
    pub fn permissions(&self, reading: Vec<PathBuf>, writing: Vec<PathBuf>) -> Permissions {
        if self.allow_all {
            return Permissions::all();
        }
        Permissions {
            read: allowed(self.allow_read.as_deref(), reading),
            write: allowed(self.allow_write.as_deref(), writing),
            run: self.allow_run,
            env: self.allow_env,
            ..Permissions::default()
        }
    }

    /// The environment that the program sees, with these variables in it.
    pub fn environment(&self, more: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Environment {
        let all = self.allow_all || self.allow_env;
        let seen = |name: &[u8]| all || VARIABLES.iter().any(|known| known.as_bytes() == name);
        let own = places::environment().into_iter().filter(|(name, _)| seen(name));
        Environment::of(own.chain(more))
    }
}

/// All files where no folders are named, else those in them and in these.
fn allowed(named: Option<&[PathBuf]>, besides: Vec<PathBuf>) -> Allowed {
    match named {
        Some([]) => Allowed::All,
        named => {
            let named = named.unwrap_or_default().iter().cloned();
            Allowed::Folders(named.chain(besides).collect())
        }
    }
}
