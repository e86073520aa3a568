#include "app/data/socket_path.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/un.h>
#include <unistd.h>

namespace picket::app {
namespace {
constexpr const char* kName = "picket.sock";
}

AdminSocketPath::AdminSocketPath(const std::string& data) : path_(data + "/" + kName) {
  if (path_.size() < sizeof(sockaddr_un::sun_path)) return;
  directory_ = ::open(data.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  path_ = fmt::format("/proc/self/fd/{}/{}", directory_, kName);
}

AdminSocketPath::~AdminSocketPath() {
  if (directory_ >= 0) ::close(directory_);
}

}  // namespace picket::app
