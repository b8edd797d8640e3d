//! Where modules that a program calls, and did not bring along, are found: folders of `.beam` files, and the
//! applications of an installed OTP.

use std::path::{Path, PathBuf};

use enigma_vm::request::{Answer, Nothing, Request, World};

use crate::files;
use crate::otp::{self, OtpError};

/// Which OTP's applications a program may call.
#[derive(Clone, Debug, Default)]
pub enum Otp {
    /// The one that is found on this computer, if any.
    #[default]
    Found,
    /// None.
    None,
    /// The one in this folder, which has a folder `lib`.
    In(PathBuf),
}

/// Folders of `.beam` files.
#[derive(Debug)]
pub struct Library {
    folders: Vec<PathBuf>,
    /// An OTP that is looked for when a module is first asked for and not found in the folders.
    otp: Otp,
}

impl Library {
    /// The modules in these folders and in the applications of an OTP. An OTP that is named must be there.
    pub fn new(folders: Vec<PathBuf>, otp: Otp) -> Result<Library, OtpError> {
        let mut library = Library { folders, otp: Otp::None };
        match otp {
            Otp::In(root) => {
                library.folders.extend(otp::applications(&root.join("lib")).ok_or(OtpError::NoLibrary { root })?)
            }
            otp => library.otp = otp,
        }
        Ok(library)
    }

    /// The bytes of a module's file, if it is found and can be read.
    fn module(&mut self, name: &str) -> Option<Vec<u8>> {
        let file = format!("{name}.beam");
        // A name with folders in it is no module's.
        if Path::new(&file).file_name()? != file.as_str() {
            return None;
        }
        self.find(&file).or_else(|| {
            let Otp::Found = std::mem::replace(&mut self.otp, Otp::None) else { return None };
            self.folders.extend(otp::root().and_then(|root| otp::applications(&root.join("lib"))).unwrap_or_default());
            self.find(&file)
        })
    }

    fn find(&self, file: &str) -> Option<Vec<u8>> {
        let path = self.folders.iter().map(|folder| folder.join(file)).find(|path| path.is_file())?;
        files::read(&path).ok()
    }
}

impl World for Library {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        match request {
            Request::Module(name) => Some(Answer::Module(self.module(name).map(Into::into))),
            other => Nothing.answer(other),
        }
    }
}
