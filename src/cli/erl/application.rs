//! The folder of an OTP application, opened in the interface: an OTP is booted with the application started, and seen
//! where the application's own code is first called.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use enigma_replay::World;
use enigma_world::host::Host;
use enigma_world::otp::{RuntimeSystem, applications};
use enigma_world::{files, places};

use super::super::Failure;
use super::super::args::{Boot, Interface};
use super::super::host::System;
use super::super::permit::Permit;
use super::{Detached, line, program, readable, root, words};

/// What starts an application, and ends the system where that fails.
const START: &str = "[Name] = init:get_plain_arguments(), {ok, _} = application:ensure_all_started(list_to_atom(Name)).";

/// An application.
pub struct Application {
    name: String,
    /// The module that is called to start it, where it has processes.
    starts: Option<String>,
    /// The folder of its modules.
    ebin: PathBuf,
    /// The folders of the applications beside it, which it may depend on.
    beside: Vec<PathBuf>,
}

impl Application {
    /// The application that a folder is: the one of the first `ebin/*.app`. A folder with modules of its own is none.
    pub fn in_folder(folder: &Path) -> Option<Application> {
        let folder = files::absolute(folder);
        let own = ["beam", "erl"].iter().any(|own| files::list(&folder, own).is_ok_and(|found| !found.is_empty()));
        let ebin = folder.join("ebin");
        let about = files::list(&ebin, "app").ok()?.into_iter().next().filter(|_| !own)?;
        let name = about.file_stem()?.to_string_lossy().into_owned();
        let starts = start_module(&files::read_text(&about).ok()?);
        let mut beside = folder.parent().and_then(applications).unwrap_or_default();
        beside.retain(|other| *other != ebin);
        Some(Application { name, starts, ebin, beside })
    }

    /// The system that has it started.
    pub fn system(&self, interface: &Interface) -> Result<System, Failure> {
        let permit = Permit::default();
        let otp = interface.code.root().map(Path::to_path_buf);
        let boot = Boot { otp, seed: interface.seed, permit, tui: true, record: None, args: Vec::new() };
        let root = root(&boot)?;
        let line = line::read(&self.command_line(&interface.code.pa), places::variable)?;
        let mut program = program(&boot, &root, RuntimeSystem::of(&root)?, line)?;
        program.title.clone_from(&self.name);
        let folders = [&self.ebin].into_iter().chain(&self.beside).filter_map(|ebin| ebin.parent());
        let reading = readable(&root).into_iter().chain(folders.map(Path::to_path_buf));
        let reading = reading.chain(interface.code.pa.iter().cloned()).collect();
        let permissions = boot.permit.permissions(reading, Vec::new());
        let world = move || Ok(Box::new(Detached(Host::new(permissions.clone())?)) as Box<dyn World>);
        let at = self.starts.as_ref().map(|module| (module.clone(), "start".to_string()));
        Ok(System { program, world: Box::new(world), at })
    }

    fn command_line(&self, more: &[PathBuf]) -> Vec<OsString> {
        let mut line = words("-noinput");
        for (flag, folders) in [("-pa", std::slice::from_ref(&self.ebin)), ("-pa", more), ("-pz", &self.beside)] {
            line.extend(folders.iter().flat_map(|folder| [flag.into(), folder.into()]));
        }
        line.extend(["-eval".into(), START.into(), "-extra".into(), (&self.name).into()]);
        line
    }
}

/// The module that the text of an `.app` file names in `{mod, {Module, Arguments}}`.
fn start_module(about: &str) -> Option<String> {
    let text: String = about.lines().flat_map(|line| line.split('%').next()).collect();
    let text: String = text.split_whitespace().collect();
    let name = text.split_once("{mod,{")?.1.split_once(',')?.0.trim_matches('\'').to_string();
    (!name.is_empty()).then_some(name)
}
