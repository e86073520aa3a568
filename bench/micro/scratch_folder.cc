#include "micro/scratch_folder.h"

#include <cstdlib>
#include <system_error>

#include "base/assert.h"

namespace picket::micro {

ScratchFolder::ScratchFolder(const std::string& parent) {
  std::string name = (std::filesystem::path(parent) / "picket-micro-XXXXXX").string();
  PICKET_ASSERT(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace picket::micro
