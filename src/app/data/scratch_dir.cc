#include "app/data/scratch_dir.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace picket::app {

Result<std::unique_ptr<ScratchDir>> ScratchDir::make() {
  std::error_code failed;
  std::string path = (std::filesystem::temp_directory_path(failed) / "picket-XXXXXX").string();
  if (!failed && ::mkdtemp(path.data()) == nullptr) failed = {errno, std::generic_category()};
  if (failed) {
    return unexpected(Error{
        ErrorKind::unavailable, "no_scratch_dir",
        fmt::format("cannot make a directory for temporary files ({}): set TMPDIR to one that "
                    "can be written",
                    failed.message())});
  }
  return std::unique_ptr<ScratchDir>(new ScratchDir(std::move(path)));
}

ScratchDir::~ScratchDir() {
  // What is left behind is a few bytes that the system clears away.
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace picket::app
