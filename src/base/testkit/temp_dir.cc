#include "base/testkit/temp_dir.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "base/assert.h"

namespace picket::testkit {

TempDir::TempDir()
    : path_((std::filesystem::temp_directory_path() / "picket-test-XXXXXX").string()) {
  PICKET_ASSERT(::mkdtemp(path_.data()) != nullptr);
}

TempDir::~TempDir() {
  // A test that took away its own rights leaves something behind, which fails nothing.
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempDir::file(std::string_view name) const {
  return path_ + "/" + std::string(name);
}

void TempDir::clear() const {
  for (const auto& entry : std::filesystem::directory_iterator(path_))
    std::filesystem::remove_all(entry.path());
}

}  // namespace picket::testkit
