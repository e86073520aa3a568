#include "app/serve/succession.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/serve/socket_mail.h"
#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

class SuccessionTest : public testing::Test {
 protected:
  static int socket() { return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0); }

  /// What a successor holds after the hand-over.
  Succession begin() {
    auto begun = Succession::begin(socket(), [this](int pipe) -> Result<void> {
      received_ = {socket(), ::dup(pipe)};
      return {};
    });
    EXPECT_TRUE(begun);
    return *std::move(begun);
  }
  ~SuccessionTest() override { close_all(received_); }

  const testkit::TempDir dir_;
  const std::string data_ = dir_.file("data");
  std::vector<int> received_;
};

TEST_F(SuccessionTest, EndsWhenTheSuccessorServes) {
  const Succession succession = begin();
  const int pipe = take_pipe(received_);
  ASSERT_GE(pipe, 0);
  EXPECT_EQ(received_.size(), 1U) << "the socket stays";
  say_serving(pipe);
  EXPECT_TRUE(succession.wait(data_));
}

TEST_F(SuccessionTest, SaysWhenTheSuccessorEndedBefore) {
  const Succession succession = begin();
  close_all(received_);
  EXPECT_FALSE(succession.wait(data_));
}

TEST_F(SuccessionTest, TakesWhoHasTheDirectoryForASuccessorThatDoesNotSay) {
  const Succession succession = begin();
  close_all(received_);
  const auto theirs = DataDir::open(data_);
  ASSERT_TRUE(theirs);
  EXPECT_TRUE(succession.wait(data_));
}

TEST_F(SuccessionTest, FailsWhenNothingCanBeSent) {
  const int kept = socket();
  const auto begun = Succession::begin(kept, [](int) -> Result<void> {
    return unexpected(Error{ErrorKind::unavailable, "nobody", "nobody waits"});
  });
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().code, "nobody");
  EXPECT_EQ(::fcntl(kept, F_GETFD), -1) << "its socket is closed";
}

TEST_F(SuccessionTest, APredecessorWithoutAPipeNeedsNoWord) {
  std::vector<int> only_socket{socket()};
  EXPECT_EQ(take_pipe(only_socket), -1);
  EXPECT_EQ(only_socket.size(), 1U);
  close_all(only_socket);
  say_serving(-1);
}

TEST_F(SuccessionTest, APredecessorThatLeftIsNoError) {
  std::signal(SIGPIPE, SIG_IGN);
  int pipe = -1;
  {
    const Succession succession = begin();
    pipe = take_pipe(received_);
  }
  say_serving(pipe);
  EXPECT_EQ(::fcntl(pipe, F_GETFD), -1);
}

}  // namespace
}  // namespace picket::app
