//! SQLite's own file layer with a witness in between: every write, sync and deletion is done as always and told to
//! [`platter`](super::platter), which may also say that it fails. Registered as the default, so that the server under
//! test is not told and cannot tell. Does nothing else to the files.
#![allow(unsafe_code, reason = "SQLite asks for a file layer as a table of C functions; only tests link this")]

use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::mem::size_of;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Once, OnceLock};

use rusqlite::ffi::{
    self, SQLITE_CANTOPEN, SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE, SQLITE_OK, sqlite3_file,
    sqlite3_filename, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs,
};

use super::platter::{self, Failure};

/// What SQLite takes for an open file: its first field is what SQLite knows, the file of the layer below lies behind it.
#[repr(C)]
struct Witnessed {
    base: sqlite3_file,
    /// Its path, if it is one that lasts; leaked on opening, taken back on closing.
    path: *mut PathBuf,
}

struct Below(*mut sqlite3_vfs);

// SAFETY: SQLite's own layer is made to be called from any thread; the pointer is to a static of SQLite's.
unsafe impl Send for Below {}
// SAFETY: as above.
unsafe impl Sync for Below {}

static BELOW: OnceLock<Below> = OnceLock::new();

/// From now on, every database that this process opens is witnessed.
pub(crate) fn witness_all_files() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: both functions may be called at any time; the answer is a valid pointer for as long as the process
        // lives. The copy is leaked: SQLite keeps the pointer.
        unsafe {
            let below = ffi::sqlite3_vfs_find(std::ptr::null());
            assert!(!below.is_null(), "SQLite has a file layer");
            let mut layer = *below;
            layer.szOsFile += size_of::<Witnessed>() as c_int;
            layer.zName = c"witness".as_ptr();
            layer.pNext = std::ptr::null_mut();
            layer.xOpen = Some(open);
            layer.xDelete = Some(delete);
            assert!(BELOW.set(Below(below)).is_ok());
            assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(layer)), 1), SQLITE_OK);
        }
    });
}

fn below() -> *mut sqlite3_vfs {
    BELOW.get().expect("registered before it is called").0
}

/// The file of the layer below.
///
/// # Safety
/// `file` is one of ours, with the room behind it that `szOsFile` asked for.
unsafe fn inner(file: *mut sqlite3_file) -> *mut sqlite3_file {
    // SAFETY: see above.
    unsafe { file.cast::<Witnessed>().add(1).cast() }
}

/// Calls a function of the layer below.
macro_rules! pass_on {
    ($file:expr, $method:ident $(, $arg:expr)*) => {{
        let file = inner($file);
        match (*(*file).pMethods).$method {
            Some(method) => method(file $(, $arg)*),
            None => ffi::SQLITE_NOTFOUND,
        }
    }};
}

/// # Safety
/// As for [`inner`]; the file is open.
unsafe fn path<'a>(file: *mut sqlite3_file) -> Option<&'a Path> {
    // SAFETY: the path lives until the file is closed, which is after every call for it.
    unsafe { (*file.cast::<Witnessed>()).path.as_ref().map(PathBuf::as_path) }
}

fn named(name: *const c_char) -> Option<PathBuf> {
    // SAFETY: SQLite's names are C strings, or null for files without one.
    (!name.is_null()).then(|| Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes())).to_owned())
}

/// What SQLite is told.
fn code(failure: Failure) -> c_int {
    match failure {
        Failure::Full => SQLITE_FULL,
        Failure::Write => SQLITE_IOERR_WRITE,
        Failure::Sync => SQLITE_IOERR_FSYNC,
    }
}

unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let lasting = ffi::SQLITE_OPEN_MAIN_DB | ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL;
    // SAFETY: SQLite hands over room for `szOsFile` bytes.
    unsafe {
        let witnessed = file.cast::<Witnessed>();
        (*witnessed).base.pMethods = std::ptr::null();
        let Some(open) = (*below()).xOpen else { return SQLITE_CANTOPEN };
        let outcome = open(below(), name, inner(file), flags, out);
        if outcome == SQLITE_OK {
            let path = named(name).filter(|_| flags & lasting != 0);
            if let Some(path) = &path {
                platter::opened(path);
            }
            (*witnessed).path = path.map_or(std::ptr::null_mut(), |path| Box::into_raw(Box::new(path)));
            (*witnessed).base.pMethods = &raw const METHODS;
        }
        outcome
    }
}

unsafe extern "C" fn delete(_: *mut sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: the name is SQLite's.
    let outcome = unsafe {
        match (*below()).xDelete {
            Some(delete) => delete(below(), name, sync_folder),
            None => ffi::SQLITE_NOTFOUND,
        }
    };
    if let Some(path) = named(name).filter(|_| outcome == SQLITE_OK) {
        platter::was_deleted(&path, sync_folder != 0);
    }
    outcome
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // Without memory maps, which would pass by the witness.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

unsafe extern "C" fn write(file: *mut sqlite3_file, bytes: *const c_void, len: c_int, at: sqlite3_int64) -> c_int {
    // SAFETY: the file is open, and `bytes` are `len` bytes.
    unsafe {
        let Some(path) = path(file) else { return pass_on!(file, xWrite, bytes, len, at) };
        if let Err(failure) = platter::may_write(path) {
            return code(failure);
        }
        let outcome = pass_on!(file, xWrite, bytes, len, at);
        if outcome == SQLITE_OK {
            let written = std::slice::from_raw_parts(bytes.cast::<u8>(), len.unsigned_abs() as usize);
            platter::wrote(path, at.unsigned_abs(), written);
        }
        outcome
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, len: sqlite3_int64) -> c_int {
    // SAFETY: the file is open.
    unsafe {
        let outcome = pass_on!(file, xTruncate, len);
        if let Some(path) = path(file).filter(|_| outcome == SQLITE_OK) {
            platter::was_cut(path, len.unsigned_abs());
        }
        outcome
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: the file is open.
    unsafe {
        match path(file) {
            // No need to trouble the disk of the machine: the platters are ours.
            Some(path) => platter::sync(path).map_or_else(code, |()| SQLITE_OK),
            None => pass_on!(file, xSync, flags),
        }
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: the file is open, and not used after this.
    unsafe {
        let witnessed = file.cast::<Witnessed>();
        if !(*witnessed).path.is_null() {
            drop(Box::from_raw((*witnessed).path));
            (*witnessed).path = std::ptr::null_mut();
        }
        pass_on!(file, xClose)
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, len: c_int, at: sqlite3_int64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xRead, into, len, at) }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xFileSize, size) }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xUnlock, level) }
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xCheckReservedLock, out) }
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, with: *mut c_void) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xFileControl, what, with) }
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xSectorSize) }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xDeviceCharacteristics) }
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xShmMap, page, size, extend, out) }
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, offset: c_int, n: c_int, flags: c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xShmLock, offset, n, flags) }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: passed on as it came.
    unsafe {
        let file = inner(file);
        if let Some(barrier) = (*(*file).pMethods).xShmBarrier {
            barrier(file);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, delete: c_int) -> c_int {
    // SAFETY: passed on as it came.
    unsafe { pass_on!(file, xShmUnmap, delete) }
}
