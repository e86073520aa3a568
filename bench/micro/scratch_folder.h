// A folder for one benchmark's files.
#pragma once

#include <filesystem>
#include <string>

namespace picket::micro {

/// Made below `parent`, and gone with the object, with all that is in it. Aborts when it cannot be
/// made.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& parent);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace picket::micro
