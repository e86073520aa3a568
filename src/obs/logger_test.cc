#include "obs/logger.h"

#include <algorithm>
#include <array>
#include <string>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace picket::obs {
namespace {

class LoggerTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::pipe2(pipe_.data(), O_NONBLOCK), 0); }
  void TearDown() override {
    ::close(pipe_[0]);
    ::close(pipe_[1]);
  }
  std::string written() {
    std::string text(65536, '\0');
    const ssize_t n = ::read(pipe_[0], text.data(), text.size());
    text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return text;
  }
  std::array<int, 2> pipe_{};
};

TEST_F(LoggerTest, QuotesWhatWouldBreakTheLine) {
  Logger logger(pipe_[1], LogLevel::info, LogFormat::text);
  logger.info("Started", {{"port", 9000}, {"path", "a b\n"}});
  EXPECT_THAT(written(), testing::HasSubstr("info  Started port=9000 path=\"a b\\u000a\"\n"));
}

TEST_F(LoggerTest, LeavesOutWhatIsBelowItsLevel) {
  Logger logger(pipe_[1], LogLevel::warn, LogFormat::json);
  logger.info("Quiet");
  logger.warn("Loud");
  EXPECT_THAT(written(), testing::HasSubstr(R"("level":"warn","message":"Loud"})"));
}

TEST_F(LoggerTest, LimitsARepeatedSentence) {
  Logger logger(pipe_[1], LogLevel::info, LogFormat::text);
  for (int i = 0; i < Logger::kBurst + 5; ++i) logger.warn("Again");
  const std::string text = written();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), Logger::kBurst);
}

}  // namespace
}  // namespace picket::obs
