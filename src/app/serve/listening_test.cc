#include "app/serve/listening.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class PassedSockets : public testing::Test {
 protected:
  ~PassedSockets() override {
    for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
  }
  static void pass(const std::string& pid, const char* count) {
    ::setenv("LISTEN_PID", pid.c_str(), 1);
    ::setenv("LISTEN_FDS", count, 1);
  }
};

TEST_F(PassedSockets, AreTakenWhenTheyAreForThisProcess) {
  const std::string ours = std::to_string(::getpid());
  EXPECT_EQ(*socket_of_supervisor(), -1);
  pass(ours, "1");
  EXPECT_EQ(*socket_of_supervisor(), 3);
  EXPECT_EQ(std::getenv("LISTEN_FDS"), nullptr) << "children must not take them for theirs";
  EXPECT_EQ(*socket_of_supervisor(), -1);
  pass("1", "1");
  EXPECT_EQ(*socket_of_supervisor(), -1) << "those of a parent";
  pass(ours, "0");
  EXPECT_EQ(*socket_of_supervisor(), -1);
  pass(ours, "x");
  EXPECT_EQ(*socket_of_supervisor(), -1);
  pass(ours, "2");
  const auto several = socket_of_supervisor();
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().kind, ErrorKind::invalid_argument);
}

TEST(AddressOf, SaysWhatASocketIsBoundTo) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* const raw = &address;
  ASSERT_EQ(::bind(fd, static_cast<const sockaddr*>(raw), sizeof address), 0);
  const auto bound = address_of(fd);
  ASSERT_TRUE(bound);
  EXPECT_EQ(bound->host, "127.0.0.1");
  EXPECT_GT(bound->port, 0);
  ::close(fd);

  const int local = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_FALSE(address_of(local));
  ::close(local);
  EXPECT_FALSE(address_of(-1));
}

TEST(TakeOver, OpensADirectoryThatNobodyServes) {
  const testkit::TempDir dir;
  const auto taken = take_over(dir.file("data"), [] { return false; });
  ASSERT_TRUE(taken) << taken.error().detail;
  EXPECT_TRUE(taken->data);
  EXPECT_TRUE(taken->sockets.empty());
}

TEST(TakeOver, EndsWhenItIsInterrupted) {
  const testkit::TempDir dir;
  const auto other = DataDir::open(dir.file("data"));
  ASSERT_TRUE(other);
  int asked = 0;
  const auto taken = take_over(dir.file("data"), [&asked] { return ++asked == 3; });
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "interrupted");
  EXPECT_EQ(asked, 3) << "a process that holds the lock and does not answer is waited for";
}

}  // namespace
}  // namespace picket::app
