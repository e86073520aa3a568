#include "adapters/meta_sql/failing_vfs.h"

#include <atomic>

#include <sqlite3.h>

#include "base/assert.h"

namespace picket::adapters::meta {
namespace {

constexpr const char* kName = "picket-failing";

// SQLite's callbacks carry no context of ours.
std::atomic<int> write_result{SQLITE_OK};
std::atomic<int> sync_result{SQLITE_OK};
std::atomic<int> open_result{SQLITE_OK};
std::atomic<int> sync_count{0};
sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs shim;

/// Followed in memory by the real file.
struct File {
  sqlite3_file base;

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  static sqlite3_file* of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }
};

/// Forwards a method of sqlite3_io_methods to the real file.
template <auto Method, class... Arguments>
int forward(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* const real = File::of(file);
  return (real->pMethods->*Method)(real, arguments...);
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
  if (const int result = write_result) return result;
  return forward<&sqlite3_io_methods::xWrite>(file, data, size, at);
}

int sync(sqlite3_file* file, int flags) {
  ++sync_count;
  if (const int result = sync_result) return result;
  return forward<&sqlite3_io_methods::xSync>(file, flags);
}

void shm_barrier(sqlite3_file* file) {
  sqlite3_file* const real = File::of(file);
  real->pMethods->xShmBarrier(real);
}

const sqlite3_io_methods kMethods = {
    3,
    forward<&sqlite3_io_methods::xClose>,
    forward<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    write,
    forward<&sqlite3_io_methods::xTruncate, sqlite3_int64>,
    sync,
    forward<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    forward<&sqlite3_io_methods::xLock, int>,
    forward<&sqlite3_io_methods::xUnlock, int>,
    forward<&sqlite3_io_methods::xCheckReservedLock, int*>,
    forward<&sqlite3_io_methods::xFileControl, int, void*>,
    forward<&sqlite3_io_methods::xSectorSize>,
    forward<&sqlite3_io_methods::xDeviceCharacteristics>,
    forward<&sqlite3_io_methods::xShmMap, int, int, int, void volatile**>,
    forward<&sqlite3_io_methods::xShmLock, int, int, int>,
    shm_barrier,
    forward<&sqlite3_io_methods::xShmUnmap, int>,
    forward<&sqlite3_io_methods::xFetch, sqlite3_int64, int, void**>,
    forward<&sqlite3_io_methods::xUnfetch, sqlite3_int64, void*>,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;  // Means to SQLite: not open.
  if (const int result = open_result) return result;
  const int result = real_vfs->xOpen(real_vfs, name, File::of(file), flags, out_flags);
  if (File::of(file)->pMethods != nullptr) file->pMethods = &kMethods;
  return result;
}

}  // namespace

FailingVfs::FailingVfs() {
  PICKET_ASSERT(real_vfs == nullptr);
  real_vfs = sqlite3_vfs_find(nullptr);
  shim = *real_vfs;
  shim.zName = kName;
  shim.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
  shim.xOpen = open;
  write_result = sync_result = open_result = SQLITE_OK;
  sync_count = 0;
  sqlite3_vfs_register(&shim, 1);
}

FailingVfs::~FailingVfs() {
  sqlite3_vfs_unregister(&shim);
  sqlite3_vfs_register(real_vfs, 1);
  real_vfs = nullptr;
}

void FailingVfs::fail_writes(int result) {
  write_result = result;
}
void FailingVfs::fail_syncs(int result) {
  sync_result = result;
}
void FailingVfs::fail_opens(int result) {
  open_result = result;
}
int FailingVfs::syncs() const {
  return sync_count;
}

}  // namespace picket::adapters::meta
