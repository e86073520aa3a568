// For tests: a folder of their own, gone at the end.
#pragma once

#include <string>
#include <string_view>

namespace picket::testkit {

/// Removed with all that is in it when destroyed; declare it before what has files in it. The test
/// aborts where no folder can be made.
class TempDir {
 public:
  /// "picket-test-XXXXXX" (0700, the name is random) where temporary files go: $TMPDIR or /tmp.
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const noexcept { return path_; }
  /// Of a file in it, which need not exist.
  std::string file(std::string_view name) const;
  /// Removes all that is in it.
  void clear() const;

 private:
  std::string path_;
};

}  // namespace picket::testkit
