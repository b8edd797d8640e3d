//! Script runs: text whose characters can all be of one script, and whose digits are of one set (UTS 39).

use super::set::{Class, Set};
use super::text;
use super::unicode::{self, Asked};

/// All scripts by their short names, but for what is common to them.
const SCRIPTS: &str = "\
    adlm aghb ahom arab armi armn avst bali bamu bass batk beng bhks bopo brah brai bugi buhd cakm cans \
    cari cham cher chrs copt cpmn cprt cyrl deva diak dogr dsrt dupl egyp elba elym ethi gara geor glag \
    gong gonm goth gran grek gujr gukh guru hang hani hano hatr hebr hira hluw hmng hmnp hung ital java \
    kali kana kawi khar khmr khoj kits knda krai kthi lana laoo latn lepc limb lina linb lisu lyci lydi \
    mahj maka mand mani marc medf mend merc mero miao mlym modi mong mroo mtei mult mymr nagm nand narb \
    nbat newa nkoo nshu ogam olck onao orkh orya osge osma ougr palm pauc perm phag phli phlp phnx prti \
    rjng rohg runr samr sarb saur sgnw shaw shrd sidd sind sinh sogd sogo sora soyo sund sunu sylo syrc \
    tagb takr tale talu taml tang tavt telu tfng tglg thaa thai tibt tirh tnsa todr toto tutg ugar vaii \
    vith wara wcho xpeo xsux yezi yiii zanb";

/// Scripts that are written together.
const TOGETHER: [&[&str]; 3] = [&["hani", "hira", "kana"], &["hani", "bopo"], &["hani", "hang"]];

/// What the characters of a run may be.
#[derive(Debug)]
pub struct Runs {
    /// By script or scripts written together.
    scripts: Vec<Class>,
    digits: Set,
}

impl Runs {
    /// The tables, which are large.
    pub fn new() -> Runs {
        let shared = ["zyyy", "zinh"].iter().filter_map(|name| unicode::property(name, Asked::Extensions));
        let shared = shared.reduce(|a, b| a.union(&b)).unwrap_or_default();
        let used_with = |name: &str| unicode::property(name, Asked::Extensions).unwrap_or_default();
        let single = SCRIPTS.split_whitespace().map(used_with);
        let together = TOGETHER
            .iter()
            .map(|names| names.iter().map(|name| used_with(name)).reduce(|a, b| a.union(&b)).unwrap_or_default());
        let scripts = single.chain(together).map(|set| Class::new(&set.union(&shared))).collect();
        Runs { scripts, digits: unicode::category("nd").unwrap_or_default() }
    }

    /// Whether text is a run.
    pub fn is_run(&self, text: &[u8]) -> bool {
        let (mut fits, mut at) = (vec![true; self.scripts.len()], 0);
        let mut zero = None;
        while at < text.len() {
            let (c, length) = text::decode(text, at, text.len(), true);
            at += length;
            for (fits, script) in fits.iter_mut().zip(&self.scripts) {
                *fits = *fits && script.contains(c);
            }
            if let Some(range) = self.digits.ranges().iter().find(|range| (range.0..=range.1).contains(&c)) {
                let own = c - (c - range.0) % 10;
                if *zero.get_or_insert(own) != own {
                    return false;
                }
            }
        }
        fits.contains(&true)
    }
}
