#include <string>

#include <gtest/gtest.h>

#include "domain/normalize/testing.h"

namespace picket::domain::normalize {
namespace {

json::object with_logger(const std::string& logger, std::string_view platform = "java") {
  return normalized(R"({"platform":")" + std::string(platform) + R"(","logger":")" + logger +
                    "\"}");
}

TEST(ShortenLogger, KeepsTheEndOfALongJavaName) {
  const std::string tail = ".social.scheduled.handlers.TiktokVideoHandler";
  const auto event = with_logger("com.example.application.backend" + tail);
  EXPECT_EQ(shown(event, "/logger"), "\"*.backend" + tail + '"');
  EXPECT_EQ(shown(event, "/_meta/logger/"), R"({"rem":[["@logger:replace","s",0,23]],"len":76})");
  EXPECT_EQ(shown(event, "/errors"), "absent");
}

TEST(ShortenLogger, FitsAndStartsAtADotWhenThereIsOne) {
  const std::string fits(64, 'x');
  EXPECT_EQ(shown(with_logger(fits), "/logger"), '"' + fits + '"');
  EXPECT_EQ(shown(with_logger("y" + fits), "/logger"), "\"*" + std::string(63, 'x') + '"');
  EXPECT_EQ(shown(with_logger("ab." + std::string(62, 'x')), "/logger"),
            "\"*." + std::string(62, 'x') + '"');
  EXPECT_EQ(shown(with_logger("a.b." + std::string(62, 'x')), "/logger"),
            "\"*." + std::string(62, 'x') + '"');
  EXPECT_EQ(shown(with_logger("ab." + fits.substr(1)), "/logger"),
            "\"*" + std::string(63, 'x') + '"');
}

TEST(ShortenLogger, TakesWhiteSpaceAway) {
  const auto event = with_logger("  a.b ");
  EXPECT_EQ(shown(event, "/logger"), R"("a.b")");
  EXPECT_EQ(shown(event, "/_meta/logger/"), R"({"rem":[["@logger:trim","s"]],"len":6})");
  const auto blank = with_logger("  ");
  EXPECT_EQ(shown(blank, "/logger"), R"("")");
  EXPECT_EQ(shown(blank, "/_meta/logger/"), R"({"rem":[["@logger:remove","x",0,2]],"len":2})");
}

TEST(ShortenLogger, LeavesOtherPlatformsToTheLimit) {
  const std::string name = "com.example." + std::string(60, 'x');
  EXPECT_EQ(shown(with_logger(name, "python"), "/logger"),
            "\"com.example." + std::string(49, 'x') + "...\"");
  EXPECT_EQ(shown(with_logger(" a ", "python"), "/logger"), R"(" a ")");
}

}  // namespace
}  // namespace picket::domain::normalize
