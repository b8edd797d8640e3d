//! What programs set for heaps: options of `spawn_opt/4`, `process_flag/2` and `system_flag/2` (OTP's `erl_gc.c`,
//! `erl_process.c`, `bif.c`).

use crate::exec::Ctx;
use crate::heap_options::{HeapOptions, LARGEST_HEAP, MaxHeapSize, next_heap_size};
use crate::map;
use crate::native::NativeResult;
use crate::term::Term;

/// The first release in which binaries outside can count, too.
const FIRST_WITH_SHARED_BINARIES: u32 = 27;

/// A setting of a heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Setting {
    MinHeapSize,
    MinBinVheapSize,
    FullsweepAfter,
    MaxHeapSize,
    MessageQueueData,
}

/// The settings of a process. All but the last are those of the system, too.
pub(super) const SETTINGS: &[(&str, Setting)] = &[
    ("fullsweep_after", Setting::FullsweepAfter),
    ("max_heap_size", Setting::MaxHeapSize),
    ("min_bin_vheap_size", Setting::MinBinVheapSize),
    ("min_heap_size", Setting::MinHeapSize),
    ("message_queue_data", Setting::MessageQueueData),
];

/// The setting of that name.
pub(super) fn setting(name: &str) -> Option<Setting> {
    SETTINGS.iter().find(|row| row.0 == name).map(|row| row.1)
}

/// The value of a setting, as it is told.
pub(super) fn told(c: &mut Ctx<'_>, setting: Setting, options: &HeapOptions) -> NativeResult {
    match setting {
        Setting::MinHeapSize => Ok(Term::size(options.min_heap_size)),
        Setting::MinBinVheapSize => Ok(Term::size(options.min_bin_vheap_size)),
        Setting::FullsweepAfter => Ok(Term::size(options.fullsweep_after.into())),
        Setting::MaxHeapSize => max_heap_size(c, options.max_heap_size),
        Setting::MessageQueueData => c.atom(if options.on_heap_messages { "on_heap" } else { "off_heap" }),
    }
}

fn max_heap_size(c: &mut Ctx<'_>, max: MaxHeapSize) -> NativeResult {
    let mut entries = vec![(c.atom("size")?, Term::size(max.size))];
    let flags = [
        ("error_logger", max.error_logger),
        ("include_shared_binaries", max.include_shared_binaries),
        ("kill", max.kill),
    ];
    for (item, value) in flags {
        if c.sys.release.otp >= FIRST_WITH_SHARED_BINARIES || item != "include_shared_binaries" {
            entries.push((c.atom(item)?, Term::boolean(value)));
        }
    }
    Ok(c.maps().from_entries(entries)?)
}

/// Gives a setting of a process a value; `None` where it cannot have that. Sizes are no less than the system's.
pub(super) fn set(c: &Ctx<'_>, options: &mut HeapOptions, setting: Setting, value: Term) -> Option<()> {
    let of_system = c.sys.settings.heap;
    let at_least = |words: usize, least| if words < least { least } else { size(words) };
    match setting {
        Setting::MinHeapSize => options.min_heap_size = at_least(value.as_size()?, of_system.min_heap_size),
        Setting::MinBinVheapSize => {
            options.min_bin_vheap_size = at_least(value.as_size()?, of_system.min_bin_vheap_size);
        }
        // As many bits of it as OTP keeps.
        Setting::FullsweepAfter => options.fullsweep_after = value.as_size()? as u16,
        Setting::MaxHeapSize => options.max_heap_size = limit(c, value)?,
        Setting::MessageQueueData => {
            options.on_heap_messages = match c.sys.atoms.name(value.as_atom()?) {
                "on_heap" => true,
                "off_heap" => false,
                _ => return None,
            }
        }
    }
    Some(())
}

/// Gives a setting of the system a value; `None` where it cannot have that.
pub(super) fn set_default(c: &mut Ctx<'_>, setting: Setting, value: Term) -> Option<()> {
    let mut options = c.sys.settings.heap;
    match setting {
        Setting::MinHeapSize => options.min_heap_size = size(value.as_size()?),
        Setting::MinBinVheapSize => options.min_bin_vheap_size = size(value.as_size()?),
        Setting::FullsweepAfter => options.fullsweep_after = value.as_size()?.try_into().unwrap_or(u16::MAX),
        Setting::MaxHeapSize => {
            options.max_heap_size = limit(c, value)?;
            has_room(&options)?;
        }
        Setting::MessageQueueData => return None,
    }
    c.sys.settings.heap = options;
    Some(())
}

fn size(words: usize) -> usize {
    next_heap_size(words.min(LARGEST_HEAP))
}

/// That the largest heap is no less than the least.
pub(super) fn has_room(options: &HeapOptions) -> Option<()> {
    let max = options.max_heap_size.size;
    (max == 0 || max >= options.min_heap_size).then_some(())
}

/// Words, where 0 is no limit, or a map with their number as `size` and what is to be done beyond: as the system has
/// it, but for what the map tells.
fn limit(c: &Ctx<'_>, value: Term) -> Option<MaxHeapSize> {
    let mut max = c.sys.settings.heap.max_heap_size;
    let Some(pairs) = map::entries(c.view(), value) else {
        max.size = value.as_size()?;
        return Some(max);
    };
    let mut sized = false;
    for (key, value) in pairs {
        match key.as_atom().map(|key| c.sys.atoms.name(key)) {
            Some("size") => (max.size, sized) = (value.as_size()?, true),
            Some("kill") => max.kill = value.as_bool()?,
            Some("error_logger") => max.error_logger = value.as_bool()?,
            Some("include_shared_binaries") if c.sys.release.otp >= FIRST_WITH_SHARED_BINARIES => {
                max.include_shared_binaries = value.as_bool()?;
            }
            _ => {}
        }
    }
    sized.then_some(max)
}
