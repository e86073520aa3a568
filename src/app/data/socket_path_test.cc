#include "app/data/socket_path.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class AdminSocket : public testing::Test {
 protected:
  static bool binds(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return false;
    path.copy(address.sun_path, path.size());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    const void* const raw = &address;
    const bool bound = ::bind(fd, static_cast<const sockaddr*>(raw), sizeof address) == 0;
    ::close(fd);
    return bound;
  }

  const testkit::TempDir dir_;
  const std::string root_ = dir_.path();
};

TEST_F(AdminSocket, LiesInTheDataDirectory) {
  const AdminSocketPath socket(root_);
  EXPECT_EQ(socket.path(), root_ + "/picket.sock");
  EXPECT_TRUE(binds(socket.path()));
}

TEST_F(AdminSocket, LiesThereAlsoWhenThePathIsTooLongForASocket) {
  const std::string data = root_ + "/" + std::string(120, 'x');
  std::filesystem::create_directory(data);
  const AdminSocketPath socket(data);
  EXPECT_TRUE(binds(socket.path())) << socket.path();
  EXPECT_TRUE(std::filesystem::exists(data + "/picket.sock"));
}

}  // namespace
}  // namespace picket::app
