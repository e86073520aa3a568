#include "app/serve/socket_mail.h"

#include <array>
#include <future>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace picket::app {
namespace {

using std::chrono::seconds;

class Pipe {
 public:
  Pipe() { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~Pipe() {
    for (const int end : ends_) ::close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int out() const { return ends_[0]; }
  int in() const { return ends_[1]; }

 private:
  std::array<int, 2> ends_{};
};

TEST(SocketMail, BringsCopiesOfDescriptors) {
  auto mailbox = SocketMailbox::open();
  ASSERT_TRUE(mailbox) << mailbox.error().detail;
  const Pipe first;
  const Pipe second;
  const int sent[] = {first.in(), second.in()};
  ASSERT_TRUE(send_sockets(mailbox->name(), sent));
  auto got = mailbox->receive(Deadline::in(seconds(5)));
  ASSERT_TRUE(got);
  ASSERT_EQ(got->size(), 2U);
  EXPECT_NE((*got)[0], first.in());
  char byte = 0;
  ASSERT_EQ(::write((*got)[1], "x", 1), 1);
  EXPECT_EQ(::read(second.out(), &byte, 1), 1);
  EXPECT_EQ(byte, 'x');
  close_all(*got);
  EXPECT_TRUE(got->empty());
}

TEST(SocketMail, WaitsNoLongerThanToTheDeadline) {
  auto mailbox = SocketMailbox::open();
  ASSERT_TRUE(mailbox);
  const auto got = mailbox->receive(Deadline::in(std::chrono::milliseconds(20)));
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, "no_sockets");
}

TEST(SocketMail, RefusesWhatIsNoMailbox) {
  const Pipe pipe;
  const int sent[] = {pipe.in()};
  for (const std::string& name : {std::string(), std::string("/tmp/x"), std::string(40, 'a')}) {
    const auto refused = send_sockets(name, sent);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid_argument);
  }
  std::string gone;
  {
    auto mailbox = SocketMailbox::open();
    ASSERT_TRUE(mailbox);
    gone = mailbox->name();
    EXPECT_FALSE(send_sockets(gone, {})) << "nothing to send";
  }
  const auto nobody = send_sockets(gone, sent);
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().kind, ErrorKind::unavailable);
}

}  // namespace
}  // namespace picket::app
