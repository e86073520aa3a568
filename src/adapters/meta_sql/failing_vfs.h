// For tests: SQLite's file layer, with failures on demand and a count of syncs.
// Source: sqlite.org/vfs.html (a shim).
#pragma once

namespace picket::adapters::meta {

/// Becomes the default of every database opened while it lives; one at a time. A result of 0 means
/// that the real file answers.
class FailingVfs {
 public:
  FailingVfs();
  ~FailingVfs();
  FailingVfs(const FailingVfs&) = delete;
  FailingVfs& operator=(const FailingVfs&) = delete;

  /// SQLite result codes that every write, sync or open of a file answers from now on.
  void fail_writes(int result);
  void fail_syncs(int result);
  void fail_opens(int result);
  int syncs() const;
};

}  // namespace picket::adapters::meta
