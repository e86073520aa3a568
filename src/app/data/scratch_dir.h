// A directory of this process alone, for a server that keeps nothing: its admin socket has to be
// somewhere.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace picket::app {

/// Removed with all that is in it when destroyed.
class ScratchDir {
 public:
  /// Makes "picket-XXXXXX" (0700, the name is random) where temporary files go: $TMPDIR or /tmp.
  /// `detail` of an error is one sentence with the remedy.
  static Result<std::unique_ptr<ScratchDir>> make();

  ~ScratchDir();
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;

  const std::string& path() const noexcept { return path_; }

 private:
  explicit ScratchDir(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace picket::app
