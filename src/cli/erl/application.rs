//! The folder of an OTP application, opened in the interface: an OTP is booted with the application started, and seen
//! where the application's own code is first called.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use enigma_replay::{Inputs, Timeline};
use enigma_world::host::Host;
use enigma_world::otp::{RuntimeSystem, applications};
use enigma_world::{files, places};

use super::super::Failure;
use super::super::args::{Boot, Interface};
use super::super::open;
use super::super::permit::Permit;
use super::live::Shared;
use super::{line, program, readable, root, words};

/// What starts an application, and ends the system where that fails.
const START: &str =
    "[Name] = init:get_plain_arguments(), {ok, _} = application:ensure_all_started(list_to_atom(Name)).";

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

    /// The system that starts it, before its first instruction, and the function that does so.
    pub fn system(&self, interface: &Interface) -> Result<(Timeline, Option<(String, String)>), Failure> {
        let permit = Permit::default();
        let otp = interface.code.root().map(Path::to_path_buf);
        let boot = Boot { otp, seed: interface.seed, permit, tui: true, record: None, args: Vec::new() };
        let root = root(&boot)?;
        let line = line::read(&self.command_line(&interface.code.pa), places::variable)?;
        let mut program = program(&boot, &root, RuntimeSystem::of(&root)?, line)?;
        program.title.clone_from(&self.name);
        let modules = files::list(&self.ebin, "beam")?;
        let source = |file: &PathBuf| open::source_of(file, &file.file_stem()?.to_string_lossy());
        program.sources = modules.iter().filter_map(source).collect();
        let folders = [&self.ebin].into_iter().chain(&self.beside).filter_map(|ebin| ebin.parent());
        let reading = readable(&root).into_iter().chain(folders.map(Path::to_path_buf));
        let reading = reading.chain(interface.code.pa.iter().cloned()).collect();
        let permissions = boot.permit.permissions(reading, Vec::new());
        let world = Shared::detached(Host::new(permissions)?);
        let at = self.starts.as_ref().map(|module| (module.clone(), "start".to_string()));
        Ok((Timeline::new(Arc::new(program), Inputs::new(Box::new(world)))?, at))
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
    let value =
        text.split("{mod").find_map(|rest| rest.trim_start().strip_prefix(',')?.trim_start().strip_prefix('{'))?;
    let name = value.split_once(',')?.0.trim().trim_matches('\'');
    (!name.is_empty()).then(|| name.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_application_is_known_by_its_app_file() {
        let folder = tempfile::tempdir().unwrap();
        let (shop, till) = (folder.path().join("shop"), folder.path().join("till"));
        for application in [&shop, &till] {
            std::fs::create_dir_all(application.join("ebin")).unwrap();
            assert!(Application::in_folder(application).is_none());
        }
        let about = "%% {mod,{not,this}}\n{application, shop,\n [{vsn, \"1\"}, {mod, {'shop app',\n []}}]}.\n";
        std::fs::write(shop.join("ebin/shop.app"), about).unwrap();
        std::fs::write(till.join("ebin/till.app"), "{application, till, [{vsn, \"1\"}]}.").unwrap();
        let (shop_read, till_read) = (Application::in_folder(&shop).unwrap(), Application::in_folder(&till).unwrap());
        assert_eq!((shop_read.name.as_str(), till_read.name.as_str()), ("shop", "till"));
        assert_eq!((shop_read.starts.as_deref(), till_read.starts), (Some("shop app"), None));
        assert_eq!(shop_read.beside, [till.join("ebin")]);
        std::fs::write(shop.join("own.beam"), "").unwrap();
        assert!(Application::in_folder(&shop).is_none());
    }
}
